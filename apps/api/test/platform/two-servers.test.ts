import { filesApi } from '@jianglian/contracts/files';
import { identityApi } from '@jianglian/contracts/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditChain } from '../../src/platform/audit/index.ts';
import { sql, UnitOfWork } from '../../src/platform/database/index.ts';
import { Jobs } from '../../src/platform/jobs/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';

let one: Portal;
let other: Portal;
const ran: string[] = [];
const settings = { env: { JOBS: 'true', LOGIN_RATE: '20', REQUEST_RATE: '200' } };

beforeAll(async () => {
  const define = (name: string) => (portal: Pick<Portal, 'app'>) => {
    const jobs = portal.app.get(Jobs);
    jobs.define<{ id: number }>('story.note', async ({ id }) => {
      ran.push(`${name} ${id}`);
    });
    jobs.define('story.fails-once', async () => {
      ran.push('tried');
      if (ran.filter((entry) => entry === 'tried').length === 1) throw new Error('not yet');
    });
    jobs.schedule('story.note', '* * * * *');
  };
  one = await openPortal({ ...settings, beforeInit: define('one') });
  other = await openPortal({ ...settings, besides: one, beforeInit: define('other') });
});
afterAll(async () => {
  await other.close();
  await one.close();
});

const until = async (met: () => boolean | Promise<boolean>, seconds = 20) => {
  const end = performance.now() + seconds * 1000;
  while (!(await met())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s; ran: ${ran.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

test('a session begun on one server holds on the other, and ends on both', async () => {
  const account = await one.given.account('office');
  const visitor = await one.signedIn(account);
  const there = visitor.on(other.app);
  expect((await there.to(identityApi).session()).account?.login).toBe(account.login);
  await there.to(identityApi).signOut();
  expect((await visitor.to(identityApi).session()).account).toBeNull();
});

test('a file kept by one server is read by the other', async () => {
  const visitor = await one.as('studio');
  const { id } = (await visitor.upload('/api/files', { name: 'a.pdf', content: pdf(2) })).json<{ id: string }>();
  const content = await visitor.on(other.app).to(filesApi).content({ params: { id }, query: {} });
  expect(Buffer.from(await content.arrayBuffer()).equals(pdf(2))).toBe(true);
});

test('each job runs once, whichever server takes it', async () => {
  for (let id = 0; id < 8; id += 1) await one.app.get(Jobs).send('story.note', { id });
  const done = () => ran.filter((entry) => /^(one|other) \d$/.test(entry)).map((entry) => entry.split(' ')[1]);
  await until(() => done().length >= 8);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(done()).toHaveLength(8);
  expect(new Set(done()).size).toBe(8);
});

test('a job is sent with the transaction that causes it, or not at all', async () => {
  const unit = one.app.get(UnitOfWork);
  const jobs = one.app.get(Jobs);
  const failing = unit.run(async () => {
    await jobs.send('story.note', { id: 101 });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await unit.run(() => jobs.send('story.note', { id: 102 }));
  await until(() => ran.some((entry) => entry.endsWith(' 102')));
  expect(ran.some((entry) => entry.endsWith(' 101'))).toBe(false);
});

test('while one with the same key waits, another is not queued', async () => {
  const jobs = one.app.get(Jobs);
  const startAfter = new Date(Date.now() + 3_600_000);
  for (let time = 0; time < 3; time += 1)
    await jobs.send('story.note', { id: 9 }, { singletonKey: 'same', startAfter });
  const waiting = sql`SELECT count(*) FROM jobs.job WHERE name = 'story.note' AND singleton_key = 'same'`;
  expect(await one.db.one(waiting)).toEqual({ count: 1 });
});

test('a job that fails is tried again', async () => {
  await one.app.get(Jobs).send('story.fails-once', {});
  await until(() => ran.filter((entry) => entry === 'tried').length >= 2);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(ran.filter((entry) => entry === 'tried')).toHaveLength(2);
});

test('a scheduled job is known once, in the zone of the office', async () => {
  const known = await one.db.rows(sql`SELECT cron, timezone FROM jobs.schedule WHERE name = 'story.note'`);
  expect(known).toEqual([{ cron: '* * * * *', timezone: 'Asia/Shanghai' }]);
});

test('both servers seal one audit chain', async () => {
  const waiting = sql`SELECT count(*) FROM audit_records r WHERE NOT EXISTS (SELECT FROM audit_links l WHERE l.record_id = r.id)`;
  await until(async () => (await one.db.one<{ count: number }>(waiting))?.count === 0);
  expect(await other.app.get(AuditChain).verify()).toMatchObject({ intact: true, waiting: 0 });
});

test('attempts to sign in are counted together, and no forwarded address dodges the count', async () => {
  const answers: number[] = [];
  const waits: number[] = [];
  for (let attempt = 0; attempt < 24; attempt += 1) {
    const { app } = attempt % 2 === 0 ? one : other;
    const response = await one
      .visitor()
      .on(app)
      .raw({
        method: 'POST',
        url: '/api/session',
        body: { login: `nobody-${attempt}`, password: 'x' },
        headers: { 'x-forwarded-for': `198.51.100.${attempt}` },
      });
    answers.push(response.statusCode);
    if (response.statusCode === 429) waits.push(Number(response.headers['retry-after']));
  }
  expect(answers.filter((status) => status === 429).length).toBeGreaterThanOrEqual(4);
  expect(answers.at(-1)).toBe(429);
  expect(waits.every((seconds) => seconds > 0)).toBe(true);
});

test('requests are counted together, within a parcel of each server', async () => {
  one.clock.advance({ minutes: 2 });
  const visitor = one.visitor();
  let passed = 0;
  for (let request = 0; request < 260; request += 1) {
    const { app } = request % 2 === 0 ? one : other;
    const { statusCode } = await visitor.on(app).raw({ method: 'GET', url: '/api/session' });
    if (statusCode === 200) passed += 1;
  }
  expect(passed).toBeGreaterThanOrEqual(200);
  expect(passed).toBeLessThanOrEqual(208);
});
