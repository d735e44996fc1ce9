import { parseArgs } from 'node:util';
import { type AccountView } from '@jianglian/contracts/identity';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.ts';
import { AdminService } from '../features/identity/index.ts';
import { Config, ConfigurationError, withFieldKeys } from '../platform/config/index.ts';
import { databaseFor } from '../platform/database/database-for.ts';
import { sentenceOf } from '../platform/http/problem/problem.ts';
import { RefusedError } from '../platform/http/problem/index.ts';
import { askSecretly } from './secret-prompt.ts';

const usage = `Makes an administrator, or gives one a new password.

  npm run admin:create -- --login <login> [--name <name>] [--role system-admin|security-admin|audit-admin]

The password is asked for, or read from the variable ADMIN_PASSWORD.`;

const adminRoles = ['system-admin', 'security-admin', 'audit-admin'] as const;

async function run(): Promise<string> {
  const { values } = parseArgs({
    options: { login: { type: 'string' }, name: { type: 'string' }, role: { type: 'string', default: 'system-admin' } },
  });
  const role = adminRoles.find((name) => name === values.role);
  if (values.login === undefined || role === undefined) throw new ConfigurationError(usage);
  const password = process.env['ADMIN_PASSWORD'] ?? (await askSecretly(`Password of ${values.login}: `));
  const configured = withFieldKeys(Config.from(process.env)).with({ JOBS: false });
  const database = await databaseFor(configured);
  const config = configured.with({ DATABASE_URL: database.url });
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: false,
    abortOnError: false,
  });
  try {
    const { login, name = login } = values as { login: string; name?: string };
    const account: AccountView = await app
      .get(AdminService, { strict: false })
      .establish({ login, name, role, password });
    return `${account.login}: ${account.grants.map((grant) => grant.role).join(', ')}`;
  } finally {
    await app.close();
    await database.stop();
  }
}

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  if (error instanceof RefusedError) for (const refusal of error.refusals) console.error(sentenceOf(refusal, 'en'));
  else console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
}
