import type { officeActs } from '@jianglian/domain/studio';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Revision, ScoreValue } from '../shared/index.ts';
import { GradeName, Honour, HostUnitKindName, SkillLevelName, StudioView, TierName } from './view.contract.ts';

const Name = z.string().trim().min(1).max(200);
const PersonName = z.string().trim().min(1).max(50);
const ClusterCode = z.string().trim().min(1).max(16);
const empty = z.literal('').transform(() => null);

/** Checked by the domain, so that every fault is told at once: here only the size. */
const creditCode = z.string().trim().toUpperCase().max(30);
const idNumber = z.string().trim().max(30);
const mobile = z
  .string()
  .trim()
  .regex(/^1\d{10}$/);

export const HostUnitInput = {
  name: Name,
  kind: HostUnitKindName,
  shortName: z.string().trim().max(100).nullable().default(null),
  creditCode: z.union([empty, creditCode]).nullable().default(null),
  parentId: Id.nullable().default(null),
  districtCode: z.string().max(16).nullable().default(null),
};

export const MasterInput = {
  name: PersonName,
  gender: z.enum(['male', 'female']).nullable().default(null),
  birthDate: CivilDateText.nullable().default(null),
  skillLevel: SkillLevelName.nullable().default(null),
  honours: z.array(Honour).max(50).default([]),
  /** Left out: unchanged. Null: cleared. */
  idNumber: z.union([empty, idNumber]).nullable().optional(),
  mobile: z.union([empty, mobile]).nullable().optional(),
};

/** A unit or master that is known, or a new one with its data. */
const HostUnitRef = z.union([z.strictObject({ id: Id }), z.strictObject(HostUnitInput)]);
const MasterRef = z.union([z.strictObject({ id: Id }), z.strictObject(MasterInput)]);

export const OccupationInput = z.strictObject({
  id: Id.nullable().default(null),
  name: z.string().trim().min(1).max(100),
});

const Carried = {
  happenedOn: CivilDateText,
  documentNumber: z.string().trim().max(60).nullable().default(null),
  reason: z.string().trim().max(1000).nullable().default(null),
  fileId: Id.nullable().default(null),
  /** Codes of soft objections that are seen and set aside; needs a reason. */
  despite: z.array(z.string().max(60)).max(10).default([]),
};

export const FoundingInput = z
  .strictObject({
    ...Carried,
    name: Name,
    tier: TierName,
    hostUnit: HostUnitRef,
    master: MasterRef,
    occupation: OccupationInput.nullable().default(null),
    clusterCode: ClusterCode,
    secondaryClusters: z.array(ClusterCode).max(5).default([]),
    recommenderId: Id,
    districtCode: z.string().max(16),
  })
  .meta({ id: 'Founding' });
export type FoundingInput = z.infer<typeof FoundingInput>;

const act = <const Kind extends (typeof officeActs)[number], Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), revision: Revision, ...Carried, ...shape });

/** One act on a studio, named like the event it records (docs/features/studio.md). */
export const StudioActInput = z.discriminatedUnion('kind', [
  act('renamed', { name: Name }),
  act('master-changed', { master: MasterRef, name: Name.optional() }),
  act('relocated', { hostUnit: HostUnitRef, districtCode: z.string().max(16), recommenderId: Id }),
  act('host-merged', { hostUnit: HostUnitRef }),
  act('re-homed', { districtCode: z.string().max(16), recommenderId: Id }),
  act('reclassified', {
    clusterCode: ClusterCode,
    secondaryClusters: z.array(ClusterCode).max(5).default([]),
    occupation: OccupationInput.nullable().default(null),
  }),
  act('evaluated', {
    grade: GradeName,
    score: ScoreValue.min(0).max(10_000).nullable().default(null),
    cycle: z.string().trim().max(100).nullable().default(null),
  }),
  act('rectification-ordered', { until: CivilDateText }),
  act('rectification-extended', { until: CivilDateText }),
  act('rectification-passed', {}),
  act('rectification-failed', {}),
  act('upgraded', { tier: TierName }),
  act('downgraded', { tier: TierName, ministryConfirmed: z.boolean().default(false) }),
  act('revoked', {}),
  act('terminated', {}),
  act('objection-upheld', { grade: GradeName, score: ScoreValue.min(0).max(10_000).nullable().default(null) }),
]);
export type StudioActInput = z.infer<typeof StudioActInput>;

export const studioActApi = {
  found: endpoint({
    method: 'POST',
    path: '/studios',
    permission: 'studio:write',
    summary: 'Found a studio: its award, unit, master and home',
    body: FoundingInput,
    reply: z.object({ id: Id }),
    creates: true,
  }),
  act: endpoint({
    method: 'POST',
    path: '/studios/:id/acts',
    permission: 'studio:write',
    summary: 'Register an act on a studio; what it records is the event of the same name',
    params: ById,
    body: StudioActInput,
    reply: StudioView,
  }),
  rehome: endpoint({
    method: 'POST',
    path: '/studios/re-homing',
    permission: 'studio:write',
    summary:
      'Give the running studios of one district (or some of them) another district and recommender from a day on',
    body: z
      .strictObject({
        ...Carried,
        fromDistrictCode: z.string().max(16).optional(),
        studioIds: z.array(Id).min(1).max(2000).optional(),
        districtCode: z.string().max(16),
        recommenderId: Id,
      })
      .refine(({ fromDistrictCode, studioIds }) => fromDistrictCode !== undefined || studioIds !== undefined, {
        error: 'which-studios',
        path: ['studioIds'],
      }),
    reply: z.object({ moved: z.int() }),
  }),
};
