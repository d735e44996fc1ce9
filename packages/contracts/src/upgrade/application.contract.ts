import {
  applicationFileKinds,
  applicationKinds,
  applicationSections,
  applicationStates,
  exceptionGrounds,
} from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ReceiptView } from '../receipt.contract.ts';
import {
  ById,
  CivilDateText,
  endpoint,
  Flag,
  Id,
  Instant,
  oneOrMore,
  OfferView,
  pageOf,
  PageQuery,
  RefusalParam,
  Revision,
} from '../shared/index.ts';
import { ApplicationBrief } from './application-brief.ts';
import {
  ApplicationFileView,
  ApplicationRegister,
  ApplicationVerdict,
  FileKindName,
  FileListView,
  MergedEvidence,
  SectionContent,
  SectionName,
  SectionView,
  VersionRef,
  VersionView,
} from './application-form.contract.ts';
import { AppliedTierName } from './verdict.contract.ts';

export const ApplicationRow = ApplicationBrief.extend({
  roundTitle: z.string(),
  recommenderName: z.string(),
}).meta({ id: 'ApplicationRow' });
export type ApplicationRow = z.infer<typeof ApplicationRow>;

/** The call an application belongs to, with its instants. */
export const RoundOfApplication = z.object({
  id: Id,
  title: z.string(),
  year: z.int(),
  state: z.string(),
  opensAt: Instant,
  applicationsCloseAt: Instant,
  recommendingOpensAt: Instant,
  recommendingClosesAt: Instant,
});

const Fault = z.object({
  code: z.string(),
  params: z.record(z.string(), RefusalParam),
  /** Where it is put right. */
  place: z.enum([...applicationSections, ...applicationFileKinds, 'verdict']),
});
export type ApplicationFaultView = z.infer<typeof Fault>;

export const ApplicationView = ApplicationRow.extend({
  hostUnitId: Id,
  round: RoundOfApplication,
  /** One's own: drafts are seen, copies of the identity card are shown. */
  mine: z.boolean(),
  /** Why nothing can be saved now; empty: it can. */
  locked: z.array(z.object({ code: z.string(), params: z.record(z.string(), RefusalParam) })),
  sections: z.array(SectionView),
  files: z.array(FileListView),
  /** All evidence as one PDF (五(二)); null: none yet, or more pages than may be. */
  evidence: MergedEvidence,
  /** Of the master of a studio to be, masked. */
  idNumber: z.string().nullable(),
  idBirthDate: CivilDateText.nullable(),
  register: ApplicationRegister,
  verdict: ApplicationVerdict.nullable(),
  faults: z.array(Fault),
  limits: z.object({ deeds: z.object({ least: z.int(), most: z.int() }), evidencePages: z.int() }),
  /** What a submission must have seen: grows with every saved part. */
  contentRevision: z.int(),
  versions: z.array(VersionRef),
  offers: z.array(OfferView),
}).meta({ id: 'Application' });
export type ApplicationView = z.infer<typeof ApplicationView>;

/** A verified activity to write from. */
export const MaterialView = z
  .object({
    id: Id,
    kind: z.string(),
    title: z.string(),
    summary: z.string(),
    startedOn: CivilDateText,
    endedOn: CivilDateText.nullable(),
  })
  .meta({ id: 'ApplicationMaterial' });
export type MaterialView = z.infer<typeof MaterialView>;

export const ApplicationFilter = {
  round: Id.optional(),
  recommender: oneOrMore(Id).optional(),
  state: oneOrMore(z.enum(applicationStates)).optional(),
  target: oneOrMore(AppliedTierName).optional(),
  kind: oneOrMore(z.enum(applicationKinds)).optional(),
  /** Only those that wait for their evaluation (三(三)), or only the others. */
  awaiting: Flag.optional(),
  q: z.string().trim().max(100).optional(),
};

const Reason = z.string().trim().min(2).max(500);

export const applicationApi = {
  applications: endpoint({
    method: 'GET',
    path: '/applications',
    permission: 'application:read',
    summary: 'Applications within reach, the newest hand-in first; one’s own drafts before them',
    query: z.strictObject({ ...ApplicationFilter, ...PageQuery }),
    reply: pageOf(ApplicationRow),
  }),
  startApplication: endpoint({
    method: 'POST',
    path: '/rounds/:id/applications',
    permission: 'application:write',
    summary: 'Begin an application in an open round: a studio for the next tier, a unit for a new studio',
    params: ById,
    body: z.strictObject({
      kind: z.enum(applicationKinds),
      studioId: Id.optional(),
      hostUnitId: Id.optional(),
      target: AppliedTierName.optional(),
      exceptionGround: z.enum(exceptionGrounds).optional(),
      /** Of a new studio; the unit's district where left out. */
      recommenderId: Id.optional(),
    }),
    reply: ApplicationView,
    creates: true,
  }),
  application: endpoint({
    method: 'GET',
    path: '/applications/:id',
    permission: 'application:read',
    summary: 'One application: the form, files, verdict and faults; others than the applicant see what was handed in',
    params: ById,
    reply: ApplicationView,
  }),
  applicationMaterial: endpoint({
    method: 'GET',
    path: '/applications/:id/material',
    permission: 'application:write',
    summary: 'Verified activities of the studio, to write deeds and report from',
    params: ById,
    reply: z.array(MaterialView),
  }),
  saveSection: endpoint({
    method: 'PUT',
    path: '/applications/:id/sections/:section',
    permission: 'application:write',
    summary: 'Save a part of the form; a stale revision answers with the newer part',
    params: z.strictObject({ id: Id, section: SectionName }),
    body: z.strictObject({ content: SectionContent, revision: z.int().min(0) }),
    reply: SectionView,
  }),
  saveFiles: endpoint({
    method: 'PUT',
    path: '/applications/:id/files/:kind',
    permission: 'application:write',
    summary: 'The files of one kind in their order; evidence is merged into one PDF at once',
    params: z.strictObject({ id: Id, kind: FileKindName }),
    body: z.strictObject({ fileIds: z.array(Id).max(60), revision: z.int().min(0) }),
    reply: z.object({ list: FileListView, evidence: MergedEvidence }),
  }),
  saveIdNumber: endpoint({
    method: 'PUT',
    path: '/applications/:id/id-number',
    permission: 'application:write',
    summary: 'The identity card number of the master of a studio to be; kept sealed, answered masked',
    params: ById,
    body: z.strictObject({ idNumber: z.string().trim().min(15).max(24) }),
    reply: z.object({ idNumber: z.string(), idBirthDate: CivilDateText }),
  }),
  revealIdNumber: endpoint({
    method: 'POST',
    path: '/applications/:id/id-number/reveal',
    permission: 'application:read',
    summary: 'The full identity card number, with the reason; each reading is recorded',
    params: ById,
    body: z.strictObject({ reason: Reason }),
    reply: z.object({ idNumber: z.string().nullable() }),
  }),
  revealIdCopies: endpoint({
    method: 'POST',
    path: '/applications/:id/id-copies/reveal',
    permission: 'application:read',
    summary: 'The copies of the identity card, with the reason; each reading is recorded',
    params: ById,
    body: z.strictObject({ reason: Reason }),
    reply: z.array(ApplicationFileView),
  }),
  submitApplication: endpoint({
    method: 'POST',
    path: '/applications/:id/submission',
    permission: 'application:write',
    summary: 'Hand the application in; refused with every fault, or answered with a signed receipt',
    params: ById,
    body: z.strictObject({ revision: Revision, contentRevision: z.int().min(0) }),
    reply: z.object({ application: ApplicationView, receipt: ReceiptView }),
    creates: true,
  }),
  withdrawApplication: endpoint({
    method: 'POST',
    path: '/applications/:id/withdrawal',
    permission: 'application:write',
    summary: 'Withdraw the application for good',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: ApplicationView,
  }),
  returnApplication: endpoint({
    method: 'POST',
    path: '/applications/:id/return',
    permission: 'recommendation:write',
    summary: 'The recommender gives the application back for correction, with the reason',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: Reason }),
    reply: ApplicationView,
  }),
  applicationReceipts: endpoint({
    method: 'GET',
    path: '/applications/:id/receipts',
    permission: 'application:read',
    summary: 'Receipts of the application, the newest first',
    params: ById,
    reply: z.array(ReceiptView),
  }),
  applicationVersion: endpoint({
    method: 'GET',
    path: '/applications/:id/versions/:number',
    permission: 'application:read',
    summary: 'A version as it was handed in',
    params: z.strictObject({ id: Id, number: z.coerce.number().int().min(1) }),
    reply: VersionView,
  }),
};
