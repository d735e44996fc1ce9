import type { Figure, TalliedActivity, TallyFigures } from '../../activity/index.ts';
import { countNamed, namedIn, tallyOf } from '../../activity/index.ts';
import type { CivilDate, Score } from '../../kernel/index.ts';
import { addDays, addMonths, sumOf } from '../../kernel/index.ts';

/** What 二(三) gives priority to: the four ways of open training, and the key tasks a unit carries. */
export const priorityItems = [
  'apprentices',
  'training',
  'competitions',
  'exchange',
  'skills-upgrading',
  'new-apprenticeship',
  'skill-assessment',
  'integrated-teaching',
  'competition-hosting',
  'exhibition',
] as const;
export type PriorityItem = (typeof priorityItems)[number];

/** Where an applying unit without a studio says it in its form. */
export const priorityField = (item: PriorityItem): string => `priority-${item}`;

/** Of one item: from which figure it counts, and what for (hundredths of a point). */
export interface PriorityWeight {
  readonly from: number;
  readonly points: Score;
}

/** Weights are the office's to set, per round: the notice gives priority and no numbers. */
export interface PrioritySettings {
  /** So many months back from the close of the applications. */
  readonly months: number;
  readonly items: Readonly<Record<PriorityItem, PriorityWeight>>;
}

/** Defaults of ours: one point for each of the ten, over two years as the evaluation looks back. */
export const defaultPriority: PrioritySettings = {
  months: 24,
  items: {
    apprentices: { from: 5, points: 100 },
    training: { from: 100, points: 100 },
    competitions: { from: 1, points: 100 },
    exchange: { from: 2, points: 100 },
    'skills-upgrading': { from: 3, points: 100 },
    'new-apprenticeship': { from: 1, points: 100 },
    'skill-assessment': { from: 1, points: 100 },
    'integrated-teaching': { from: 1, points: 100 },
    'competition-hosting': { from: 1, points: 100 },
    exhibition: { from: 1, points: 100 },
  },
};

export type PriorityUnit = 'person' | 'person-time' | 'count';

interface ItemDefinition {
  readonly clause: '二(三)1' | '二(三)2';
  /** The words of the clause it stands for. */
  readonly quote: string;
  readonly unit: PriorityUnit;
  readonly figure: (figures: TallyFigures, activities: readonly TalliedActivity[]) => Figure;
}

/** Competitions by name, once each: those the studio helped to hold, or those it trained for, competed or judged in. */
const competitionsOf = (activities: readonly TalliedActivity[], held: boolean): Figure =>
  countNamed(namedIn(activities, 'competitions'), ({ rows }) =>
    rows.some(({ role }) => (role === 'organiser') === held),
  );

/** Each item with its words in the notice and the figure of verified activities that speaks for it. */
export const priorityTable: Readonly<Record<PriorityItem, ItemDefinition>> = {
  apprentices: { clause: '二(三)1', quote: '名师带徒', unit: 'person', figure: (of) => of.apprentices.taken },
  training: { clause: '二(三)1', quote: '技能研修', unit: 'person-time', figure: (of) => of.training.personTimes },
  competitions: {
    clause: '二(三)1',
    quote: '技能竞赛',
    unit: 'count',
    figure: (_, activities) => competitionsOf(activities, false),
  },
  exchange: { clause: '二(三)1', quote: '技术交流', unit: 'count', figure: (of) => of.byKind.exchange },
  'skills-upgrading': {
    clause: '二(三)2',
    quote: '职业技能提升',
    unit: 'person',
    figure: (of) => of.certified.highSkill,
  },
  'new-apprenticeship': {
    clause: '二(三)2',
    quote: '企业新型学徒制',
    unit: 'count',
    figure: (of) => of.cooperation.apprenticeship,
  },
  'skill-assessment': {
    clause: '二(三)2',
    quote: '技能人才评价',
    unit: 'count',
    figure: (of) => of.cooperation.assessment,
  },
  'integrated-teaching': {
    clause: '二(三)2',
    quote: '工学一体化推广',
    unit: 'count',
    figure: (of) => of.cooperation.running['integrated-teaching'],
  },
  'competition-hosting': {
    clause: '二(三)2',
    quote: '承办第二届“一带一路”等职业技能竞赛',
    unit: 'count',
    figure: (_, activities) => competitionsOf(activities, true),
  },
  exhibition: {
    clause: '二(三)2',
    quote: '积极参加技术展览、技能展演',
    unit: 'count',
    figure: (of) => of.byKind.exhibition,
  },
};

export interface CasePriorityFacts {
  /** Close of the applications: what comes after it is for the next round. */
  readonly on: CivilDate;
  /** All of the studio's; only verified ones count. Null: a unit without a studio has none in the portal. */
  readonly activities: readonly TalliedActivity[] | null;
  /** What the applying unit says of itself where the portal has nothing. */
  readonly declared?: Readonly<Partial<Record<PriorityItem, number>>>;
}

export interface PriorityFinding {
  readonly item: PriorityItem;
  readonly clause: string;
  readonly quote: string;
  readonly unit: PriorityUnit;
  readonly value: number;
  readonly from: number;
  /** Given; `of` is what there is to have. */
  readonly points: Score;
  readonly of: Score;
  readonly source: 'verified' | 'declared';
  /** The activities behind the figure, in order of date. */
  readonly activities: readonly string[];
}

export interface CasePriority {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly points: Score;
  readonly of: Score;
  /** Of the points, those that rest on what the unit declared of itself. */
  readonly declared: Score;
  readonly items: readonly PriorityFinding[];
}

/**
 * 二(三), R24: how far a case has what the notice gives priority to, item by item with the activities behind it. It is shown
 * beside a case and may order cases; it is part of no score and of no condition. A verified figure goes before a declared one.
 */
export function casePriorityOf(
  settings: PrioritySettings,
  { on, activities, declared = {} }: CasePriorityFacts,
): CasePriority {
  const from = addDays(addMonths(on, -settings.months), 1);
  const within = (activities ?? []).filter(
    ({ state, startedOn }) => state === 'verified' && from <= startedOn && startedOn <= on,
  );
  const { figures } = tallyOf(within, { from, to: on });
  const items = priorityItems.map((item): PriorityFinding => {
    const { clause, quote, unit, figure } = priorityTable[item];
    const { from: least, points } = settings.items[item];
    const said = activities === null ? declared[item] : undefined;
    const found = figure(figures, within);
    const value = said ?? found.value;
    return {
      item,
      clause,
      quote,
      unit,
      value,
      from: least,
      points: value >= least && value > 0 ? points : 0,
      of: points,
      source: said === undefined ? 'verified' : 'declared',
      activities: said === undefined ? found.activities : [],
    };
  });
  const sum = (of: readonly PriorityFinding[]) => sumOf(of.map(({ points }) => points));
  return {
    from,
    to: on,
    points: sum(items),
    of: sumOf(items.map((finding) => finding.of)),
    declared: sum(items.filter(({ source }) => source === 'declared')),
    items,
  };
}
