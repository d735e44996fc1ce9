import type { Refusal, RefusalParam } from '../kernel/index.ts';
import { refusals } from '../kernel/index.ts';
import type { EditableField } from './award-list-columns.ts';

/** Everything an import of an award list may be told: reasons against an act, and findings about a row or the file. */
export const awardImportRefusals = refusals('award-import', [
  // acts
  'columns-incomplete',
  'column-twice',
  'tier-needed',
  'date-needed',
  'default-date-in-future',
  'recommender-needed',
  'cluster-needed',
  'default-unknown',
  'first-row-unknown',
  'no-rows',
  'row-unknown',
  'not-acceptable',
  'rows-refused',
  'nothing-to-write',
  'count-not-confirmed',
  'registry-changed',
  'failed',
  // the file as a whole
  'count-differs',
  'list-provisional',
  'private-columns-dropped',
  // one row
  'master-missing',
  'master-implausible',
  'surname-uncommon',
  'split-guessed',
  'name-differs',
  'occupation-missing',
  'occupation-unknown',
  'occupation-misspelt',
  'unit-missing',
  'unit-short',
  'unit-similar',
  'tier-missing',
  'tier-unknown',
  'tier-differs',
  'date-missing',
  'date-unreadable',
  'date-incomplete',
  'date-in-future',
  'date-before-title',
  'document-number-malformed',
  'recommender-missing',
  'recommender-unknown',
  'recommender-not-in-force',
  'recommender-abolished-since',
  'district-missing',
  'district-unknown',
  'district-not-in-force',
  'cluster-unknown',
  'formula-text',
  'too-long',
  // one row beside others
  'row-repeated',
  'master-repeated',
  'occupation-repeated',
  'master-elsewhere',
  'occupation-registered',
  'tier-below-registry',
  'award-before-registry',
  'award-differs',
  'upgrade-while-rectifying',
  'studio-ended',
]);

export type FindingLevel = 'error' | 'warning';

/** What is wrong or doubtful in a row: a code with its sentence, the cell it concerns, and what would mend it. */
export interface Finding extends Refusal {
  readonly level: FindingLevel;
  readonly field: EditableField | null;
  /** An error the official may accept with open eyes (a namesake, an occupation no dictionary knows). */
  readonly acceptable: boolean;
  /** A value that would mend the cell. */
  readonly suggestion: string | null;
}

type Reason = Parameters<typeof awardImportRefusals>[0];
type Params = Readonly<Record<string, RefusalParam>>;

export const codeOf = (reason: Reason): string => `award-import.${reason}`;

/** An error: the row is refused until it is mended, accepted (where that is possible) or left out. */
export const errorIn = (
  field: EditableField | null,
  reason: Reason,
  params: Params = {},
  more: { readonly acceptable?: boolean; readonly suggestion?: string } = {},
): Finding => ({
  ...awardImportRefusals(reason, params),
  level: 'error',
  field,
  acceptable: more.acceptable ?? false,
  suggestion: more.suggestion ?? null,
});

/** A warning: worth a look, in nobody's way. */
export const warningIn = (
  field: EditableField | null,
  reason: Reason,
  params: Params = {},
  more: { readonly suggestion?: string } = {},
): Finding => ({ ...errorIn(field, reason, params, more), level: 'warning' });

/** Errors that were accepted are warnings from then on. */
export const afterAcceptance = (findings: readonly Finding[], accepted: readonly string[]): readonly Finding[] =>
  findings.map((finding) =>
    finding.level === 'error' && finding.acceptable && accepted.includes(finding.code)
      ? { ...finding, level: 'warning' as const }
      : finding,
  );
