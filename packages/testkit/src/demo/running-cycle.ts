import type { CivilDate } from '@jianglian/domain/kernel';
import { Random, uuidOf } from '../random.ts';
import { evaluatorLogin } from './accounts.ts';
import { runningCycle } from './cycles.ts';
import type { DemoEvaluation, DemoSheet, Material } from './evaluations.ts';
import { linesOf, marksOf, prefillOf, resultOf, sheetIdOf, tierOn } from './evaluations.ts';
import { basisOf } from './finished-cycle.ts';
import type { Panel } from './panel.ts';
import type { DemoStudio } from './studios.ts';

const DAY = 86_400_000;

/** How far each evaluator is: the share of the sheets handed in, and of those begun. */
const PACE: Readonly<Record<string, readonly [number, number]>> = {
  [evaluatorLogin(1)]: [0.35, 0.6],
  [evaluatorLogin(2)]: [0.9, 1],
  [evaluatorLogin(3)]: [1, 1],
  [evaluatorLogin(11)]: [0.1, 0.2],
  [evaluatorLogin(12)]: [0, 0],
};
const USUAL: readonly [number, number] = [0.5, 0.8];

/** In the middle of scoring: sheets handed in, half done, untouched and given back; two studios still writing, one missed. */
export function runningEvaluations(
  studios: readonly DemoStudio[],
  materialOf: (studio: DemoStudio) => Material,
  panel: Panel,
  startedOn: CivilDate,
): readonly DemoEvaluation[] {
  const cycle = runningCycle(startedOn);
  const cohort = studios.filter((studio) => studio.cohort === 'running');
  const done = new Map<string, number>();
  const turn = (login: string) => {
    const place = done.get(login) ?? 0;
    done.set(login, place + 1);
    return place;
  };
  return cohort.map((studio, place): DemoEvaluation => {
    const material = materialOf(studio);
    const random = new Random(`running ${studio.serial}`);
    const tier = tierOn(studio, cycle.periodTo);
    const prefill = prefillOf(studio, cycle, tier, material);
    const before = (instant: Date, days: number) =>
      new Date(instant.getTime() - days * DAY - random.whole(600, 20_000) * 1000);
    const common = {
      id: uuidOf(`evaluation ${cycle.year} ${studio.serial}`),
      cycle,
      studio,
      tier,
      ...basisOf(studio, cycle.year),
      proposedGrade: null,
      grade: null,
      reasons: [],
    };
    const lines = linesOf(studio, prefill, cycle, material);
    if (place === 4 || place === 17 || place === 30) {
      const late = place === 30;
      return {
        ...common,
        state: late ? 'missed' : 'self-evaluating',
        closesAt: late
          ? null
          : new Date(cycle.windows.selfEvaluation.closesAt.getTime() + (place === 4 ? 14 : 17) * DAY),
        prefill: [],
        lines: late ? [] : lines.slice(0, 11),
        submittedAt: null,
        sheets: [],
        base: null,
        spread: null,
        groups: [],
      };
    }
    const logins = panel(studio, cycle);
    const assignedAt = before(cycle.windows.scoring.closesAt, 20);
    const torn = place === 9;
    const sheets = logins.map((login, seat): DemoSheet => {
      const [handedIn, begun] = torn ? [1, 1] : (PACE[login] ?? USUAL);
      const share = ((turn(login) * 37) % 100) / 100;
      const marks = marksOf(studio, login, prefill, cycle, material.rubric, torn ? [0.16, 0, -0.16][seat] : 0);
      const state = share < handedIn || torn ? 'submitted' : 'draft';
      const part = share < begun ? Math.floor(marks.length * (0.25 + random.unit() * 0.6)) : 0;
      const own = state === 'submitted' ? marks : marks.slice(0, part);
      const markedAt = before(cycle.windows.scoring.closesAt, 10 + random.whole(0, 6));
      return {
        id: sheetIdOf(cycle, studio, login),
        login,
        state,
        marks: own,
        assignedAt,
        markedAt: own.length > 0 ? markedAt : null,
        submittedAt: state === 'submitted' ? new Date(markedAt.getTime() + 1_500_000) : null,
        endedReason: null,
      };
    });
    const allIn = sheets.every(({ state }) => state === 'submitted');
    const recused: DemoSheet[] = place === 21 ? [recusal(cycle.year, studio, logins, assignedAt)] : [];
    return {
      ...common,
      state: allIn ? 'scored' : 'submitted',
      closesAt: null,
      prefill,
      lines,
      submittedAt: before(cycle.windows.selfEvaluation.closesAt, random.whole(0, 9)),
      sheets: [...sheets, ...recused],
      ...(allIn ? resultOf(material.rubric, sheets) : { base: null, spread: null, groups: [] }),
    };
  });
}

/** An evaluator who knows the master gave the sheet back; another took the place. */
function recusal(year: number, studio: DemoStudio, logins: readonly string[], assignedAt: Date): DemoSheet {
  const login = Array.from({ length: 12 }, (_, index) => evaluatorLogin(index + 1)).find(
    (one) => !logins.includes(one),
  )!;
  return {
    id: uuidOf(`sheet ${year} ${studio.serial} ${login}`),
    login,
    state: 'recused',
    marks: [],
    assignedAt: new Date(assignedAt.getTime() - DAY),
    markedAt: null,
    submittedAt: null,
    endedReason: '与命名专家同门，申请回避',
  };
}
