import type { HonourRow } from '@jianglian/contracts/upgrade';
import type { CivilDate } from '@jianglian/domain/kernel';
import { ageOn } from '@jianglian/domain/kernel';
import type { Grade, HonourLevel, Standing, Tier } from '@jianglian/domain/studio';
import type { MasterHonour, NationalHonour, HonourPriority, HonourFacts, HonourKind } from '@jianglian/domain/upgrade';
import { isCityMaster, nationalHonoursOf, honourPriorityOf } from '@jianglian/domain/upgrade';

/** What the list is worked out from, as the registers have it. */
export interface CandidateRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly tier: Tier;
  readonly standing: Standing;
  readonly lastGrade: Grade | null;
  readonly lastEvaluatedOn: CivilDate | null;
  readonly gradeAfterRectification: boolean;
  readonly master: { readonly id: string; readonly name: string; readonly birthDate: CivilDate | null };
  readonly honours: readonly { name: string; level?: HonourLevel | null; year?: number | null }[];
  readonly declared: readonly NationalHonour[] | null;
  readonly hostUnitName: string;
  readonly recommender: { readonly id: string; readonly name: string };
  readonly underWay: readonly HonourKind[];
  readonly benefitFen: number;
  readonly finishedProjects: number;
  readonly apprentices: number;
}

export function honourFactsOf(row: CandidateRow): HonourFacts {
  const held: MasterHonour[] = [
    ...new Set([...nationalHonoursOf(row.honours), ...(row.declared ?? [])]),
    ...(isCityMaster(row.honours) ? (['chongqing-skill-master'] as const) : []),
  ];
  return {
    tier: row.tier,
    standing: row.standing,
    lastGrade: row.lastGrade,
    lastEvaluatedOn: row.lastEvaluatedOn,
    gradeAfterRectification: row.gradeAfterRectification,
    // An empty list is not "none": nobody has written down what the master holds.
    held: row.honours.length === 0 && row.declared === null ? null : held,
    underWay: row.underWay,
    benefitFen: row.benefitFen,
    finishedProjects: row.finishedProjects,
    apprentices: row.apprentices,
  };
}

export type Candidate = Omit<HonourRow, 'place'> & { readonly priority: HonourPriority; readonly name: string };

export function candidateOf(row: CandidateRow, kind: HonourKind, today: CivilDate): Candidate {
  const priority = honourPriorityOf(kind, honourFactsOf(row));
  const { id, code, name, tier, standing } = row;
  return {
    name,
    priority,
    studio: { id, code, name, tier, standing },
    master: {
      id: row.master.id,
      name: row.master.name,
      age: row.master.birthDate === null ? null : ageOn(row.master.birthDate, today),
    },
    hostUnitName: row.hostUnitName,
    recommender: row.recommender,
    lastGrade: row.lastGrade,
    lastEvaluatedOn: row.lastEvaluatedOn,
    honours: row.honours.map((honour) => honour.name),
    standing: priority.standing,
    reasons: [...priority.reasons],
  };
}
