import { applicationKinds, applicationStates, type ApplicationAction } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, endpoint, Flag, Id, Instant, oneOrMore, OfferView, pageOf, PageQuery } from '../shared/index.ts';
import { ApplicationBrief } from './application-brief.ts';
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

export const ApplicationView = ApplicationRow.extend({
  hostUnitId: Id,
  round: RoundOfApplication,
  offers: z.array(OfferView.extend({ action: z.string() as z.ZodType<ApplicationAction> })),
}).meta({ id: 'Application' });
export type ApplicationView = z.infer<typeof ApplicationView>;

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

export const applicationApi = {
  applications: endpoint({
    method: 'GET',
    path: '/applications',
    permission: 'application:read',
    summary: 'Applications within reach, the newest hand-in first; one’s own drafts before them',
    query: z.strictObject({ ...ApplicationFilter, ...PageQuery }),
    reply: pageOf(ApplicationRow),
  }),
  application: endpoint({
    method: 'GET',
    path: '/applications/:id',
    permission: 'application:read',
    summary: 'One application with what may be done now',
    params: ById,
    reply: ApplicationView,
  }),
};
