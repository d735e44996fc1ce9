import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays } from '@jianglian/domain/kernel';
import type { Grade, Tier } from '@jianglian/domain/studio';
import { Random } from '../random.ts';
import type { Story } from './stories.ts';

/** Which evaluation a studio belongs to: the one published in 2026, the one being scored, or none yet. */
export type Cohort = 'finished' | 'running' | 'none';

/** One dated act in a studio's life, in words of our own; the loader gives it the form of the register. */
export interface Step {
  readonly on: CivilDate;
  readonly document: string | null;
  readonly act:
    | { readonly kind: 'awarded' | 'upgraded' | 'downgraded'; readonly tier: Tier }
    | {
        readonly kind: 'evaluated';
        readonly grade: Grade;
        readonly score: number | null;
        readonly cycle: string | null;
      }
    | { readonly kind: 'rectification-ordered'; readonly dueOn: CivilDate }
    | { readonly kind: 'rectification-extended'; readonly dueOn: CivilDate }
    | { readonly kind: 'rectification-passed' | 'rectification-failed' | 'revoked' | 'terminated' }
    | { readonly kind: 'master-changed' | 'relocated' | 'host-merged' | 'renamed' | 're-homed' };
  readonly reason: string;
}

/** The portal's first evaluation: published on this day; the rectifications it ordered end 90 days later. */
export const FINISHED = { year: 2025, publishedOn: '2026-08-31', document: '渝高技办〔2026〕11号' } as const;
/** Evaluations before the portal, by cohort. */
const EARLIER = {
  finished: { year: 2023, on: '2023-11-30', document: '渝高技办〔2023〕16号' },
  running: { year: 2024, on: '2024-11-28', document: '渝高技办〔2024〕18号' },
} as const;
const AWARDS: Readonly<Record<number, { readonly on: CivilDate; readonly document: string }>> = {
  2022: { on: '2022-12-20', document: '渝人社〔2022〕418号' },
  2023: { on: '2023-12-18', document: '渝人社〔2023〕397号' },
  2024: { on: '2024-12-20', document: '渝人社〔2024〕402号' },
  2025: { on: '2025-12-19', document: '渝人社〔2025〕388号' },
  2026: { on: '2026-06-30', document: '渝人社〔2026〕171号' },
};

export interface Life {
  readonly cohort: Cohort;
  readonly steps: readonly Step[];
}

/** A studio's life from its award to now, as its story and its number have it. */
export function lifeOf(serial: number, tier: Tier, story: Story | undefined): Life {
  const random = new Random(`life ${serial}`);
  const awardedIn = awardYear(random, story);
  const cohort = cohortOf(awardedIn, serial, story);
  const steps = [...titles(awardedIn, tier, story, random), ...evaluations(cohort, awardedIn, story, random)];
  steps.push(...turns(story));
  return { cohort, steps: steps.sort((one, other) => one.on.localeCompare(other.on)) };
}

function awardYear(random: Random, story: Story | undefined): number {
  if (story === 'new') return random.chance(0.5) ? 2025 : 2026;
  if (story === 'due-soon') return 2024;
  if (story !== undefined) return random.whole(2014, 2019);
  return Number(
    random.weighted({ 2014: 4, 2015: 4, 2016: 6, 2017: 7, 2018: 8, 2019: 9, 2020: 9, 2021: 9, 2022: 8, 2023: 9 }),
  );
}

function cohortOf(awardedIn: number, serial: number, story: Story | undefined): Cohort {
  if (story === 'revoked' || story === 'terminated' || awardedIn >= 2024) return 'none';
  if (story?.startsWith('rectif') || story === 'downgraded') return 'finished';
  if (awardedIn === 2023) return 'running';
  if (awardedIn === 2022) return 'finished';
  return serial % 2 === 0 ? 'running' : 'finished';
}

/** Day and document of the award lists of a year; those before the portal's time follow the same calendar. */
export function awardOf(year: number): { readonly on: CivilDate; readonly document: string } {
  return (
    AWARDS[year] ?? { on: `${year}-12-${10 + (year % 9)}`, document: `渝人社〔${year}〕${300 + (year % 7) * 9}号` }
  );
}

function titles(awardedIn: number, tier: Tier, story: Story | undefined, random: Random): Step[] {
  const award = awardOf(awardedIn);
  const step = (kind: 'awarded' | 'upgraded', to: Tier, at: { on: CivilDate; document: string }): Step => ({
    on: at.on,
    document: at.document,
    act: { kind, tier: to },
    reason: kind === 'awarded' ? '命名' : '晋升层级',
  });
  if (story === 'upgraded-to-chief')
    return [step('awarded', 'municipal', award), step('upgraded', 'chief', awardOf(2024))];
  if (story === 'upgraded-to-national') {
    return [
      step('awarded', 'chief', award),
      step('upgraded', 'national', { on: '2023-09-15', document: '人社部函〔2023〕96号' }),
    ];
  }
  const climbs = tier !== 'district' && tier !== 'municipal' && awardedIn <= 2018 && random.chance(0.6);
  if (!climbs) return [step('awarded', tier, award)];
  const below: Tier = tier === 'national' ? 'chief' : 'municipal';
  return [step('awarded', below, award), step('upgraded', tier, awardOf(awardedIn + random.whole(2, 3)))];
}

function evaluations(cohort: Cohort, awardedIn: number, story: Story | undefined, random: Random): Step[] {
  const steps: Step[] = [];
  const evaluated = (year: number, on: CivilDate, document: string, grade: Grade): Step => ({
    on,
    document,
    act: { kind: 'evaluated', grade, score: null, cycle: null },
    reason: `${year}年度考核评估`,
  });
  if (cohort !== 'none' && awardedIn <= EARLIER[cohort].year - 2) {
    const { year, on, document } = EARLIER[cohort];
    const failed = story === 'downgraded';
    steps.push(evaluated(year, on, document, failed ? 'failed' : random.chance(0.2) ? 'excellent' : 'qualified'));
    if (failed) {
      steps.push(ordered(on), {
        on: '2024-03-06',
        document: '渝高技办〔2024〕2号',
        act: { kind: 'rectification-failed' },
        reason: '整改仍不合格',
      });
      steps.push({
        on: '2024-05-10',
        document: '渝高技办〔2024〕5号',
        act: { kind: 'downgraded', tier: 'municipal' },
        reason: '整改仍不合格，降级',
      });
    }
  }
  if (story === 'revoked') {
    steps.push(evaluated(2023, EARLIER.finished.on, EARLIER.finished.document, 'failed'), ordered(EARLIER.finished.on));
    steps.push({
      on: '2024-03-06',
      document: '渝高技办〔2024〕2号',
      act: { kind: 'rectification-failed' },
      reason: '整改仍不合格',
    });
    steps.push({
      on: '2024-04-22',
      document: '渝高技办〔2024〕4号',
      act: { kind: 'revoked' },
      reason: '整改仍不合格，取消称号',
    });
  }
  return steps;
}

const ordered = (on: CivilDate, document = '渝高技办〔2023〕16号'): Step => ({
  on,
  document,
  act: { kind: 'rectification-ordered', dueOn: addDays(on, 90) },
  reason: '考核评估不合格，限期整改 90 天',
});

/** What follows the failed grades of the finished evaluation, once their grades stand. */
export function afterFailing(story: Story | undefined): readonly Step[] {
  const order = ordered(FINISHED.publishedOn, FINISHED.document);
  if (story === 'rectifying-extended') {
    return [
      order,
      {
        on: '2026-11-16',
        document: '渝高技办〔2026〕15号',
        act: { kind: 'rectification-extended', dueOn: addDays(FINISHED.publishedOn, 120) },
        reason: '设备搬迁，延长 30 天',
      },
    ];
  }
  if (story === 'rectified') {
    return [
      order,
      {
        on: '2026-11-10',
        document: '渝高技办〔2026〕14号',
        act: { kind: 'rectification-passed' },
        reason: '整改复评合格',
      },
    ];
  }
  return [order];
}

function turns(story: Story | undefined): Step[] {
  const turn = (
    kind: 'master-changed' | 'relocated' | 'host-merged' | 'renamed',
    on: CivilDate,
    number: number,
    reason: string,
  ): Step => ({
    on,
    document: `渝高技办〔${on.slice(0, 4)}〕${number}号`,
    act: { kind },
    reason,
  });
  if (story === 'master-changed') return [turn('master-changed', '2025-03-14', 3, '原命名专家退休，经申请同意变更')];
  if (story === 'relocated') return [turn('relocated', '2025-05-20', 6, '厂区整体搬迁，经申请同意迁建')];
  if (story === 'host-merged') return [turn('host-merged', '2024-07-01', 6, '建设单位吸收合并')];
  if (story === 'renamed') return [turn('renamed', '2024-09-12', 9, '职业（工种）名称调整')];
  if (story === 'terminated') {
    return [
      {
        on: '2025-06-30',
        document: '渝高技办〔2025〕8号',
        act: { kind: 'terminated' },
        reason: '建设单位停产，申请终止工作',
      },
    ];
  }
  return [];
}
