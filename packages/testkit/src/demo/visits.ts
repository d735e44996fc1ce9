import type { VisitLine, VisitReason, VisitState } from '@jianglian/domain/evaluation';
import { default2024, drawVisits, proposeGrades, siteIndicators } from '@jianglian/domain/evaluation';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, instantOf } from '@jianglian/domain/kernel';
import { Random, uuidOf } from '../random.ts';
import { evaluatorLogin } from './accounts.ts';
import type { DemoEvaluation } from './evaluations.ts';

export interface DemoVisit {
  readonly id: string;
  readonly evaluation: DemoEvaluation;
  readonly reason: VisitReason;
  readonly state: VisitState;
  readonly plannedOn: CivilDate | null;
  readonly visitors: readonly string[];
  readonly lines: readonly VisitLine[];
  readonly summary: string;
  readonly doneAt: Date | null;
}

/** The draw of the running cycle and what became of it so far: some visited, some planned, the rest waiting for a day. */
export interface DemoVisits {
  readonly cycleId: string;
  readonly seed: string;
  readonly percent: number;
  readonly fixedAt: Date;
  readonly drawnAt: Date;
  readonly visits: readonly DemoVisit[];
}

const NOTES: Readonly<Record<string, string>> = {
  A1: '标牌齐全，荣誉墙有两项证书已过期未更换。',
  B2: '活动台账缺 2025 年第三季度签到原件，已要求补齐。',
  D1: '带徒协议 8 份，在册徒弟 7 人，1 人已离职。',
};

/** Undefined where no cycle runs or nothing of it is scored. */
export function demoVisits(evaluations: readonly DemoEvaluation[], startedOn: CivilDate): DemoVisits | undefined {
  const seed = '2026-摇号-58213';
  const percent = 30;
  const running = evaluations.filter(({ cycle, state }) => cycle.state === 'scoring' && state === 'scored');
  const [first] = running;
  if (!first) return undefined;
  const { grades } = proposeGrades(
    default2024,
    first.cycle.excellentCapPercent,
    running.map(({ id, tier, base, groups }) => ({ id, tier, base, bonus: 0, groups, veto: null })),
  );
  const drawn = drawVisits(
    seed,
    percent,
    grades.map(({ id, grade, outsideCap }) => ({
      evaluationId: id,
      grade,
      eligible: grade === 'excellent' || outsideCap,
    })),
  ).filter(({ reason }) => reason !== null);
  return {
    cycleId: first.cycle.id,
    seed,
    percent,
    fixedAt: instantOf(addDays(startedOn, -6), '10:00'),
    drawnAt: instantOf(addDays(startedOn, -6), '10:04'),
    visits: drawn.map(({ evaluationId, reason }, place): DemoVisit => {
      const evaluation = running.find(({ id }) => id === evaluationId)!;
      const common = {
        id: uuidOf(`visit ${evaluationId}`),
        evaluation,
        reason: reason as VisitReason,
        visitors: [],
        lines: [],
        summary: '',
        doneAt: null,
      };
      const visitors = [evaluatorLogin(1), evaluatorLogin(2)];
      if (place % 4 === 0) {
        const plannedOn = addDays(startedOn, -3);
        return {
          ...common,
          state: 'done',
          plannedOn,
          visitors,
          lines: linesOf(evaluation),
          summary: '场所独立开放，设备与申报清单一致，命名专家在岗。个别台账需补正，已当场告知。',
          doneAt: instantOf(plannedOn, '16:20'),
        };
      }
      if (place % 4 === 1) return { ...common, state: 'planned', plannedOn: addDays(startedOn, 2), visitors };
      return { ...common, state: 'chosen', plannedOn: null };
    }),
  };
}

function linesOf({ studio }: DemoEvaluation): readonly VisitLine[] {
  const random = new Random(`visit ${studio.serial}`);
  return siteIndicators(default2024).map(({ code }) => {
    const note = NOTES[code];
    return note && random.chance(0.6)
      ? { indicator: code, answer: 'partly', note }
      : { indicator: code, answer: 'yes', note: '' };
  });
}
