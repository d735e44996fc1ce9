import { changeEvidence, changeKinds, changeStates, terminationCauses } from '@jianglian/domain/studio';
import { z } from 'zod';
import { CivilDateText, Id, Instant, OfferView, Revision } from '../shared/index.ts';
import { ReceiptView } from '../receipt.contract.ts';
import { MasterInput } from './act.contract.ts';
import { Honour, HostUnitKindName, SkillLevelName, TierName } from './view.contract.ts';

export const ChangeKindName = z.enum(changeKinds);
export const ChangeStateName = z.enum(changeStates);
export const EvidenceName = z.enum(changeEvidence);
const Named = z.object({ id: Id, name: z.string() });
const Coded = z.object({ code: z.string(), name: z.string() });
const StudioName = z.string().trim().min(1).max(200);

const UnitInput = z.strictObject({
  name: StudioName,
  kind: HostUnitKindName,
  creditCode: z
    .union([z.literal('').transform(() => null), z.string().trim().toUpperCase().max(30)])
    .nullable()
    .default(null),
});

/** What is applied for. Numbers of a person left out stay as they are; null clears them. */
export const ProposalInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('master-changed'),
    master: z.strictObject(MasterInput),
    name: StudioName.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('relocated'),
    hostUnit: UnitInput.nullable().default(null),
    districtCode: z.string().max(16),
    recommenderId: Id,
  }),
  z.strictObject({ kind: z.literal('renamed'), name: StudioName }),
  z.strictObject({ kind: z.literal('host-merged'), hostUnit: UnitInput }),
  z.strictObject({ kind: z.literal('terminated'), cause: z.enum(terminationCauses) }),
]);
export type ProposalInput = z.infer<typeof ProposalInput>;

const UnitView = z.object({ name: z.string(), kind: HostUnitKindName, creditCode: z.string().nullable() });

/** What is applied for, as it may be read: numbers masked. */
export const ProposalView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('master-changed'),
    master: z.object({
      name: z.string(),
      gender: z.enum(['male', 'female']).nullable(),
      birthDate: CivilDateText.nullable(),
      age: z.int().nullable(),
      skillLevel: SkillLevelName.nullable(),
      honours: z.array(Honour),
      idNumber: z.string().nullable(),
      mobile: z.string().nullable(),
    }),
    name: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('relocated'),
    hostUnit: UnitView.nullable(),
    district: Coded,
    recommender: Named,
  }),
  z.object({ kind: z.literal('renamed'), name: z.string() }),
  z.object({ kind: z.literal('host-merged'), hostUnit: UnitView }),
  z.object({ kind: z.literal('terminated'), cause: z.enum(terminationCauses) }),
]);
export type ProposalView = z.infer<typeof ProposalView>;

export const ChangeRow = z
  .object({
    id: Id,
    revision: Revision,
    kind: ChangeKindName,
    state: ChangeStateName,
    studio: z.object({ id: Id, code: z.string(), name: z.string(), tier: TierName }),
    recommender: Named,
    /** What would be new, in a word: the person, the unit, the name. */
    to: z.string().nullable(),
    createdAt: Instant,
    submittedAt: Instant.nullable(),
    settledAt: Instant.nullable(),
    /** Whole days since it was handed in, until it was settled. */
    days: z.int().nullable(),
    documentNumber: z.string().nullable(),
    effectiveOn: CivilDateText.nullable(),
  })
  .meta({ id: 'StudioChangeRow' });
export type ChangeRow = z.infer<typeof ChangeRow>;

const Step = z.object({
  action: z.string(),
  at: Instant,
  by: z.string().nullable(),
  reason: z.string().nullable(),
  to: z.string().nullable(),
});

export const ChangeView = ChangeRow.extend({
  proposal: ProposalView,
  /** What the studio is today, beside what it would be. */
  present: z.object({
    name: z.string(),
    master: z.string(),
    hostUnit: z.string(),
    district: Coded,
    recommender: Named,
  }),
  reason: z.string(),
  files: z.array(
    z.object({
      id: Id,
      name: z.string(),
      mediaType: z.string(),
      size: z.int(),
      pages: z.int().nullable(),
      evidence: EvidenceName,
    }),
  ),
  /** Papers that are expected with this kind and not there. */
  missingEvidence: z.array(EvidenceName),
  opinion: z.object({ text: z.string().nullable(), by: z.string(), unit: z.string(), at: Instant }).nullable(),
  returned: z.object({ reason: z.string(), by: z.string(), at: Instant }).nullable(),
  decision: z.object({ by: z.string(), at: Instant, note: z.string().nullable(), fileId: Id.nullable() }).nullable(),
  /** For the office: whom and what the registry already knows under the number or the name given. */
  registry: z
    .object({
      master: z.object({ id: Id, name: z.string(), studio: Named.nullable() }).nullable(),
      hostUnit: z.object({ id: Id, name: z.string() }).nullable(),
    })
    .nullable(),
  /** What is under way and ends with the studio, or is touched by the change. */
  running: z.object({
    evaluation: z.string().nullable(),
    rectification: z.boolean(),
    applications: z.int(),
    otherChanges: z.int(),
  }),
  /** Of the last submission. */
  receipt: ReceiptView.nullable(),
  steps: z.array(Step),
  mayEdit: z.boolean(),
  offers: z.array(OfferView),
}).meta({ id: 'StudioChange' });
export type ChangeView = z.infer<typeof ChangeView>;
