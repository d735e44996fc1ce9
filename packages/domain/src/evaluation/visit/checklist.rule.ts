import type { Refusal } from '../../kernel/index.ts';
import type { EvidenceKind, Indicator, Rubric } from '../rubric/rubric.ts';
import { visitRefusals as refuse } from './visit.refusals.ts';

/** Evidence that is looked at where it is: rooms, machines, books and rosters. */
const seenOnSite: readonly EvidenceKind[] = ['site-photo', 'equipment-list', 'ledger', 'roster'];

/** The lines of the checklist: the rubric's indicators whose evidence is looked at on site. */
export const siteIndicators = (rubric: Rubric): readonly Indicator[] =>
  rubric.indicators.filter(({ evidence }) => evidence.some((kind) => seenOnSite.includes(kind)));

/** Does what was found agree with what the studio says? */
export const visitAnswers = ['yes', 'partly', 'no'] as const;
export type VisitAnswer = (typeof visitAnswers)[number];

export interface VisitLine {
  readonly indicator: string;
  readonly answer: VisitAnswer | null;
  readonly note: string;
}

/** Who signs: one of those who came, and one of the studio. */
export const signers = ['visitor', 'studio'] as const;
export type Signer = (typeof signers)[number];

export interface VisitRecord {
  readonly lines: readonly VisitLine[];
  readonly signatures: readonly { readonly signer: Signer }[];
  /** The printed form, signed and photographed, in place of signatures on the screen. */
  readonly hasSignedForm: boolean;
}

/** Everything that is missing from a record: each line answered, "partly" and "no" explained, both sides signed. */
export function refusalsOfRecord(rubric: Rubric, record: VisitRecord): readonly Refusal[] {
  const asked = siteIndicators(rubric).map(({ code }) => code);
  const found: Refusal[] = [];
  for (const { indicator } of record.lines) {
    if (!asked.includes(indicator)) found.push(refuse('unknown-line', { indicator }));
  }
  for (const indicator of asked) {
    const line = record.lines.find((one) => one.indicator === indicator);
    if (!line?.answer) found.push(refuse('line-unanswered', { indicator }));
    else if (line.answer !== 'yes' && line.note.trim() === '') found.push(refuse('note-missing', { indicator }));
  }
  const signed = signers.every((signer) => record.signatures.some((one) => one.signer === signer));
  if (!signed && !record.hasSignedForm) found.push(refuse('signature-missing'));
  return found;
}
