import type { Finding } from '@jianglian/domain/kernel';

/** Looks a term up and fills in what it mentions: the page's `t`, or the catalogue of the language of a file. */
export type Say = (term: string, key: string, params?: Readonly<Record<string, string>>) => string;

/** Which term names the values of an evidence; everything else is shown as it is. */
const termOf: Readonly<Record<string, string>> = {
  tier: 'tier',
  target: 'tier',
  next: 'tier',
  grade: 'grade',
  wanted: 'grade',
  standing: 'standing',
  honours: 'national-honour',
  ground: 'exception-ground',
};
const levelTerm: Readonly<Record<string, string>> = { award: 'honourLevel', skill: 'skillLevel' };

/** `upgrade.cooling-off` is `cooling-off` in the catalogue: keys there have no dots. */
export const conditionKey = (rule: string): string => rule.slice(rule.indexOf('.') + 1);

/** What a condition found, as a sentence with its evidence; of missing facts their names, of a waiver its reason as well. */
export function findingText(rule: string, finding: Finding, say: Say): string {
  const key = conditionKey(rule);
  if (finding.verdict === 'unknown') return finding.missing.map((fact) => say('upgrade-fact', fact)).join('、');
  const verdict = finding.verdict === 'waived' ? 'unmet' : finding.verdict;
  const params = Object.entries(finding.evidence).map(([name, value]) => [name, valueText(key, name, value, say)]);
  return say('upgrade-finding', `${key}-${verdict}`, Object.fromEntries(params) as Record<string, string>);
}

function valueText(key: string, name: string, value: unknown, say: Say): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' && !Array.isArray(value)) return say('upgrade-none', 'none');
  if (Array.isArray(value)) return value.map((item) => valueText(key, name, item, say)).join('、');
  const term = key in levelTerm && (name === 'level' || name === 'least') ? levelTerm[key] : termOf[name];
  return term === undefined ? value : say(term, value);
}
