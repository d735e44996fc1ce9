import { grades, standings, tiers } from '@jianglian/domain/studio';
import { nominationOutcomes, honourKinds, honourReasons, honourStandings } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant, oneOrMore } from '../shared/index.ts';

const KindName = z.enum(honourKinds);
const DocumentNumber = z.string().trim().min(2).max(60);

/** A master with the studio, or a studio, and why it stands where it stands for one honour. */
export const HonourRow = z
  .object({
    studio: z.object({ id: Id, code: z.string(), name: z.string(), tier: z.enum(tiers), standing: z.enum(standings) }),
    master: z.object({ id: Id, name: z.string(), age: z.int().nullable() }),
    hostUnitName: z.string(),
    recommender: z.object({ id: Id, name: z.string() }),
    lastGrade: z.enum(grades).nullable(),
    lastEvaluatedOn: CivilDateText.nullable(),
    honours: z.array(z.string()),
    standing: z.enum(honourStandings),
    reasons: z.array(z.object({ code: z.enum(honourReasons), value: z.int().nullable() })),
    /** Place on the list; null where nobody is put forward now. */
    place: z.int().nullable(),
  })
  .meta({ id: 'HonourRow' });
export type HonourRow = z.infer<typeof HonourRow>;

export const HonourFilter = {
  kind: KindName,
  q: z.string().trim().max(100).optional(),
  tier: oneOrMore(z.enum(tiers)).optional(),
  recommender: oneOrMore(Id).optional(),
  standing: oneOrMore(z.enum(honourStandings)).optional(),
};

export const HonourList = z.object({
  rows: z.array(HonourRow),
  /** Position to go on from; null at the end. */
  next: z.string().nullable(),
  counts: z.record(z.enum(honourStandings), z.int()),
});
export type HonourList = z.infer<typeof HonourList>;

export const NominationView = z
  .object({
    id: Id,
    kind: KindName,
    title: z.string().nullable(),
    studio: z.object({ id: Id, name: z.string() }),
    master: z.object({ id: Id, name: z.string() }),
    putForwardOn: CivilDateText,
    documentNumber: z.string(),
    reasons: z.array(z.object({ code: z.enum(honourReasons), value: z.int().nullable() })),
    by: z.string().nullable(),
    at: Instant,
    outcome: z.enum(nominationOutcomes).nullable(),
    outcomeOn: CivilDateText.nullable(),
    outcomeNumber: z.string().nullable(),
  })
  .meta({ id: 'Nomination' });
export type NominationView = z.infer<typeof NominationView>;

export const honoursApi = {
  priorities: endpoint({
    method: 'GET',
    path: '/honours',
    permission: 'honours:read',
    summary: 'Who within reach comes first for an honour or a research project, with the reasons',
    query: z.strictObject({
      ...HonourFilter,
      after: z
        .string()
        .regex(/^\d{1,6}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: HonourList,
  }),
  prioritiesExport: endpoint({
    method: 'GET',
    path: '/honours/export',
    permission: 'honours:read',
    summary: 'The filtered list as a workbook',
    query: z.strictObject(HonourFilter),
    reply: 'file',
  }),
  nominations: endpoint({
    method: 'GET',
    path: '/honours/nominations',
    permission: 'honours:read',
    summary: 'Who was put forward, by which document, and how it ended',
    query: z.strictObject({ kind: KindName.optional() }),
    reply: z.array(NominationView),
  }),
  putForward: endpoint({
    method: 'POST',
    path: '/studios/:id/nominations',
    permission: 'honours:write',
    summary: 'Put the master, or the studio for a research project, forward',
    params: ById,
    body: z.strictObject({
      kind: KindName,
      on: CivilDateText,
      documentNumber: DocumentNumber,
      title: z.string().trim().max(200).nullable().default(null),
    }),
    reply: NominationView,
    creates: true,
  }),
  closeNomination: endpoint({
    method: 'POST',
    path: '/nominations/:id/outcome',
    permission: 'honours:write',
    summary: 'Record how it ended; an honour that was given is added to the master',
    params: ById,
    body: z.strictObject({
      outcome: z.enum(nominationOutcomes),
      on: CivilDateText,
      documentNumber: DocumentNumber.nullable().default(null),
    }),
    reply: NominationView,
  }),
};
