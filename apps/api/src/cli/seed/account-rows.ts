import { demoPassword } from '@jianglian/domain/identity';
import type { DemoAccount } from '@jianglian/testkit';
import { uuidOf } from '@jianglian/testkit';
import type { FieldCipher } from '../../platform/crypto/index.ts';
import { addressPurpose } from '../../platform/mail/index.ts';
import { hashPassword } from '../../features/identity/password.ts';
import type { TableWriter } from './table-writer.ts';

/** Who has given an address: some, as it will be; below a domain that nobody can have (RFC 2606). */
const reachedByMail = /^(office|sysadmin|evaluator-0|studio-0[0-3]|unit-|district-[a-m])/;

/** Demo accounts share one password, marked as demo: production refuses to start while one of them is there. */
export async function writeAccounts(
  writer: TableWriter,
  accounts: readonly DemoAccount[],
  recommenderId: (code: string) => string,
  at: Date,
  cipher: FieldCipher,
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
      emailCipher: reachedByMail.test(login) ? cipher.seal(`${login}@mail.example`, addressPurpose) : null,
      locale: 'zh-CN',
      weeklyMail: true,
      createdAt: at,
    })),
  );
  await writer.insert(
    'account_roles',
    accounts.flatMap(({ id, login, grants }) =>
      grants.map(({ role, studioId, hostUnitId, recommenderCode }) => ({
        id: uuidOf(`grant ${login} ${role}`),
        accountId: id,
        role,
        studioId: studioId ?? null,
        hostUnitId: hostUnitId ?? null,
        recommenderId: recommenderCode === undefined ? null : recommenderId(recommenderCode),
      })),
    ),
  );
}
