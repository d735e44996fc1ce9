import type { AccountView } from '@jianglian/contracts/identity';
import type { AccountRoleRow } from './account-role.entity.ts';
import type { AccountRow } from './account.entity.ts';

export const accountView = (row: AccountRow, roles: readonly AccountRoleRow[]): AccountView => ({
  id: row.id,
  login: row.login,
  name: row.displayName,
  status: row.status,
  isDemo: row.isDemo,
  lockedUntil: row.lockedUntil?.toISOString() ?? null,
  grants: roles.map(({ id, role, studioId, recommenderId }) => ({ id, role, studioId, recommenderId })),
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
});
