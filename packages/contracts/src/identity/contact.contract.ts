import { z } from 'zod';
import { ById, endpoint, Revision } from '../shared/index.ts';
import { locales } from '../shared/sentences.ts';

const Email = z.email().max(254);

/** How the portal reaches somebody: their own view. */
export const ContactView = z
  .object({
    /** The address in full: it is one's own. */
    email: z.string().nullable(),
    /** In which language mails are written. */
    locale: z.enum(locales),
    /** Whether the open tasks are mailed on Mondays. */
    weeklyMail: z.boolean(),
    /** Whether this portal can send mail at all. */
    mailConfigured: z.boolean(),
  })
  .meta({ id: 'Contact' });
export type ContactView = z.infer<typeof ContactView>;

/** Somebody else's address, as the system administrator sees it: enough to recognise, not enough to write to. */
export const MaskedContactView = z.object({
  email: z.string().nullable(),
  locale: z.enum(locales),
  weeklyMail: z.boolean(),
});
export type MaskedContactView = z.infer<typeof MaskedContactView>;

export const contactApi = {
  ownContact: endpoint({
    method: 'GET',
    path: '/session/contact',
    permission: 'signed-in',
    summary: 'The own mail address, language of mails and weekly mail',
    reply: ContactView,
  }),
  changeOwnContact: endpoint({
    method: 'PUT',
    path: '/session/contact',
    permission: 'signed-in',
    summary: 'Change the own mail address, language of mails and weekly mail',
    body: z.strictObject({ email: Email.nullable(), locale: z.enum(locales), weeklyMail: z.boolean() }),
    reply: ContactView,
  }),
  accountContact: endpoint({
    method: 'GET',
    path: '/accounts/:id/contact',
    permission: 'account:write',
    summary: 'Whether an account has a mail address, masked',
    params: ById,
    reply: MaskedContactView,
  }),
  changeAccountContact: endpoint({
    method: 'PUT',
    path: '/accounts/:id/contact',
    permission: 'account:write',
    summary: 'Give an account a mail address or take it away, with a reason',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      email: Email.nullable(),
      reason: z.string().trim().min(1).max(500),
    }),
    reply: MaskedContactView.extend({ revision: Revision }),
  }),
} as const;
