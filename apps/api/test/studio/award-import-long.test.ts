import { monitorEventLoopDelay } from 'node:perf_hooks';
import { awardImportApi } from '@jianglian/contracts/award-import';
import { generatedAwardList } from '@jianglian/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSheet } from '../../src/platform/documents/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { checkedList, studioCount } from './an-award-list.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

test('ten thousand rows with three per cent bad ones are checked and applied without a stall', async () => {
  const { rows, badCount } = generatedAwardList({ rows: 10_000, badShare: 0.03 });
  const content = await writeSheet(rows, { format: 'xlsx', headerRows: 0 });
  const before = process.memoryUsage().rss;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const cpu = process.cpuUsage();
  const list = await checkedList({ portal, office }, '长名单.xlsx', content, { awardedOn: '2023-12-31' });
  expect(list).toMatchObject({
    state: 'checked',
    rowCount: 10_000,
    figures: { new: 10_000 - badCount, refused: badCount },
  });
  const api = office.to(awardImportApi);
  const { import: left } = await api.choose({
    params: { id: list.id },
    body: { revision: list.revision, rows: 'refused', choice: 'exclude' },
  });
  expect(left).toMatchObject({ writeCount: 10_000 - badCount, figures: { excluded: badCount } });
  await api.apply({ params: { id: list.id }, body: { revision: left.revision, count: left.writeCount } });
  await portal.runJobs();
  delay.disable();
  expect(await api.one({ params: { id: list.id } })).toMatchObject({ state: 'applied' });
  expect(await studioCount(portal)).toBe(10_000 - badCount);
  // The target of ten seconds is the bench's, on a quiet machine. Here other files run beside, so the work itself is
  // measured: what this process spent, and how long others waited for their turn.
  const spent = process.cpuUsage(cpu);
  const waited = delay.percentile(99) / 1e6;
  expect((spent.user + spent.system) / 1e6).toBeLessThan(12);
  expect(waited).toBeLessThan(400);
  expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(300);
}, 120_000);

test('the whole list can be taken away as a file', async () => {
  const [list] = (await office.to(awardImportApi).list()).rows;
  const csv = await office.raw({ method: 'GET', url: `/api/award-imports/${list?.id}/result?format=csv` });
  expect(csv.payload.split('\r\n')).toHaveLength(10_002);
  expect(await portal.db.rows(sql`SELECT 1 FROM studio_events HAVING count(*) = 9700`)).toHaveLength(1);
});
