/** Text trees as they lie in the catalogues. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}
type Files = Readonly<Record<string, MessageTree>>;

/** One language's files, as the build finds them. */
export interface MessageParts {
  readonly own: Readonly<Record<string, MessageTree>>;
  readonly features: Files;
  readonly sentences: Files;
}

/**
 * One language's texts: a feature's file under the name of its folder, a part's (`locales/<part>/`) under both names, the
 * refusals of the contracts under `refusals.<feature>.<reason>`, the domain's terms of all features merged under
 * `terms.<term>.<value>`.
 */
export function assemble(parts: MessageParts): MessageTree {
  let features: MessageTree = {};
  for (const [path, tree] of Object.entries(parts.features)) {
    const [, feature = path, part] = /features\/([^/]+)\/locales\/(?:([^/]+)\/)?/.exec(path) ?? [];
    features = merged(features, { [feature]: part === undefined ? tree : { [part]: tree } });
  }
  const refusals: Record<string, MessageTree> = {};
  let terms: MessageTree = {};
  for (const [path, file] of Object.entries(parts.sentences)) {
    const feature = /([^/]+)\.[A-Za-z-]+\.json$/.exec(path)?.[1] ?? path;
    refusals[feature] = (file['refusals'] ?? {}) as MessageTree;
    terms = merged(terms, (file['terms'] ?? {}) as MessageTree);
  }
  return { ...parts.own, ...features, refusals, terms };
}

function merged(left: MessageTree, right: MessageTree): MessageTree {
  const both: Record<string, string | MessageTree> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const before = both[key];
    both[key] = typeof before === 'object' && typeof value === 'object' ? merged(before, value) : value;
  }
  return both;
}
