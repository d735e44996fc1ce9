import { demoPassword } from '@jianglian/domain/identity';
import type { DemoAccount } from '@jianglian/testkit';
import { uuidOf } from '@jianglian/testkit';
import { hashPassword } from '../../features/identity/password.ts';
import type { TableWriter } from './table-writer.ts';

/** Demo accounts share one password, marked as demo: production refuses to start while one of them is there. */
export async function writeAccounts(
  writer: TableWriter,
  accounts: readonly DemoAccount[],
  recommenderId: (code: string) => string,
  at: Date,
): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  await writer.insert(
    'accounts',
    accounts.map(({ id, login, name }) => ({
      id,
      login,
      displayName: name,
      passwordHash,
      isDemo: true,
      createdAt: at,
    })),
  );
  await writer.insert(
    'account_roles',
    accounts.flatMap(({ id, login, grants }) =>
      grants.map(({ role, studioId, recommenderCode }) => ({
        id: uuidOf(`grant ${login} ${role}`),
        accountId: id,
        role,
        studioId: studioId ?? null,
        recommenderId: recommenderCode === undefined ? null : recommenderId(recommenderCode),
      })),
    ),
  );
}
