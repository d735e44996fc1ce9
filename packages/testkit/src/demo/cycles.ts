import type { CycleState } from '@jianglian/domain/evaluation';
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
  readonly selfEvaluationClosesAt: Date;
  readonly scoringClosesAt: Date;
  readonly excellentCapPercent: number;
  readonly sheetsPerStudio: number;
  readonly documentNumber: string | null;
  readonly publishedOn: CivilDate | null;
}

const base = { excellentCapPercent: 20, sheetsPerStudio: 3 };

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
  selfEvaluationClosesAt: instantOf('2026-04-17', '18:00'),
  scoringClosesAt: instantOf('2026-06-12', '18:00'),
  documentNumber: FINISHED.document,
  publishedOn: FINISHED.publishedOn,
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
  selfEvaluationClosesAt: instantOf(addDays(startedOn, -12), '18:00'),
  scoringClosesAt: instantOf(addDays(startedOn, 9), '18:00'),
  documentNumber: null,
  publishedOn: null,
});
