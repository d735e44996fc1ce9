import type { CivilDate, Fen } from '../../kernel/index.ts';
import type { Grade, Standing, Tier } from '../../studio/index.ts';
import { tierRank } from '../../studio/index.ts';

import { nationalHonours } from '../eligibility/facts.ts';

/** 四(二): what masters are put forward for first, and what studios may apply for first. */
export const masterHonours = [...nationalHonours, 'chongqing-skill-master'] as const;
export type MasterHonour = (typeof masterHonours)[number];
export const honourKinds = [...masterHonours, 'research-project'] as const;
export type HonourKind = (typeof honourKinds)[number];

export const isMasterHonour = (kind: HonourKind): kind is MasterHonour => kind !== 'research-project';

/** An honour as the register of masters writes it when it was given: name and rank. */
export const writtenHonour: Readonly<
  Record<MasterHonour, { readonly name: string; readonly level: 'national' | 'municipal' }>
> = {
  'china-skills-award': { name: '中华技能大奖', level: 'national' },
  'national-technical-expert': { name: '全国技术能手', level: 'national' },
  'state-special-allowance': { name: '享受国务院政府特殊津贴', level: 'national' },
  'chongqing-skill-master': { name: '重庆技能大师', level: 'municipal' },
};

/** Whether the register names 重庆技能大师 among a master's honours. */
export const isCityMaster = (honours: readonly { readonly name: string }[]): boolean =>
  honours.some(({ name }) => /重庆(市)?技能大师(?!工作室)/.test(name));

/** What the list is worked out from. */
export interface HonourFacts {
  readonly tier: Tier;
  readonly standing: Standing;
  readonly lastGrade: Grade | null;
  readonly lastEvaluatedOn: CivilDate | null;
  /** 整改后合格. */
  readonly gradeAfterRectification: boolean;
  /** Null: nobody has said, which is not "none". */
  readonly held: readonly MasterHonour[] | null;
  /** Put forward and not decided yet. */
  readonly underWay: readonly HonourKind[];
  /** Verified, of the last two years. */
  readonly benefitFen: Fen;
  readonly finishedProjects: number;
  readonly apprentices: number;
}

/** Where a master or studio stands for one honour. Sentence `terms.honour-standing.<standing>`. */
export const honourStandings = ['first', 'next', 'under-way', 'held', 'not-now'] as const;
export type HonourStanding = (typeof honourStandings)[number];

/** Why. Sentence `terms.honour-reason.<code>`. */
export const honourReasons = [
  'excellent',
  'qualified',
  'qualified-after-rectification',
  'not-evaluated',
  'upper-tier',
  'benefit',
  'projects',
  'apprentices',
  'held-unknown',
  'already-held',
  'put-forward',
  'rectifying',
  'ended',
  'failed',
] as const;
export type HonourReason = (typeof honourReasons)[number];

export interface HonourPriority {
  readonly standing: HonourStanding;
  readonly reasons: readonly { readonly code: HonourReason; readonly value: number | null }[];
  /** Larger comes first; compared in order. */
  readonly rank: readonly number[];
}

/**
 * Who comes first, and why (四(二)). The notice says "符合相应条件的可优先推荐" and not what the conditions of those honours are: whether
 * one meets them is for people to judge. What a program can tell is who holds an honour already, who is being put forward, whose
 * studio may not be now, and in which order the others come: by the last grade (四(四)), the tier, and verified results.
 */
export function honourPriorityOf(kind: HonourKind, facts: HonourFacts): HonourPriority {
  const reasons: { code: HonourReason; value: number | null }[] = [];
  const say = (code: HonourReason, value: number | null = null) => void reasons.push({ code, value });
  if (facts.lastGrade === null) say('not-evaluated');
  else if (facts.lastGrade === 'excellent') say('excellent');
  else if (facts.lastGrade === 'qualified') {
    say(facts.gradeAfterRectification ? 'qualified-after-rectification' : 'qualified');
  }
  if (tierRank(facts.tier) >= tierRank('chief')) say('upper-tier');
  if (facts.benefitFen > 0) say('benefit', facts.benefitFen);
  if (facts.finishedProjects > 0) say('projects', facts.finishedProjects);
  if (isMasterHonour(kind) && facts.apprentices > 0) say('apprentices', facts.apprentices);
  if (isMasterHonour(kind) && facts.held === null) say('held-unknown');
  const rank = [
    facts.lastGrade === 'excellent' ? 2 : facts.lastGrade === 'qualified' && !facts.gradeAfterRectification ? 1 : 0,
    tierRank(facts.tier),
    ...(isMasterHonour(kind)
      ? [facts.benefitFen, facts.finishedProjects, facts.apprentices]
      : [facts.finishedProjects, facts.benefitFen]),
  ];
  const against = againstIt(kind, facts);
  if (against) return { standing: against.standing, reasons: [{ code: against.code, value: null }, ...reasons], rank };
  return { standing: facts.lastGrade === 'excellent' ? 'first' : 'next', reasons, rank };
}

function againstIt(
  kind: HonourKind,
  { standing, lastGrade, held, underWay }: HonourFacts,
): { readonly standing: HonourStanding; readonly code: HonourReason } | undefined {
  if (isMasterHonour(kind) && held?.includes(kind)) return { standing: 'held', code: 'already-held' };
  if (underWay.includes(kind)) return { standing: 'under-way', code: 'put-forward' };
  if (standing === 'rectifying') return { standing: 'not-now', code: 'rectifying' };
  if (standing !== 'active') return { standing: 'not-now', code: 'ended' };
  return lastGrade === 'failed' ? { standing: 'not-now', code: 'failed' } : undefined;
}

/** The order of the list: who may be put forward before who may not, then by rank; the name decides ties. */
export function byHonourPriority(
  one: { readonly priority: HonourPriority; readonly name: string },
  other: { readonly priority: HonourPriority; readonly name: string },
): number {
  const group = honourStandings.indexOf(one.priority.standing) - honourStandings.indexOf(other.priority.standing);
  if (group !== 0) return group;
  for (const [index, value] of one.priority.rank.entries()) {
    const difference = (other.priority.rank[index] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}
