import { messageKinds } from '@jianglian/domain/message';
import { z } from 'zod';
import { ById, endpoint, Id, Instant, pageOf, PageQuery } from './shared/index.ts';

/** Something that happened and concerns the reader; sentences `terms.message-title.<kind>` and `terms.message-text.<kind>`. */
export const MessageView = z
  .object({
    id: Id,
    kind: z.enum(messageKinds),
    /** What the sentences mention; `note` are words somebody wrote. */
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    /** The page it leads to. */
    path: z.string(),
    at: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof MessageView>;

export const mailStates = ['held', 'queued', 'sending', 'sent', 'failed'] as const;

/** A mail in the outbox: whom it is for and how far it is; neither its address nor its words. */
export const MailView = z
  .object({
    id: Id,
    account: z.object({ id: Id, name: z.string() }),
    /** Term `terms.mail-kind.<kind>`. */
    kind: z.string(),
    state: z.enum(mailStates),
    attempts: z.int(),
    lastError: z.string().nullable(),
    createdAt: Instant,
    nextAt: Instant.nullable(),
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'Mail' });
export type MailView = z.infer<typeof MailView>;

export const MailStatusView = z.object({
  configured: z.boolean(),
  /** The sender, where one is configured. */
  from: z.string().nullable(),
  counts: z.object({ held: z.int(), queued: z.int(), sending: z.int(), sent: z.int(), failed: z.int() }),
  lastSentAt: Instant.nullable(),
  /** Since when the oldest mail waits. */
  waitingSince: Instant.nullable(),
  /** Active accounts with and without an address. */
  accounts: z.object({ withAddress: z.int(), withoutAddress: z.int() }),
});
export type MailStatusView = z.infer<typeof MailStatusView>;

export const messageApi = {
  messages: endpoint({
    method: 'GET',
    path: '/messages',
    permission: 'signed-in',
    summary: 'What the portal told the caller, the latest first',
    query: z.strictObject({ ...PageQuery, show: z.enum(['unread', 'all']).default('all') }),
    reply: pageOf(MessageView),
  }),
  unreadMessages: endpoint({
    method: 'GET',
    path: '/messages/unread',
    permission: 'signed-in',
    summary: 'How many messages the caller has not read',
    reply: z.object({ unread: z.int() }),
  }),
  readMessage: endpoint({
    method: 'POST',
    path: '/messages/:id/reading',
    permission: 'signed-in',
    summary: 'Mark a message of the own as read',
    params: ById,
    reply: 'nothing',
  }),
  readAllMessages: endpoint({
    method: 'POST',
    path: '/messages/reading',
    permission: 'signed-in',
    summary: 'Mark all messages of the own as read',
    reply: 'nothing',
  }),
  mailStatus: endpoint({
    method: 'GET',
    path: '/mails/status',
    permission: 'mail:read',
    summary: 'Whether mail is configured, and how much waits or failed',
    reply: MailStatusView,
  }),
  mails: endpoint({
    method: 'GET',
    path: '/mails',
    permission: 'mail:read',
    summary: 'The outbox, the latest first, without addresses and words',
    query: z.strictObject({ ...PageQuery, state: z.enum(mailStates).optional() }),
    reply: pageOf(MailView),
  }),
  retryMail: endpoint({
    method: 'POST',
    path: '/mails/:id/retry',
    permission: 'mail:write',
    summary: 'Send a failed or held mail now',
    params: ById,
    reply: MailView,
  }),
  testMail: endpoint({
    method: 'POST',
    path: '/mails/test',
    permission: 'mail:write',
    summary: 'Send a test mail to the own address',
    reply: MailView,
    creates: true,
  }),
} as const;
