import type { CivilDate, Fen } from '../../kernel/index.ts';
import type { StudioEvent, SubsidyDue, Tier } from '../../studio/index.ts';

/** The events of a studio that say something about its subsidy. */
export const tierEventKinds = ['awarded', 'upgraded', 'downgraded', 'revoked'] as const;
export type TierEventKind = (typeof tierEventKinds)[number];

/** A change of tier as the ledger reads it; `to` null: the title is gone. */
export interface TierStep {
  /** Position of the event among those of its studio. */
  readonly position: number;
  readonly kind: TierEventKind;
  readonly on: CivilDate;
  readonly from: Tier | null;
  readonly to: Tier | null;
  readonly documentNumber: string | null;
  /** What the decision left to settle, where it said so. */
  readonly subsidy?: SubsidyDue;
}

/** The steps of a studio's events, as they took effect. */
export function tierStepsOf(events: readonly StudioEvent[]): readonly TierStep[] {
  const steps: TierStep[] = [];
  for (const event of events.toSorted(byEffect)) {
    const { position, happenedOn: on, documentNumber } = event;
    const from = steps.at(-1)?.to ?? null;
    const base = { position, on, documentNumber, from };
    if (event.kind === 'awarded') steps.push({ ...base, kind: 'awarded', to: event.facts.tier });
    if (event.kind === 'upgraded') steps.push({ ...base, kind: 'upgraded', to: event.facts.tier.to });
    if (event.kind === 'downgraded') {
      steps.push({ ...base, kind: 'downgraded', to: event.facts.tier.to, ...lost(event.facts) });
    }
    if (event.kind === 'revoked') steps.push({ ...base, kind: 'revoked', to: null, ...lost(event.facts) });
  }
  return steps;
}

const lost = ({ subsidy }: { readonly subsidy?: SubsidyDue }) => (subsidy ? { subsidy } : {});
const byEffect = (one: StudioEvent, other: StudioEvent): number =>
  one.happenedOn === other.happenedOn ? one.position - other.position : one.happenedOn < other.happenedOn ? -1 : 1;

/**
 * What the office enters: money paid, the class amount of a national title, what a lost title leaves to settle, money that came
 * back. Nothing is changed or taken out; a wrong entry is reversed by another.
 */
export const entryKinds = ['payment', 'class-amount', 'settlement', 'repayment', 'reversal'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface LedgerEntry {
  readonly id: string;
  readonly kind: EntryKind;
  /** Event the entry belongs to. */
  readonly position: number;
  /** Never negative; a reversal carries the amount of what it reverses. */
  readonly fen: Fen;
  readonly on: CivilDate;
  /** The entry that a reversal takes back. */
  readonly reversesId: string | null;
}

/** Entries that count: neither reversals nor reversed. */
export function standingLedgerEntries<Entry extends LedgerEntry>(entries: readonly Entry[]): readonly Entry[] {
  const reversed = new Set(entries.map(({ reversesId }) => reversesId));
  return entries.filter(({ id, kind }) => kind !== 'reversal' && !reversed.has(id));
}

/** What a studio reports: money its host added, and what the subsidy was spent on. */
export const statementKinds = ['matching', 'spending'] as const;
export type StatementKind = (typeof statementKinds)[number];

export const statementStates = ['submitted', 'verified', 'returned'] as const;
export type StatementState = (typeof statementStates)[number];

/** What the subsidy may be spent on; the notice names no list, so this is the city's own default. */
export const spendingCategories = [
  'equipment',
  'materials',
  'training',
  'exchange',
  'research',
  'mentoring',
  'property',
  'other',
] as const;
export type SpendingCategory = (typeof spendingCategories)[number];

export interface SubsidyStatement {
  readonly id: string;
  readonly kind: StatementKind;
  readonly year: number;
  readonly fen: Fen;
  readonly state: StatementState;
}
