import { type Permission, permissionNames } from '@jianglian/domain/identity';
import { skillLevels } from '@jianglian/domain/reference';
import { grades, honourLevels, hostUnitKinds, standings, studioEventKinds, tiers } from '@jianglian/domain/studio';
import { z } from 'zod';
import { CivilDateText, Id, Instant, OfferView, RefusalParam, Revision } from '../shared/index.ts';

export const TierName = z.enum(tiers);
export const StandingName = z.enum(standings);
export const GradeName = z.enum(grades);
export const SkillLevelName = z.enum(skillLevels);
export const HostUnitKindName = z.enum(hostUnitKinds);

const Named = z.object({ id: Id, name: z.string() });
const Coded = z.object({ code: z.string(), name: z.string() });

/** A row of the registry. */
export const StudioListRow = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    masterName: z.string(),
    masterSkillLevel: SkillLevelName.nullable(),
    hostUnit: z.object({ id: Id, name: z.string(), shortName: z.string().nullable() }),
    cluster: Coded,
    occupationName: z.string().nullable(),
    district: Coded,
    recommender: Named,
    tier: TierName,
    standing: StandingName,
    lastGrade: GradeName.nullable(),
    gradeAfterRectification: z.boolean(),
    awardedOn: CivilDateText,
    foundedOn: CivilDateText,
    documentNumber: z.string().nullable(),
    lastEvaluatedOn: CivilDateText.nullable(),
    evaluationDueOn: CivilDateText.nullable(),
    lastActiveOn: CivilDateText.nullable(),
  })
  .meta({ id: 'StudioListRow' });
export type StudioListRow = z.infer<typeof StudioListRow>;

export const TeamMemberView = z
  .object({
    id: Id,
    name: z.string(),
    skillLevel: SkillLevelName.nullable(),
    duty: z.string().nullable(),
    joinedOn: CivilDateText,
    leftOn: CivilDateText.nullable(),
  })
  .meta({ id: 'TeamMember' });
export type TeamMemberView = z.infer<typeof TeamMemberView>;

export const Honour = z.strictObject({
  name: z.string().trim().min(1).max(100),
  level: z.enum(honourLevels).nullable().optional(),
  year: z.int().min(1949).max(2100).nullable().optional(),
});

/** Numbers are masked; where the reader has no business with them at all they are null. */
export const MasterView = z
  .object({
    id: Id,
    name: z.string(),
    gender: z.enum(['male', 'female']).nullable(),
    birthDate: CivilDateText.nullable(),
    age: z.int().nullable(),
    skillLevel: SkillLevelName.nullable(),
    honours: z.array(Honour),
    idNumber: z.string().nullable(),
    mobile: z.string().nullable(),
    revision: Revision,
  })
  .meta({ id: 'Master' });
export type MasterView = z.infer<typeof MasterView>;

export const HostUnitView = z
  .object({
    id: Id,
    name: z.string(),
    shortName: z.string().nullable(),
    creditCode: z.string().nullable(),
    kind: HostUnitKindName,
    parent: Named.nullable(),
    districtCode: z.string().nullable(),
    revision: Revision,
  })
  .meta({ id: 'HostUnit' });
export type HostUnitView = z.infer<typeof HostUnitView>;

const stretchOf = <Value extends z.ZodType>(value: Value) =>
  z.object({
    value,
    from: CivilDateText,
    to: CivilDateText.nullable(),
    documentNumber: z.string().nullable(),
  });

/** One event of the timeline; `facts` as `EventFacts` of `@jianglian/domain/studio` has them for the kind. */
export const StudioEventView = z
  .object({
    id: Id,
    position: z.int(),
    kind: z.enum(studioEventKinds),
    happenedOn: CivilDateText,
    recordedAt: Instant,
    recordedBy: z.string().nullable(),
    documentNumber: z.string().nullable(),
    reason: z.string().nullable(),
    fileId: Id.nullable(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'StudioEvent' });
export type StudioEventView = z.infer<typeof StudioEventView>;

const FindingView = z.object({ code: z.string(), params: z.record(z.string(), RefusalParam) });

/** The studio's page: what it is (or was on `asOf`), how it came about, and what the reader could do. */
export const StudioView = z
  .object({
    id: Id,
    code: z.string(),
    revision: Revision,
    asOf: CivilDateText,
    /** False for a day in the past: then nothing is offered. */
    present: z.boolean(),
    name: z.string(),
    tier: TierName,
    standing: StandingName,
    foundedOn: CivilDateText,
    awardedOn: CivilDateText,
    documentNumber: z.string().nullable(),
    lastGrade: GradeName.nullable(),
    gradeAfterRectification: z.boolean(),
    lastEvaluatedOn: CivilDateText.nullable(),
    evaluationDueOn: CivilDateText.nullable(),
    rectificationUntil: CivilDateText.nullable(),
    lastActiveOn: CivilDateText.nullable(),
    hostUnit: HostUnitView,
    master: MasterView,
    recommender: Named,
    district: Coded,
    cluster: Coded,
    secondaryClusters: z.array(Coded),
    occupation: z.object({ id: Id.nullable(), name: z.string(), code: z.string().nullable() }).nullable(),
    team: z.array(TeamMemberView),
    teamFindings: z.array(FindingView),
    tiers: z.array(stretchOf(TierName)),
    standings: z.array(stretchOf(StandingName)),
    masters: z.array(stretchOf(Named)),
    events: z.array(StudioEventView),
    /** What the reader may do and read here: tabs and buttons follow it. */
    permitted: z.array(z.enum(permissionNames as [Permission, ...Permission[]])),
    offers: z.array(OfferView),
  })
  .meta({ id: 'Studio' });
export type StudioView = z.infer<typeof StudioView>;
