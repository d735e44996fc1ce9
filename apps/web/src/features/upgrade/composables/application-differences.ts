import type { VersionView } from '@jianglian/contracts/upgrade';
import { applicationForm, applicationSections, type ApplicationSection } from '@jianglian/domain/upgrade';

export interface FieldDifference {
  readonly section: ApplicationSection;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface FilesDifference {
  readonly kind: string;
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

type Compared = Pick<VersionView, 'sections' | 'files'>;

/** What the later of two versions says otherwise, in the order of the form. */
export function fieldDifferences(before: Compared, after: Compared): readonly FieldDifference[] {
  const valueOf = (version: Compared, section: ApplicationSection, field: string) =>
    version.sections.find((one) => one.section === section)?.content[field] ?? null;
  return applicationSections.flatMap((section) =>
    applicationForm[section].flatMap(({ field }) => {
      const [one, other] = [valueOf(before, section, field), valueOf(after, section, field)];
      return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ section, field, before: one, after: other }];
    }),
  );
}

export function filesDifferences(before: Compared, after: Compared): readonly FilesDifference[] {
  return after.files.flatMap(({ kind, files }) => {
    const earlier = before.files.find((list) => list.kind === kind)?.files ?? [];
    const missing = (from: typeof files, list: typeof files) =>
      from.filter(({ id }) => !list.some((other) => other.id === id)).map(({ name }) => name);
    const [gone, come] = [missing(earlier, files), missing(files, earlier)];
    return gone.length + come.length === 0 ? [] : [{ kind, gone, come }];
  });
}
