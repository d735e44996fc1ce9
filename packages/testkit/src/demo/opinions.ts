import type { OpinionLine, OpinionState } from '@jianglian/domain/evaluation';
import { Random } from '../random.ts';
import { recommenderLogin } from './accounts.ts';
import type { DemoEvaluation } from './evaluations.ts';

const DAY = 86_400_000;

export interface DemoOpinion {
  readonly evaluation: DemoEvaluation;
  readonly state: OpinionState;
  readonly comment: string;
  readonly lines: readonly OpinionLine[];
  /** The officer of the recommending unit who wrote it. */
  readonly login: string;
  readonly givenAt: Date | null;
  readonly late: boolean;
  readonly returned: { readonly at: Date; readonly reason: string; readonly until: Date } | null;
}

const REASONS = [
  '自评数量与活动台账一致，但其中一项未见结题或验收材料，建议酌减。',
  '佐证为复印件且无单位盖章，经现场核对只能认定一部分。',
  '该项成果由两个工作室共同完成，建议按一半计算。',
  '人员名单与社保记录不完全一致，建议按可核实人数计算。',
];
const WHOLES = [
  '工作室运行规范，自评总体真实。',
  '材料齐全，带徒与攻关成效突出，同意自评。',
  '自评基本属实，个别指标偏高，已逐项提出建议。',
];

/** Of the finished cycle nearly all are given; of the running one two in three, and one that was returned. */
export function demoOpinions(evaluations: readonly DemoEvaluation[]): readonly DemoOpinion[] {
  return evaluations.flatMap((evaluation, place): DemoOpinion[] => {
    const { cycle, studio, submittedAt, state } = evaluation;
    const running = cycle.state !== 'published';
    const random = new Random(`opinion ${cycle.year} ${studio.serial}`);
    const login = recommenderLogin(studio.recommenderCode);
    const nothing = { evaluation, login, comment: '', lines: [], givenAt: null, late: false, returned: null };
    if (running && state === 'self-evaluating' && evaluation.lines.length > 0) {
      const at = new Date(cycle.windows.selfEvaluation.closesAt.getTime() - 2 * DAY);
      const until = new Date((evaluation.closesAt ?? at).getTime());
      const reason = 'C1、C2 两项的佐证与填报数量不符，请补充项目结题证明和财务部门出具的效益证明后重新提交。';
      // One writes for the first time, the other because it came back.
      const extended = until.getTime() - cycle.windows.selfEvaluation.closesAt.getTime() > 15 * DAY;
      return extended ? [{ ...nothing, state: 'returned', returned: { at, reason, until } }] : [];
    }
    if (submittedAt === null || !random.chance(running ? 0.66 : 0.95)) return [];
    const after = random.whole(1, running ? 6 : 14) * DAY + random.whole(0, 8) * 3_600_000;
    const wanted = submittedAt.getTime() + after;
    const givenAt = new Date(
      Math.min(wanted, cycle.windows.opinion.closesAt.getTime() - 3 * 3_600_000 - (running ? 5 * DAY : 0)),
    );
    const late = givenAt > cycle.windows.opinion.dueAt;
    const lines = random.chance(0.35) ? adjustedLines(evaluation, random, place) : [];
    const comment =
      lines.length > 0 ? (WHOLES[2] as string) : random.chance(0.5) ? random.pick(WHOLES.slice(0, 2)) : '';
    return [{ ...nothing, state: lines.length > 0 ? 'adjusted' : 'agreed', comment, lines, givenAt, late }];
  });
}

/** One or two lines with points to take from, each a little lower than the studio sees itself. */
function adjustedLines({ lines }: DemoEvaluation, random: Random, place: number): OpinionLine[] {
  const able = lines.filter(({ score }) => (score ?? 0) >= 200);
  const chosen = able.filter((_, index) => index % 7 === place % 7).slice(0, 2);
  return chosen.map(({ indicator, score }) => ({
    indicator,
    score: Math.max(0, (score ?? 0) - random.whole(1, 3) * 50),
    reason: random.pick(REASONS),
  }));
}
