import { z } from 'zod';
import { CivilDateText, endpoint, Id, OfferView, Revision } from '../shared/index.ts';
import { TierName } from './view.contract.ts';

const Named = z.object({ id: Id, name: z.string() });
const Coded = z.object({ code: z.string(), name: z.string() });

/** The districts abolished on one day, what follows them, and how far their studios have been moved. */
export const ReformView = z
  .object({
    /** The first day without them. */
    day: CivilDateText,
    districts: z.array(
      Coded.extend({
        successors: z.array(Coded),
        /** Running studios still at home there. */
        waiting: z.int(),
        /** Studios moved away from there since. */
        moved: z.int(),
      }),
    ),
    documents: z.array(z.string()),
  })
  .meta({ id: 'DistrictReform' });
export type ReformView = z.infer<typeof ReformView>;

/** One studio under a reform: where it may go, where it would go, and what speaks against it. */
export const ReformRow = z.object({
  studio: z.object({ id: Id, code: z.string(), name: z.string(), tier: TierName, revision: Revision }),
  hostUnit: z.object({ name: z.string(), districtName: z.string().nullable() }),
  from: Coded,
  recommender: Named,
  choices: z.array(Coded.extend({ recommender: Named.nullable() })),
  to: z.object({ district: Coded, recommender: Named }).nullable(),
  refusals: OfferView.shape.refusals,
});
export type ReformRow = z.infer<typeof ReformRow>;

const Act = {
  /** The day of the reform, as listed. */
  day: CivilDateText,
  happenedOn: CivilDateText,
  documentNumber: z.string().trim().max(60).nullable().default(null),
  reason: z.string().trim().max(1000).nullable().default(null),
};
const Home = { studioId: Id, districtCode: z.string().max(16), recommenderId: Id };

export const reformApi = {
  reforms: endpoint({
    method: 'GET',
    path: '/district-reforms',
    permission: 'studio:write',
    summary: 'Reforms of districts with their successors, the latest first',
    reply: z.array(ReformView),
  }),
  previewReform: endpoint({
    method: 'POST',
    path: '/district-reforms/preview',
    permission: 'studio:write',
    summary: 'What moving the studios of abolished districts would do, studio by studio; nothing is written',
    body: z.strictObject({ ...Act, choices: z.array(z.strictObject(Home)).max(2000).default([]) }),
    reply: z.object({ rows: z.array(ReformRow) }),
  }),
  runReform: endpoint({
    method: 'POST',
    path: '/district-reforms',
    permission: 'studio:write',
    summary: 'Move the studios chosen, all or none; each gets an event of the day',
    body: z.strictObject({
      ...Act,
      fileId: Id.nullable().default(null),
      moves: z
        .array(z.strictObject({ ...Home, revision: Revision }))
        .min(1)
        .max(2000),
    }),
    reply: z.object({ moved: z.int(), districts: z.array(Coded.extend({ count: z.int() })) }),
    creates: true,
  }),
} as const;
