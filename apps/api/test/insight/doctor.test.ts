import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkNames, examine, type Finding } from '../../src/cli/doctor/examination.ts';
import { AuditChain } from '../../src/platform/audit/index.ts';
import { raw, sql, UnitOfWork } from '../../src/platform/database/index.ts';
import { FileStore } from '../../src/platform/files/index.ts';
import { Receipts } from '../../src/platform/receipts/index.ts';
import { openScenario, type ScenarioPortal } from '../support/scenario.ts';

let portal: ScenarioPortal;
beforeAll(async () => {
  portal = await openScenario('demo');
  await portal.app.get(AuditChain).sealAll();
});
afterAll(() => portal.close());

const look = (only?: string) =>
  examine({ database: portal.db, unit: portal.app.get(UnitOfWork), files: portal.app.get(FileStore) }, only);
const illOf = (findings: readonly Finding[]) => findings.filter(({ broken }) => broken.length > 0);

class Undo extends Error {}

/** Breaks something with the database's own guards off, examines, and takes it back. */
async function brokenBy(name: string, tables: string, statement: string): Promise<Finding | undefined> {
  let findings: Finding[] = [];
  const trial = portal.app.get(UnitOfWork).run(async () => {
    for (const table of tables.split(' ')) {
      await portal.db.run(raw(`ALTER TABLE ${table} DISABLE TRIGGER ALL`));
    }
    for (const part of statement.split(';')) await portal.db.run(raw(part));
    findings = await look(name);
    throw new Undo();
  });
  await expect(trial).rejects.toBeInstanceOf(Undo);
  return findings[0];
}

describe('the doctor', () => {
  it('finds the demo scenario sound, and looks at every record of it', async () => {
    const findings = await look();
    expect(illOf(findings)).toEqual([]);
    expect(findings.map(({ name }) => name)).toEqual(checkNames);
    expect(findings[0]?.note).toMatch(/^\d{5,} sealed, 0 waiting$/);
  });

  it.each([
    [
      'audit-chain',
      'audit_records',
      `UPDATE audit_records SET reason = 'x' WHERE id = (SELECT min(id) + 3 FROM audit_records)`,
    ],
    [
      'one-master-one-studio',
      'studios',
      `DROP INDEX one_master_one_studio; UPDATE studios SET master_id = (SELECT master_id FROM studios WHERE standing = 'active' ORDER BY id LIMIT 1)
       WHERE id = (SELECT id FROM studios WHERE standing = 'active' ORDER BY id DESC LIMIT 1)`,
    ],
    [
      'tiers-do-not-overlap',
      'studio_tiers',
      `ALTER TABLE studio_tiers DROP CONSTRAINT studio_has_one_tier_at_a_time;
       INSERT INTO studio_tiers (studio_id, tier, period) SELECT studio_id, tier, period FROM studio_tiers LIMIT 1`,
    ],
    [
      'standings-do-not-overlap',
      'studio_standings',
      `ALTER TABLE studio_standings DROP CONSTRAINT studio_has_one_standing_at_a_time;
       INSERT INTO studio_standings (studio_id, standing, period) SELECT studio_id, 'active', period FROM studio_standings LIMIT 1`,
    ],
    [
      'periods-are-without-gap',
      'studio_tiers',
      `DELETE FROM studio_tiers WHERE id = (SELECT min(id::text)::uuid FROM studio_tiers)`,
    ],
    [
      'failed-has-what-follows',
      'studio_events',
      `DELETE FROM studio_events WHERE kind IN ('rectification-ordered', 'rectification-extended', 'rectification-passed') AND happened_on > '2026-01-01'`,
    ],
    [
      'rectifying-has-a-deadline',
      'studio_events',
      `UPDATE studio_events SET facts = '{}' WHERE kind = 'rectification-ordered'`,
    ],
    [
      'published-has-event-and-document',
      'studio_events',
      `UPDATE studio_events SET document_number = '渝高技办〔2026〕99号' WHERE kind = 'evaluated' AND happened_on = '2026-08-31'`,
    ],
    [
      'cap-of-excellent-holds',
      'evaluations',
      `UPDATE evaluations SET grade = 'excellent' WHERE state = 'published' AND grade = 'qualified' AND tier = 'municipal'`,
    ],
    [
      'verified-by-somebody-else',
      'activities',
      `UPDATE activities SET verified_by = created_by WHERE state = 'verified'`,
    ],
    [
      'verified-has-evidence',
      'activity_evidence',
      `DELETE FROM activity_evidence WHERE activity_id = (SELECT id FROM activities WHERE state = 'verified' ORDER BY id LIMIT 1)`,
    ],
    [
      'evidence-has-its-file',
      'activity_evidence',
      `UPDATE activity_evidence SET file_id = gen_random_uuid() WHERE position = 2`,
    ],
    [
      'superseded-has-its-successor',
      'activities',
      `UPDATE activities SET state = 'superseded' WHERE id = (SELECT id FROM activities a WHERE state = 'verified' AND version = 1 ORDER BY id LIMIT 1)`,
    ],
    [
      'administrators-hold-nothing-else',
      'account_roles',
      `ALTER TABLE account_roles DROP CONSTRAINT account_roles_admin_apart;
       INSERT INTO account_roles (account_id, role) SELECT id, 'office' FROM accounts WHERE login = 'sysadmin'`,
    ],
    ['scopes-exist', 'account_roles', `UPDATE account_roles SET studio_id = gen_random_uuid() WHERE role = 'studio'`],
    [
      'no-sheet-in-conflict',
      'declared_conflicts',
      `INSERT INTO declared_conflicts (account_id, studio_id, reason, declared_at, declared_by)
       SELECT sh.account_id, e.studio_id, '同门', '2020-01-01', sh.account_id FROM scoresheets sh
       JOIN evaluations e ON e.id = sh.evaluation_id WHERE sh.state = 'sealed' LIMIT 1`,
    ],
    [
      'closed-sheets-are-full',
      'marks',
      `DELETE FROM marks WHERE scoresheet_id = (SELECT id FROM scoresheets WHERE state = 'sealed' ORDER BY id LIMIT 1) AND indicator = 'A1'`,
    ],
    [
      'register-equals-events',
      'studios',
      `UPDATE studios SET tier = 'national' WHERE id = (SELECT id FROM studios WHERE tier = 'municipal' ORDER BY id LIMIT 1)`,
    ],
    [
      'subsidies-equal-the-tiers',
      'studio_tiers',
      `UPDATE studio_tiers SET tier = 'district' WHERE id = (
         SELECT id FROM studio_tiers WHERE tier IN ('municipal', 'chief') AND lower(period) >= '2024-07-03' ORDER BY id LIMIT 1)`,
    ],
    [
      'scores-equal-their-sheets',
      'evaluations',
      `UPDATE evaluations SET base_score = base_score - 1 WHERE state = 'published'`,
    ],
  ])('sees that %s is broken and names the row', async (name, tables, statement) => {
    const finding = await brokenBy(name, tables, statement);
    expect(finding?.broken[0]).toEqual({
      row: expect.stringMatching(/^[a-z_]+ [\da-f-]+$/),
      what: expect.stringMatching(/.{6,}/),
    });
  });

  it('misses a file that is gone from the store', async () => {
    const file = await portal.db.one<{ id: string; key: string }>(sql`
      SELECT f.id, f.storage_key AS key FROM files f JOIN activity_evidence e ON e.file_id = f.id ORDER BY f.id LIMIT 1`);
    await portal.app.get(FileStore).remove(file!.key);
    const [ill, ...others] = illOf(await look('evidence-is-in-the-store'));
    expect([ill?.name, others]).toEqual(['evidence-is-in-the-store', []]);
    expect(ill?.broken[0]?.row).toBe(`files ${file!.id}`);
  });

  it('tells a receipt that was changed, and checks the others', async () => {
    const subject = { type: 'application', id: 'x' };
    const { serial } = await portal.app
      .get(UnitOfWork)
      .run(() => portal.app.get(Receipts).issue({ purpose: 'application', title: '申报', subject, content: {} }));
    expect((await look('receipts-are-as-signed'))[0]).toMatchObject({ broken: [] });
    const finding = await brokenBy(
      'receipts-are-as-signed',
      'receipts',
      `UPDATE receipts SET at = at - interval '1 hour' WHERE serial = '${serial}'`,
    );
    expect(finding?.broken).toEqual([{ row: `receipts ${serial}`, what: 'is not what was signed' }]);
  });

  it('has a breaking story for everything it looks at', () => {
    const told = readFileSync(import.meta.filename, 'utf8');
    expect(checkNames.filter((name) => !told.includes(`'${name}'`))).toEqual([]);
  });
});
