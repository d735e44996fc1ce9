import type { StudioActInput, StudioView } from '@jianglian/contracts/studio';
import { addDays } from '@jianglian/domain/kernel';
import { defaultRectificationTerms, type StudioActKind, tierAbove, tierBelow } from '@jianglian/domain/studio';

/** The inputs of every act in one form; `bodyOf` takes those that belong to the kind. */
export interface ActForm {
  name: string;
  master: object | undefined;
  hostUnit: object | undefined;
  districtCode: string | undefined;
  recommenderId: string | undefined;
  clusterCode: string | undefined;
  secondaryClusters: string[];
  occupation: { id: string | null; name: string } | null;
  grade: string;
  points: string;
  cycle: string;
  until: string;
  tier: string;
  ministryConfirmed: boolean;
}
export type ActField = keyof ActForm;

/** Which inputs each act asks for, in order. */
export const actFields: Partial<Record<StudioActKind, readonly ActField[]>> = {
  renamed: ['name'],
  'master-changed': ['master', 'name'],
  relocated: ['hostUnit', 'districtCode', 'recommenderId'],
  'host-merged': ['hostUnit'],
  're-homed': ['districtCode', 'recommenderId'],
  reclassified: ['clusterCode', 'secondaryClusters', 'occupation'],
  evaluated: ['grade', 'points', 'cycle'],
  'rectification-ordered': ['until'],
  'rectification-extended': ['until'],
  upgraded: ['tier'],
  downgraded: ['tier', 'ministryConfirmed'],
  'objection-upheld': ['grade', 'points'],
};

/** The form of an act, filled with what the studio is now. */
export function actFormOf(kind: StudioActKind, studio: StudioView, today: string): ActForm {
  const { days, extensionDays } = defaultRectificationTerms;
  const tier = kind === 'upgraded' ? tierAbove(studio.tier) : tierBelow(studio.tier);
  return {
    name: studio.name,
    master: undefined,
    hostUnit: undefined,
    districtCode: studio.district.code,
    recommenderId: studio.recommender.id,
    clusterCode: studio.cluster.code,
    secondaryClusters: studio.secondaryClusters.map(({ code }) => code),
    occupation: studio.occupation && { id: studio.occupation.id, name: studio.occupation.name },
    grade: 'qualified',
    points: '',
    cycle: '',
    until:
      kind === 'rectification-extended' && studio.rectificationUntil
        ? addDays(studio.rectificationUntil, extensionDays)
        : addDays(today, days),
    tier: tier ?? studio.tier,
    ministryConfirmed: false,
  };
}

/** `88.26` points as hundredths; nothing typed is no score. */
export const scoreOf = (points: string): number | null =>
  points.trim() === '' ? null : Math.round(Number(points) * 100);

/** The act as the contract takes it. */
export function actBody(kind: StudioActKind, form: ActForm, carried: object, revision: number): StudioActInput {
  const { points, cycle, ...rest } = form;
  const values = { ...rest, points: scoreOf(points), cycle: cycle || null };
  const inputs = (actFields[kind] ?? []).map((field) => [field === 'points' ? 'score' : field, values[field]]);
  return { kind, revision, ...carried, ...Object.fromEntries(inputs) } as StudioActInput;
}
