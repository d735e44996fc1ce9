import type { CivilDate } from '../kernel/index.ts';
import type { CertifiedLevel, Choice, ExchangeScope, Level } from './choice.ts';
import type { ActivityKind, Mechanism } from './kind.ts';

/** A number and the activities it comes from: `value` is a count, persons, hours or fen; `activities` are ids in order of date. */
export interface Figure {
  readonly value: number;
  readonly activities: readonly string[];
}

export type FiguresBy<Key extends string> = Readonly<Record<Key, Figure>>;

/**
 * The sums of a studio's verified activities over a span of days. Every key is always there; a figure of nothing has the value
 * 0 and no activities. Projects, competitions and co-operations are named: one that several activities mention counts once.
 */
export interface TallyFigures {
  /** Verified activities. */
  readonly activities: Figure;
  readonly byKind: FiguresBy<ActivityKind>;
  readonly byMechanism: FiguresBy<Mechanism>;
  /** Distinct projects, at the highest level and the latest state an activity of the span gives. `all` includes the finished. */
  readonly projects: {
    readonly all: Figure;
    readonly finished: Figure;
    readonly byLevel: FiguresBy<Level>;
    readonly finishedByLevel: FiguresBy<Level>;
  };
  readonly improvements: Figure;
  readonly adopted: Figure;
  /** Fen; `all` includes the finance-certified. */
  readonly benefit: { readonly all: Figure; readonly certified: Figure };
  readonly property: Readonly<Record<Choice<'property-type'>, FiguresBy<Choice<'property-state'>>>>;
  readonly methods: FiguresBy<Level>;
  readonly standards: Readonly<Record<Choice<'standard-role'>, FiguresBy<Level>>>;
  readonly papers: Figure;
  readonly textbooks: Figure;
  readonly awards: FiguresBy<Level>;
  readonly apprentices: { readonly taken: Figure; readonly graduated: Figure; readonly agreements: Figure };
  readonly training: { readonly sessions: Figure; readonly personTimes: Figure; readonly hours: Figure };
  /** People newly certified; `highSkill` is the sum from 三级/高级工 up. */
  readonly certified: { readonly byLevel: FiguresBy<CertifiedLevel>; readonly highSkill: Figure };
  /** Distinct competitions, each once at its best: `awarded` when the studio's contestants won something, else `takingPart` (judging and organising too). */
  readonly competitions: { readonly awarded: FiguresBy<Level>; readonly takingPart: Figure };
  /** Activities of the kinds exchange and exhibition by how far they reached. */
  readonly exchanges: FiguresBy<ExchangeScope>;
  readonly exhibitions: FiguresBy<ExchangeScope>;
  /** `running`: distinct co-operations by task; `apprenticeship` and `assessment`: activities of those kinds. */
  readonly cooperation: {
    readonly running: FiguresBy<Choice<'cooperation-task'>>;
    readonly apprenticeship: Figure;
    readonly apprentices: Figure;
    readonly assessment: Figure;
  };
  readonly service: { readonly services: Figure; readonly beneficiaries: Figure; readonly cityTasks: Figure };
  readonly heritage: { readonly learners: Figure; readonly works: Figure };
  readonly publicity: FiguresBy<Level>;
  readonly alliance: FiguresBy<Choice<'alliance-role'>> & { readonly projectsFinished: Figure };
  /** Fen. */
  readonly funds: { readonly matching: Figure; readonly subsidySpent: Figure };
  readonly masterDays: Figure;
  readonly rules: Figure;
}

/** Days from the first to the last, both counted. */
export interface TallyPeriod {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** What the evaluation is pre-filled from. An activity belongs to the day it started on. */
export interface ActivityTally {
  readonly period: TallyPeriod;
  readonly figures: TallyFigures;
  /** Calendar years of the period in order, each cut to the period; empty ones included. */
  readonly years: readonly { readonly year: number; readonly figures: TallyFigures }[];
  /** Activities per calendar quarter of the period in order, e.g. `2026Q4`; empty ones included. */
  readonly quarters: readonly { readonly quarter: string; readonly activities: Figure }[];
}
