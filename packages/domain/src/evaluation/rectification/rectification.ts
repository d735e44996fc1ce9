import type { CivilDate, Score } from '../../kernel/index.ts';
import type { RectificationSettings } from './rectification-terms.rule.ts';
import type { ConsequenceChoice, ItemCause, RectificationState } from './rectification-vocabulary.ts';

/** An indicator to be rectified, or an act to be done. `code` is the indicator, or `act-1`, `act-2` … */
export interface RectificationItem {
  readonly code: string;
  readonly kind: 'line' | 'act';
  /** What the act is; a line has its wording in the rubric. */
  readonly text: string | null;
  /** Full mark of the line and what the evaluation gave; null where nothing was handed in. */
  readonly points: Score | null;
  readonly score: Score | null;
  readonly cause: ItemCause;
  /** The office's words for taking it in, or out. */
  readonly reason: string | null;
  readonly removed: boolean;
  /** 整改措施 and 整改情况 of the studio. */
  readonly plan: string | null;
  readonly planBy: CivilDate | null;
  readonly report: string | null;
  /** How many verified activities and files prove it. */
  readonly evidence: number;
}

export interface Rectification {
  readonly state: RectificationState;
  readonly studioId: string;
  readonly dueOn: CivilDate;
  readonly extended: boolean;
  readonly settings: RectificationSettings;
  readonly hasVeto: boolean;
  readonly items: readonly RectificationItem[];
  /** The last day to be heard; null before the notice of intent. */
  readonly answerUntil: CivilDate | null;
  readonly intended: ConsequenceChoice | null;
  /** Who found that it failed, and who gave the notice of intent: neither decides (four eyes). */
  readonly concludedBy: string | null;
  readonly noticedBy: string | null;
}

/** The items that stand in the order. */
export const standingItems = (items: readonly RectificationItem[]): readonly RectificationItem[] =>
  items.filter(({ removed }) => !removed);
