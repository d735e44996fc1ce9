import type { CheckMark, FailedLine, RectificationState, RectificationStep } from '@jianglian/domain/evaluation';
import { aggregate, default2024, failedLines, indicatorOf } from '@jianglian/domain/evaluation';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, instantOf, roundHalfUp } from '@jianglian/domain/kernel';
import { uuidOf } from '../random.ts';
import { studioLogin } from './accounts.ts';
import type { DemoEvaluation } from './evaluations.ts';
import { FINISHED } from './studio-life.ts';

/** How far a demo rectification has come: a stage of the course, with everything before it. */
type Stage = 'drafted' | 'ordered' | 'planned' | 'rectifying' | 'extended' | 'checking' | 'passed' | 'noticed';

export interface DemoStep {
  readonly kind: RectificationStep;
  readonly at: Date;
  readonly by: string | null;
  readonly side: 'office' | 'studio' | 'checker' | 'clock';
  readonly text: string | null;
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface DemoRectification {
  readonly id: string;
  readonly evaluation: DemoEvaluation;
  readonly state: RectificationState;
  readonly dueOn: CivilDate;
  readonly firstDueOn: CivilDate;
  readonly lines: readonly (FailedLine & {
    readonly plan: string | null;
    readonly report: string | null;
    readonly activityIds: readonly string[];
  })[];
  readonly steps: readonly DemoStep[];
  readonly check: {
    readonly id: string;
    readonly login: string;
    readonly submittedAt: Date | null;
    readonly marks: readonly CheckMark[];
  } | null;
  readonly noticedOn: CivilDate | null;
}

const stageOf = ({ studio }: DemoEvaluation, place: number): Stage => {
  switch (studio.story) {
    case 'rectifying-near-deadline':
      return place % 2 === 0 ? 'rectifying' : 'noticed';
    case 'rectifying':
      return 'checking';
    case 'rectifying-extended':
      return 'extended';
    case 'rectified':
      return 'passed';
    default:
      return (['noticed', 'ordered', 'drafted'] as const)[place % 3] ?? 'ordered';
  }
};
const reached = (stage: Stage, wanted: Stage): boolean => {
  const order: readonly Stage[] = [
    'drafted',
    'ordered',
    'planned',
    'rectifying',
    'extended',
    'checking',
    'passed',
    'noticed',
  ];
  return stage === 'extended' && wanted === 'extended'
    ? true
    : wanted !== 'extended' && order.indexOf(stage) >= order.indexOf(wanted);
};

/** Every 不合格 of the published cycle with its rectification, each at another point of the course. */
export const demoRectifications = (evaluations: readonly DemoEvaluation[]): readonly DemoRectification[] =>
  evaluations
    .filter(({ grade, cycle }) => grade === 'failed' && cycle.state === 'published')
    .map((evaluation, place) => rectificationOf(evaluation, stageOf(evaluation, place)));

function rectificationOf(evaluation: DemoEvaluation, stage: Stage): DemoRectification {
  const { studio } = evaluation;
  const outcome = aggregate(default2024, evaluation.sheets);
  const lines = failedLines(default2024, outcome, 60);
  const firstDueOn = addDays(FINISHED.publishedOn, 90);
  const dueOn = stage === 'extended' ? addDays(firstDueOn, 30) : firstDueOn;
  const has = (wanted: Stage) => reached(stage, wanted);
  const reported = has('checking');
  const early = stage === 'passed';
  const day = { reported: early ? '2026-10-28' : '2026-11-09', checked: early ? '2026-11-06' : '2026-11-16' };
  const proof = evaluation.lines.flatMap(({ evidence }) => evidence)[0];
  const codes = lines.map(({ indicator }) => indicator);
  const secretary = studioLogin(studio);
  const step = (
    kind: RectificationStep,
    on: CivilDate,
    side: DemoStep['side'],
    text: string | null = null,
    facts: DemoStep['facts'] = {},
  ): DemoStep => ({
    kind,
    at: instantOf(on, '10:20'),
    by:
      side === 'clock'
        ? null
        : side === 'studio'
          ? secretary
          : side === 'checker'
            ? evaluation.sheets[0]!.login
            : 'office',
    side,
    text,
    facts,
  });
  const steps = [
    step('prepared', FINISHED.publishedOn, 'clock', null, { lines: codes }),
    has('ordered') &&
      step('issued', FINISHED.publishedOn, 'office', null, { documentNumber: FINISHED.document, dueOn: firstDueOn }),
    has('planned') &&
      step('plan-handed-in', '2026-09-11', 'studio', '成立整改专班，逐项明确负责人和完成时间。', { items: codes }),
    has('rectifying') && step('plan-accepted', '2026-09-15', 'office'),
    has('rectifying') &&
      step('progress', '2026-10-13', 'studio', '场所改造已完工，攻关项目已立项，补充的带徒协议已签订。'),
    stage === 'extended' &&
      step('extended', '2026-11-16', 'office', '设备搬迁，延长 30 天', { until: dueOn, days: 30 }),
    reported && step('reported', day.reported, 'studio', '各项整改已完成，佐证材料随报告提交。', { items: codes }),
    reported && step('check-started', addDays(day.reported, 2), 'office', null, { checkers: 1 }),
    (early || stage === 'noticed') && step('check-in', day.checked, 'checker'),
    early && step('passed', '2026-11-10', 'office', '复核各项均达到合格线', { documentNumber: '渝高技办〔2026〕14号' }),
    stage === 'noticed' &&
      step('failed', '2026-11-17', 'office', '复核后仍有整改项未达到合格线', { below: codes.slice(0, 1) }),
    stage === 'noticed' &&
      step('notice-given', '2026-11-18', 'office', '限期整改经复核仍不合格', {
        choice: 'downgrade',
        until: '2026-12-02',
      }),
  ].filter((one) => one !== false);
  const states: Readonly<Record<Stage, RectificationState>> = {
    drafted: 'drafted',
    ordered: 'ordered',
    planned: 'planned',
    rectifying: 'rectifying',
    extended: 'rectifying',
    checking: 'checking',
    passed: 'passed',
    noticed: 'noticed',
  };
  return {
    id: uuidOf(`rectification ${studio.serial}`),
    evaluation,
    state: states[stage],
    dueOn,
    firstDueOn,
    lines: lines.map((line) => ({
      ...line,
      plan: has('planned')
        ? `对照“${indicatorOf(default2024, line.indicator)?.name.zh}”满分标准逐条补齐，由专人负责。`
        : null,
      report: reported ? '已按方案完成，现场和台账可查。' : null,
      activityIds: reported && proof !== undefined ? [proof] : [],
    })),
    steps,
    check: reported ? checkOf(evaluation, lines, stage, day.checked) : null,
    noticedOn: stage === 'noticed' ? '2026-11-18' : null,
  };
}

function checkOf(
  evaluation: DemoEvaluation,
  lines: readonly FailedLine[],
  stage: Stage,
  on: CivilDate,
): DemoRectification['check'] {
  const judged = stage === 'checking' ? [] : lines;
  return {
    id: uuidOf(`rectification check ${evaluation.studio.serial}`),
    login: evaluation.sheets[0]!.login,
    submittedAt: stage === 'checking' ? null : instantOf(on, '10:20'),
    marks: judged.map(({ indicator, points }, index) => {
      const percent = stage === 'noticed' && index === 0 ? 45 : 75;
      return {
        item: indicator,
        score: roundHalfUp((points * percent) / 100),
        done: null,
        comment: percent < 60 ? '现场与报告不符，主要措施没有落实。' : '已经落实，资料齐全。',
      };
    }),
  };
}
