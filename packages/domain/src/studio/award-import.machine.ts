import type { Machine, Refusal } from '../kernel/index.ts';
import { awardImportRefusals } from './award-list-finding.ts';
import type { Verdict } from './award-list-judgement.ts';

export const awardImportStates = [
  ...(['uploaded', 'mapped', 'checking', 'checked', 'applying', 'applied', 'cancelled', 'failed'] as const),
] as const;
export type AwardImportState = (typeof awardImportStates)[number];

export type AwardImportAction =
  | 'map'
  | 'check'
  | 'finish-check'
  | 'amend'
  | 'apply'
  | 'finish-apply'
  | 'fail'
  | 'cancel';

/** How many rows have which outcome. Rows left out count only as `excluded`. */
export type AwardFigures = Readonly<Record<Verdict | 'excluded', number>>;

export const noFigures: AwardFigures = { new: 0, changed: 0, same: 0, refused: 0, excluded: 0 };

export interface AwardImportSubject {
  readonly state: AwardImportState;
  readonly figures: AwardFigures;
}

/** The number typed to confirm; absent when only asking what could be done. */
export interface AwardImportContext {
  readonly confirmed?: number;
}

/** Rows an application would write. */
export const rowsToWrite = (figures: AwardFigures): number => figures.new + figures.changed;

const rowsAreRefused = ({ figures }: AwardImportSubject): Refusal | undefined =>
  figures.refused > 0 ? awardImportRefusals('rows-refused', { count: figures.refused }) : undefined;

const nothingToWrite = ({ figures }: AwardImportSubject): Refusal | undefined =>
  rowsToWrite(figures) === 0 ? awardImportRefusals('nothing-to-write') : undefined;

const countNotConfirmed = ({ figures }: AwardImportSubject, { confirmed }: AwardImportContext): Refusal | undefined =>
  confirmed !== undefined && confirmed !== rowsToWrite(figures)
    ? awardImportRefusals('count-not-confirmed', { count: rowsToWrite(figures), typed: confirmed })
    : undefined;

/** An import of an award list: nothing reaches the register before `finish-apply`, and then all of it or none. */
export const awardImportMachine: Machine<AwardImportState, AwardImportAction, AwardImportSubject, AwardImportContext> =
  {
    name: 'award-import',
    initial: 'uploaded',
    final: ['applied', 'cancelled'],
    moves: {
      map: { from: ['uploaded', 'mapped', 'checked', 'failed'], to: 'mapped' },
      check: { from: ['mapped', 'checked', 'failed'], to: 'checking' },
      'finish-check': { from: ['checking'], to: 'checked' },
      amend: { from: ['checked'], to: 'checked' },
      apply: { from: ['checked'], to: 'applying', unless: [rowsAreRefused, nothingToWrite, countNotConfirmed] },
      'finish-apply': { from: ['applying'], to: 'applied' },
      fail: { from: ['checking', 'applying'], to: 'failed' },
      cancel: { from: ['uploaded', 'mapped', 'checking', 'checked', 'failed'], to: 'cancelled' },
    },
  };
