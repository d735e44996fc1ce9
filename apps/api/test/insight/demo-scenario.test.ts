import { demoPassword } from '@jianglian/domain/identity';
import { scenarioOf } from '@jianglian/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openScenario, type ScenarioPortal } from '../support/scenario.ts';

/** Started half a year after the scenario's own day. */
const startedAt = '2027-05-20T02:00:00Z';
let portal: ScenarioPortal;
beforeAll(async () => {
  portal = await openScenario('small', startedAt);
});
afterAll(() => portal.close());

describe('a seeded scenario', () => {
  it('is in the database whole', async () => {
    const { studios, activities, reports, accounts, evaluations } = scenarioOf('small', '2027-05-20');
    const counts = await portal.db.one(sql`
      SELECT (SELECT count(*) FROM studios) AS studios, (SELECT count(*) FROM activities) AS activities,
        (SELECT count(*) FROM studio_reports) AS reports, (SELECT count(*) FROM accounts WHERE is_demo) AS accounts,
        (SELECT count(*) FROM evaluations) AS evaluations`);
    expect(counts).toEqual({
      studios: studios.length,
      activities: activities.length,
      reports: reports.length,
      accounts: accounts.length,
      evaluations: evaluations.length,
    });
  });

  it('can be scored on the day it was started', async () => {
    const [open] = await portal.db.rows<{ title: string }>(sql`
      SELECT title FROM evaluation_cycles WHERE state = 'scoring'
        AND self_evaluation_closes_at < ${startedAt}::timestamptz AND scoring_closes_at > ${startedAt}::timestamptz`);
    expect(open?.title).toContain('2026');
  });

  it('lets everybody in with the demo password', async () => {
    for (const login of ['office', 'evaluator-01', 'studio-001', 'auditor']) {
      await expect(portal.signedIn({ login, password: demoPassword })).resolves.toBeDefined();
    }
  });

  it('keeps personal numbers sealed', async () => {
    const rows = await portal.db.rows<{ sealed: string }>(sql`SELECT id_number_cipher AS sealed FROM masters`);
    expect(rows.every(({ sealed }) => sealed.startsWith('v1.') && !/\d{17}/.test(sealed))).toBe(true);
  });
});
