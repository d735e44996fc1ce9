import { auditApi } from '@jianglian/contracts/audit';
import { identityApi } from '@jianglian/contracts/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditChain, AuditLog } from '../../src/platform/audit/index.ts';
import { sql, UnitOfWork } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';

let portal: Portal;
let log: AuditLog;
let chain: AuditChain;
let unit: UnitOfWork;
beforeAll(async () => {
  portal = await openPortal();
  [log, chain, unit] = [portal.app.get(AuditLog), portal.app.get(AuditChain), portal.app.get(UnitOfWork)];
});
afterAll(() => portal.close());

/** A transaction anywhere in the cluster, another story's too, may hold sealing up for a moment. */
const allSealed = async () => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    await chain.sealAll();
    if ((await chain.verify()).waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const entry = (id: string) => ({ subject: { type: 'story', id }, action: 'told' });

test('a record is sealed only when every older transaction is over', async () => {
  const [written, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = unit.run(async () => {
    await log.record(entry('slow'));
    written.resolve();
    await gate.promise;
  });
  await written.promise;
  await log.record(entry('quick'));
  await chain.seal();
  const sealed = () =>
    portal.db.rows<{ id: string }>(sql`
      SELECT r.subject_id AS id FROM audit_links l JOIN audit_records r ON r.id = l.record_id
      WHERE r.subject_type = 'story' ORDER BY l.position`);
  const early = await sealed();
  gate.resolve();
  await slow;
  expect(early).toEqual([]);
  await allSealed();
  expect(await sealed()).toEqual([{ id: 'slow' }, { id: 'quick' }]);
  expect(await chain.verify()).toMatchObject({ intact: true, waiting: 0 });
});

test('a record disappears with the unit that is rolled back', async () => {
  const failing = unit.run(async () => {
    await log.record(entry('undone'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await portal.db.rows(sql`SELECT FROM audit_records WHERE subject_id = 'undone'`)).toEqual([]);
});

test('two servers that seal at once make one chain', async () => {
  for (let index = 0; index < 30; index += 1) await log.record(entry(`many ${index}`));
  await Promise.all([allSealed(), allSealed(), allSealed()]);
  expect(await chain.verify()).toMatchObject({ intact: true, waiting: 0, broken: null });
});

test.each(['UPDATE audit_records SET action = action', 'DELETE FROM audit_links', 'TRUNCATE audit_records CASCADE'])(
  'the database refuses: %s',
  async (statement) => {
    await expect(portal.dataSource.query(statement)).rejects.toThrow('append-only');
  },
);

test('somebody who gets past the triggers is found out, with the place', async () => {
  await log.record(entry('forged'));
  await allSealed();
  const forged = await portal.db.one<{ id: number }>(sql`SELECT id FROM audit_records WHERE subject_id = 'forged'`);
  await portal.dataSource.transaction(async (manager) => {
    await manager.query('ALTER TABLE audit_records DISABLE TRIGGER audit_records_append_only');
    await manager.query(`UPDATE audit_records SET actor_name = 'somebody else' WHERE subject_id = 'forged'`);
    await manager.query('ALTER TABLE audit_records ENABLE TRIGGER audit_records_append_only');
  });
  const auditor = await portal.as('audit-admin');
  const found = await auditor.to(auditApi).chain();
  expect(found).toMatchObject({ intact: false, broken: { recordId: forged?.id, fault: 'content' } });
});

test('the audit administrator reads page by page; nobody else does', async () => {
  const auditor = await portal.as('audit-admin');
  const first = await auditor.to(auditApi).records({ query: { subjectType: 'story', limit: 10 } });
  expect(first.rows).toHaveLength(10);
  const second = await auditor.to(auditApi).records({ query: { subjectType: 'story', limit: 10, after: first.next! } });
  expect(second.rows[0]!.id).toBeLessThan(first.rows.at(-1)!.id);
  for (const role of ['system-admin', 'security-admin', 'office'] as const) {
    const other = await portal.as(role);
    await expect(other.to(auditApi).records({ query: {} })).rejects.toMatchObject({ status: 403 });
  }
});

test('an export is neutral, and leaves a record of itself', async () => {
  const auditor = await portal.as('audit-admin');
  await log.record({ ...entry('formula'), reason: '=HYPERLINK("http://evil")' });
  const csv = await (await auditor.to(auditApi).export({ query: { subjectId: 'formula' } })).text();
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
  const { rows } = await auditor.to(auditApi).records({ query: { action: 'exported' } });
  expect(rows[0]).toMatchObject({ subjectType: 'audit', facts: { subjectId: 'formula', rows: 1 } });
});

test('signing in and out stands in the log with the account', async () => {
  const account = await portal.given.account('office');
  const visitor = await portal.signedIn(account);
  await visitor.to(identityApi).signOut();
  const auditor = await portal.as('audit-admin');
  const { rows } = await auditor.to(auditApi).records({ query: { subjectId: account.id } });
  expect(rows.map((row) => row.action)).toEqual(['signed-out', 'signed-in']);
});
