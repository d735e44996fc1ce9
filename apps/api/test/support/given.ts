import { randomUUID } from 'node:crypto';
import type { Grant, Role } from '@jianglian/domain/identity';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, sql } from '../../src/platform/database/index.ts';
import { hashPassword } from '../../src/features/identity/password.ts';
import type { TestClock } from './test-clock.ts';

export interface GivenAccount {
  readonly id: string;
  readonly login: string;
  readonly password: string;
  readonly name: string;
}

const password = 'Story-2026-password';
let passwordHash: Promise<string> | undefined;

/** Minimal builders; a feature adds its own in a file beside this one and a line here. */
export const given = (app: NestFastifyApplication, clock: TestClock) => ({
  /** An account that holds this role (or none), with its scope. */
  account: async (role?: Role, scope: Omit<Grant, 'role'> = {}): Promise<GivenAccount> => {
    passwordHash ??= hashPassword(password);
    const db = app.get(Database);
    const id = randomUUID();
    const login = `${role ?? 'nobody'}-${id.slice(0, 8)}`;
    const name = `${role ?? 'nobody'} ${id.slice(0, 4)}`;
    await db.run(sql`
      INSERT INTO accounts (id, login, display_name, password_hash, created_at)
      VALUES (${id}, ${login}, ${name}, ${await passwordHash}, ${clock.now()})`);
    if (role) {
      await db.run(sql`
        INSERT INTO account_roles (account_id, role, studio_id, host_unit_id, recommender_id)
        VALUES (${id}, ${role}, ${scope.studioId ?? null}, ${scope.hostUnitId ?? null}, ${scope.recommenderId ?? null})`);
    }
    return { id, login, password, name };
  },
  /** A unit that has no studio. */
  hostUnit: async (name = `无工作室单位 ${randomUUID().slice(0, 8)}`): Promise<string> => {
    const id = randomUUID();
    await app.get(Database).run(sql`INSERT INTO host_units (id, name, kind) VALUES (${id}, ${name}, 'enterprise')`);
    return id;
  },
});

export type Given = ReturnType<typeof given>;
