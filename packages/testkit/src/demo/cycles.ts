import type { CycleState, CycleWindows, WindowStep } from '@jianglian/domain/evaluation';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, instantOf } from '@jianglian/domain/kernel';
import { uuidOf } from '../random.ts';
import { FINISHED } from './studio-life.ts';

export interface DemoCycle {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  readonly state: CycleState;
  readonly periodFrom: CivilDate;
  readonly periodTo: CivilDate;
  readonly openedAt: Date;
  readonly windows: CycleWindows;
  readonly publicityWorkingDays: number;
  readonly excellentCapPercent: number;
  readonly sheetsPerStudio: number;
  readonly documentNumber: string | null;
  readonly publishedOn: CivilDate | null;
  /** Proposed by one official and released by the other into publicity; null while it is not decided. */
  readonly release: DemoRelease | null;
}

export interface DemoRelease {
  readonly proposedAt: Date;
  readonly releasedAt: Date;
  readonly publicityUntil: CivilDate;
  readonly contact: string;
}

const base = { excellentCapPercent: 20, sheetsPerStudio: 3, publicityWorkingDays: 5 };

/** Each step ends at 18:00 of its day and is asked for some days before. */
function windowsEnding(days: Readonly<Record<WindowStep, CivilDate>>, dueDaysBefore: number): CycleWindows {
  const window = (day: CivilDate) => ({
    dueAt: instantOf(addDays(day, -dueDaysBefore), '18:00'),
    closesAt: instantOf(day, '18:00'),
  });
  return {
    selfEvaluation: window(days.selfEvaluation),
    opinion: window(days.opinion),
    scoring: window(days.scoring),
    visits: window(days.visits),
    decision: window(days.decision),
    publicity: window(days.publicity),
  };
}

const scoringAskedForOn = (day: CivilDate, windows: CycleWindows): CycleWindows => ({
  ...windows,
  scoring: { ...windows.scoring, dueAt: instantOf(day, '18:00') },
});

/** Published on 31 August 2026: the rectifications it ordered run out at the end of November. */
export const finishedCycle: DemoCycle = {
  ...base,
  id: uuidOf(`cycle ${FINISHED.year}`),
  title: `${FINISHED.year} 年度技能大师工作室考核评估`,
  year: FINISHED.year,
  state: 'published',
  periodFrom: '2023-12-01',
  periodTo: '2025-11-30',
  openedAt: instantOf('2026-03-02', '09:30'),
  windows: windowsEnding(
    {
      selfEvaluation: '2026-04-17',
      opinion: '2026-04-30',
      scoring: '2026-06-12',
      visits: '2026-07-10',
      decision: '2026-07-24',
      publicity: '2026-08-07',
    },
    3,
  ),
  documentNumber: FINISHED.document,
  publishedOn: FINISHED.publishedOn,
  // A Wednesday, and the fifth working day after it.
  release: {
    proposedAt: instantOf('2026-07-21', '10:20'),
    releasedAt: instantOf('2026-07-22', '09:05'),
    publicityUntil: '2026-07-29',
    contact: '重庆市高技能人才工作办公室，电话 023-12345678，电子邮箱 skills@office.example',
  },
};

/** In scoring whenever the demo is started: its windows are counted from the day of the start, all else is fixed. */
export const runningCycle = (startedOn: CivilDate): DemoCycle => ({
  ...base,
  id: uuidOf('cycle 2026'),
  title: '2026 年度技能大师工作室考核评估',
  year: 2026,
  state: 'scoring',
  periodFrom: '2024-11-01',
  periodTo: '2026-10-31',
  openedAt: instantOf(addDays(startedOn, -40), '09:30'),
  // Sheets were asked for yesterday: the monitor has somebody to remind.
  windows: scoringAskedForOn(
    addDays(startedOn, -1),
    windowsEnding(
      {
        selfEvaluation: addDays(startedOn, -12),
        // Still open, so that a recommender finds something to do.
        opinion: addDays(startedOn, 4),
        scoring: addDays(startedOn, 9),
        visits: addDays(startedOn, 23),
        decision: addDays(startedOn, 37),
        publicity: addDays(startedOn, 46),
      },
      3,
    ),
  ),
  documentNumber: null,
  publishedOn: null,
  release: null,
});
