import { z } from 'zod';
import { CivilDateText, endpoint, Id, Instant, pageOf, PageQuery } from './shared/index.ts';

export const AuditRecordView = z
  .object({
    id: z.int(),
    at: Instant,
    accountId: Id.nullable(),
    actorName: z.string().nullable(),
    role: z.string(),
    requestId: z.string().nullable(),
    subjectType: z.string(),
    subjectId: z.string(),
    studioId: Id.nullable(),
    action: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    reason: z.string().nullable(),
    revision: z.int().nullable(),
    facts: z.record(z.string(), z.unknown()),
    /** Place in the sealed chain; null for the second or so until it is sealed. */
    position: z.int().nullable(),
  })
  .meta({ id: 'AuditRecord' });
export type AuditRecordView = z.infer<typeof AuditRecordView>;

const AuditFilter = {
  subjectType: z.string().max(64).optional(),
  subjectId: z.string().max(64).optional(),
  accountId: Id.optional(),
  action: z.string().max(64).optional(),
  from: CivilDateText.optional(),
  to: CivilDateText.optional(),
};

export const ChainView = z
  .object({
    intact: z.boolean(),
    /** Links checked. */
    length: z.int(),
    /** Records not yet sealed. */
    waiting: z.int(),
    /** The first place where the chain does not hold, and why. */
    broken: z
      .object({
        position: z.int(),
        recordId: z.int(),
        fault: z.enum(['gap', 'previous-hash', 'content', 'missing-record']),
      })
      .nullable(),
    checkedAt: Instant,
  })
  .meta({ id: 'AuditChain' });
export type ChainView = z.infer<typeof ChainView>;

export const auditApi = {
  records: endpoint({
    method: 'GET',
    path: '/audit/records',
    permission: 'audit:read',
    summary: 'Audit records, the latest first',
    query: z.strictObject({ ...PageQuery, ...AuditFilter }),
    reply: pageOf(AuditRecordView),
  }),
  export: endpoint({
    method: 'GET',
    path: '/audit/export',
    permission: 'audit:read',
    summary: 'The filtered records as CSV, at most 100,000 of them',
    query: z.strictObject(AuditFilter),
    reply: 'file',
  }),
  chain: endpoint({
    method: 'GET',
    path: '/audit/chain',
    permission: 'audit:read',
    summary: 'Checks the hash chain from its beginning',
    reply: ChainView,
  }),
};
