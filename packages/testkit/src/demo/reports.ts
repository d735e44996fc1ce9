import type { ReportContent, ReportKind, ReportState } from '@jianglian/domain/activity';
import { defaultSettings, dueOn, owedYears } from '@jianglian/domain/activity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays } from '@jianglian/domain/kernel';
import { Random, uuidOf } from '../random.ts';
import { DEMO_DAY, tierOf } from './activities.ts';
import type { DemoStudio } from './studios.ts';

export interface DemoReport extends ReportContent {
  readonly id: string;
  readonly studio: DemoStudio;
  readonly kind: ReportKind;
  readonly year: number;
  readonly dueOn: CivilDate;
  readonly state: ReportState;
  readonly submittedOn: CivilDate | null;
}

/** The plans and summaries of a studio since its award: nearly all in time, some late, a few still owed. */
export function reportsOf(studio: DemoStudio): readonly DemoReport[] {
  const random = new Random(`reports ${studio.serial}`);
  const ended = studio.steps.find(({ act }) => act.kind === 'revoked' || act.kind === 'terminated')?.on;
  const until = ended ? addDays(ended, -1) : DEMO_DAY;
  return (['plan', 'summary'] as const).flatMap((kind) =>
    owedYears(defaultSettings, kind, studio.steps[0]!.on, until).flatMap((year) =>
      reportOf(studio, kind, year, random),
    ),
  );
}

function reportOf(studio: DemoStudio, kind: ReportKind, year: number, random: Random): readonly DemoReport[] {
  const due = dueOn(defaultSettings, kind, year);
  const before = year < 2023;
  if (due > DEMO_DAY && !random.chance(0.2)) return [];
  const fate = before
    ? 'on-time'
    : due > DEMO_DAY
      ? 'draft'
      : random.weighted({ 'on-time': 88, late: 8, draft: 2, missing: 2 });
  if (fate === 'missing') return [];
  const submittedOn =
    fate === 'draft' ? null : addDays(due, fate === 'late' ? random.whole(1, 25) : -random.whole(0, 20));
  return [
    {
      id: uuidOf(`report ${studio.serial} ${kind} ${year}`),
      studio,
      kind,
      year,
      dueOn: due,
      state: submittedOn === null ? 'draft' : 'submitted',
      submittedOn,
      ...(kind === 'plan' ? planOf(studio, year, random) : summaryOf(studio, year)),
    },
  ];
}

function planOf(studio: DemoStudio, year: number, random: Random): ReportContent {
  const { occupation, trade } = studio;
  const scale = { district: 0.7, municipal: 1, chief: 1.5, national: 2 }[tierOf(studio)];
  return {
    texts: {
      goals: `${year} 年以${trade.objects[0]}攻关为主线，带徒与研修并重，全年活动不少于 6 次。`,
      research: `攻关：${trade.objects.slice(0, 2).join('、')}。`,
      training: `开办${occupation}专题研修，覆盖本单位与同行。`,
      mentoring: '新签师徒协议，季度考核。',
      exchange: '与同集群工作室交流两次以上。',
      innovation: '形成可推广的作业指导书。',
      resources: '单位配套经费按补助一比一落实。',
    },
    targets: {
      activities: Math.round(8 * scale),
      projects: Math.round(2 * scale),
      apprentices: Math.round(10 * scale),
      highSkill: Math.round(3 * scale),
      personTimes: Math.round(100 * scale),
      exchanges: 2,
      services: random.whole(1, 2),
      benefit: Math.round(50 * scale) * 1_000_000,
    },
  };
}

const summaryOf = ({ trade, occupation }: DemoStudio, year: number): ReportContent => ({
  texts: {
    overview: `${year} 年工作室按计划开展活动，${trade.objects[0]}攻关取得阶段成果。`,
    research: `围绕${trade.objects.slice(0, 2).join('、')}做了试验与验证。`,
    training: `${occupation}研修按期完成。`,
    mentoring: '徒弟考核合格，部分取得高级工。',
    exchange: '参加同行交流，接待来访。',
    innovation: '改进工装两项，已在班组使用。',
    funds: '补助与配套经费专账核算。',
    problems: '生产任务重时研修时间难保证；部分台账补录不及时。',
    'next-year': '把攻关成果做成课程，扩大带徒面。',
  },
  targets: {},
});
