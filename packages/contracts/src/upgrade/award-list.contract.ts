import { applicationKinds } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant } from '../shared/index.ts';
import { AppliedTierName } from './verdict.contract.ts';

/** A round in publicity or published, as the public sees it. */
export const AwardListView = z
  .object({
    id: Id,
    title: z.string(),
    year: z.int(),
    stage: z.enum(['publicity', 'published']),
    publicityFrom: CivilDateText.nullable(),
    publicityUntil: CivilDateText.nullable(),
    /** Objections are taken until this instant. */
    publicityEndsAt: Instant.nullable(),
    contact: z.string().nullable(),
    documentNumber: z.string().nullable(),
    awardedOn: CivilDateText.nullable(),
    studios: z.int(),
    /** Not published with the others. */
    pending: z.int(),
  })
  .meta({ id: 'AwardList' });
export type AwardListView = z.infer<typeof AwardListView>;

/** Name, unit and occupation only, with the tier. */
export const AwardListRow = z.object({
  id: Id,
  studioName: z.string(),
  masterName: z.string(),
  hostUnitName: z.string(),
  occupationName: z.string().nullable(),
  tier: AppliedTierName,
  kind: z.enum(applicationKinds),
  documentNumber: z.string().nullable(),
});
export type AwardListRow = z.infer<typeof AwardListRow>;

export const awardListApi = {
  awardLists: endpoint({
    method: 'GET',
    path: '/public/award-lists',
    permission: 'public',
    summary: 'Rounds in publicity (公示) or published, newest first',
    reply: z.array(AwardListView),
  }),
  awardList: endpoint({
    method: 'GET',
    path: '/public/award-lists/:id',
    permission: 'public',
    summary: 'The candidates of a round in publicity, or the awarded of a published one, by tier',
    params: ById,
    reply: AwardListView.extend({ rows: z.array(AwardListRow) }),
  }),
  awardNotice: endpoint({
    method: 'GET',
    path: '/public/award-lists/:id/notice',
    permission: 'public',
    summary: 'The notice of publicity, or of the published awards, as PDF',
    params: ById,
    reply: 'file',
  }),
} as const;
