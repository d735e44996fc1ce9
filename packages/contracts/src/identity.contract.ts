import { permissionNames, roles } from '@jianglian/domain/identity';
import { z } from 'zod';
import { contactApi } from './identity/contact.contract.ts';
import { ById, endpoint, Id, Instant, pageOf, PageQuery, Revision } from './shared/index.ts';

export * from './identity/contact.contract.ts';

export const RoleName = z.enum(roles);

/** A role with what it is bound to. */
export const GrantView = z
  .object({
    id: Id,
    role: RoleName,
    studioId: Id.nullable(),
    hostUnitId: Id.nullable(),
    recommenderId: Id.nullable(),
    /** The name of what it is bound to. */
    place: z.string().nullable(),
  })
  .meta({ id: 'Grant' });
export type GrantView = z.infer<typeof GrantView>;

/** Who is signed in, what they may do, and what every change must carry (`csrf`). */
export const SessionView = z
  .object({
    serverTime: Instant,
    account: z
      .object({
        id: Id,
        login: z.string(),
        name: z.string(),
        isDemo: z.boolean(),
        grants: z.array(GrantView),
      })
      .nullable(),
    permissions: z.array(z.enum(permissionNames as [string, ...string[]])),
    csrf: z.string().nullable(),
    /** When the session ends even if used all the time, and when it ends if nothing more is done. */
    endsAt: Instant.nullable(),
    idleEndsAt: Instant.nullable(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

const Login = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[\w.@\-\u4e00-\u9fff]+$/u);
/** Only bounded here; how good a password must be is a rule of the domain. */
const Password = z.string().min(1).max(128);

export const AccountView = z
  .object({
    id: Id,
    login: z.string(),
    name: z.string(),
    status: z.enum(['active', 'disabled']),
    isDemo: z.boolean(),
    lockedUntil: Instant.nullable(),
    grants: z.array(GrantView),
    revision: Revision,
    createdAt: Instant,
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof AccountView>;

export const OpenSessionView = z
  .object({
    id: Id,
    account: z.object({ id: Id, login: z.string(), name: z.string() }),
    address: z.string(),
    agent: z.string(),
    startedAt: Instant,
    lastSeenAt: Instant,
    isOwn: z.boolean(),
  })
  .meta({ id: 'OpenSession' });

export const identityApi = {
  ...contactApi,
  session: endpoint({
    method: 'GET',
    path: '/session',
    permission: 'public',
    summary: 'Who is signed in, their permissions and the CSRF token',
    reply: SessionView,
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/session',
    permission: 'public',
    summary: 'Sign in with login and password',
    body: z.strictObject({ login: z.string().trim().min(1).max(64), password: Password }),
    reply: SessionView,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/session',
    permission: 'signed-in',
    summary: 'Sign out',
    reply: 'nothing',
  }),
  changePassword: endpoint({
    method: 'PUT',
    path: '/session/password',
    permission: 'signed-in',
    summary: 'Change the own password; all other sessions of the account end',
    body: z.strictObject({ current: Password, next: Password }),
    reply: 'nothing',
  }),

  accounts: endpoint({
    method: 'GET',
    path: '/accounts',
    permission: 'account:read',
    summary: 'Accounts by login, with their roles',
    query: z.strictObject({
      ...PageQuery,
      search: z.string().trim().max(64).optional(),
      role: RoleName.optional(),
      status: z.enum(['active', 'disabled']).optional(),
    }),
    reply: pageOf(AccountView),
  }),
  account: endpoint({
    method: 'GET',
    path: '/accounts/:id',
    permission: 'account:read',
    summary: 'One account',
    params: ById,
    reply: AccountView,
  }),
  createAccount: endpoint({
    method: 'POST',
    path: '/accounts',
    permission: 'account:write',
    summary: 'Create an account without roles; the security administrator grants them',
    body: z.strictObject({ login: Login, name: z.string().trim().min(1).max(64), password: Password }),
    reply: AccountView,
    creates: true,
  }),
  disableAccount: endpoint({
    method: 'POST',
    path: '/accounts/:id/disablement',
    permission: 'account:write',
    summary: 'Disable an account: it cannot sign in and its sessions end',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(1).max(500) }),
    reply: AccountView,
  }),
  enableAccount: endpoint({
    method: 'POST',
    path: '/accounts/:id/enablement',
    permission: 'account:write',
    summary: 'Enable a disabled or locked account',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(1).max(500) }),
    reply: AccountView,
  }),
  resetPassword: endpoint({
    method: 'POST',
    path: '/accounts/:id/password',
    permission: 'account:write',
    summary: 'Give an account a new password; its sessions end',
    params: ById,
    body: z.strictObject({ revision: Revision, password: Password, reason: z.string().trim().min(1).max(500) }),
    reply: AccountView,
  }),
  grantRole: endpoint({
    method: 'POST',
    path: '/accounts/:id/roles',
    permission: 'role:grant',
    summary: 'Grant a role',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      role: RoleName,
      studioId: Id.optional(),
      hostUnitId: Id.optional(),
      recommenderId: Id.optional(),
      reason: z.string().trim().min(1).max(500),
    }),
    reply: AccountView,
  }),
  revokeRole: endpoint({
    method: 'POST',
    path: '/accounts/:id/roles/:grantId/revocation',
    permission: 'role:grant',
    summary: 'Revoke a role',
    params: z.strictObject({ id: Id, grantId: Id }),
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(1).max(500) }),
    reply: AccountView,
  }),

  sessions: endpoint({
    method: 'GET',
    path: '/sessions',
    permission: 'session:read',
    summary: 'Open sessions, the latest first',
    query: z.strictObject({ ...PageQuery, accountId: Id.optional() }),
    reply: pageOf(OpenSessionView),
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: '/sessions/:id',
    permission: 'session:end',
    summary: 'End a session of somebody',
    params: ById,
    reply: 'nothing',
  }),
};
