import { identityApi } from '@jianglian/contracts/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql, UnitOfWork } from '../../src/platform/database/index.ts';
import { Outbox, Postman } from '../../src/platform/mail/index.ts';
import { MailServer } from '../support/mail-server.ts';
import { openPortal, type Portal } from '../support/portal.ts';

const server = new MailServer();
let portal: Portal;
let unconfigured: Portal;

beforeAll(async () => {
  await server.open();
  portal = await openPortal({ env: { ...server.env, PUBLIC_URL: 'https://portal.example' } });
  unconfigured = await openPortal({ besides: portal });
});
afterAll(async () => {
  await unconfigured.close();
  await portal.close();
  await server.close();
});
beforeEach(async () => {
  server.received.length = 0;
  server.refuseWith = 0;
  server.pause = Promise.resolve();
  await portal.db.run(sql`DELETE FROM mails`);
});

let number = 0;
async function somebody(email: string | null = `person-${(number += 1)}@mail.example`) {
  const account = await portal.given.account('office');
  const visitor = await portal.signedIn(account);
  await visitor.to(identityApi).changeOwnContact({ body: { email, locale: 'zh-CN', weeklyMail: true } });
  return { ...account, email };
}

const mailTo = (account: { id: string }, key: string) => ({
  accountId: account.id,
  kind: 'test',
  subject: `主题 ${key}`,
  body: `正文 ${key}\n第二行`,
  key,
});
const queue = (account: { id: string }, key: string, at = portal) => at.app.get(Outbox).queue([mailTo(account, key)]);
const deliver = (at = portal) => at.app.get(Postman).deliver();
const state = (key: string) =>
  portal.db.one<{ state: string; attempts: number; error: string | null; minutes: number }>(sql`
    SELECT state, attempts, last_error AS error,
           (extract(epoch FROM next_at - ${portal.clock.now()}) / 60)::int AS minutes FROM mails WHERE key = ${key}`);

test('a mail arrives once, with its words, a stable id and the mark of a machine', async () => {
  const reader = await somebody();
  await queue(reader, 'one');
  await queue(reader, 'one');
  expect(await deliver()).toBe(1);
  expect(await deliver()).toBe(0);
  expect(server.received).toHaveLength(1);
  const [mail] = server.received;
  expect(mail).toMatchObject({
    to: [reader.email],
    subject: '主题 one',
    body: expect.stringContaining('正文 one\n第二行'),
  });
  expect(mail!.headers).toMatch(/^Auto-Submitted: auto-generated$/im);
  const row = await portal.db.one<{ id: string }>(sql`SELECT id FROM mails WHERE key = 'one'`);
  expect(mail!.messageId).toBe(`<${row!.id}@portal.example>`);
  expect(await state('one')).toMatchObject({ state: 'sent', attempts: 1 });
});

test('a mail leaves with what causes it, or not at all', async () => {
  const reader = await somebody();
  const unit = portal.app.get(UnitOfWork);
  const failing = unit.run(async () => {
    await queue(reader, 'never');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await unit.run(() => queue(reader, 'kept'));
  await deliver();
  expect(server.received.map(({ subject }) => subject)).toEqual(['主题 kept']);
});

test('the job that sends is woken by the unit that queues', async () => {
  await queue(await somebody(), 'woken');
  await expect.poll(() => portal.runJobs().then(() => server.received.length)).toBe(1);
});

test('while the mail server is away mails wait, longer each time, and go out when it is back', async () => {
  const reader = await somebody();
  for (const key of ['first', 'second', 'third']) await queue(reader, key);
  await server.close();
  expect(await deliver()).toBe(0);
  // One was tried; the others would have fared no better and wait untouched.
  const tried = await portal.db.rows(sql`
    SELECT attempts, (extract(epoch FROM next_at - ${portal.clock.now()}) / 60)::int AS minutes FROM mails
    WHERE state = 'queued' ORDER BY attempts`);
  expect(tried).toEqual([
    { attempts: 0, minutes: 0 },
    { attempts: 0, minutes: 0 },
    { attempts: 1, minutes: 1 },
  ]);
  portal.clock.advance({ minutes: 2 });
  await deliver();
  portal.clock.advance({ minutes: 2 });
  await server.open();
  await deliver();
  portal.clock.advance({ minutes: 5 });
  await deliver();
  expect(server.received.map(({ subject }) => subject).toSorted()).toEqual(['主题 first', '主题 second', '主题 third']);
});

describe('what the server refuses', () => {
  test('for now is tried again', async () => {
    server.refuseWith = 450;
    await queue(await somebody(), 'greylisted');
    await deliver();
    expect(await state('greylisted')).toMatchObject({ state: 'queued', attempts: 1, minutes: 1 });
    server.refuseWith = 0;
    portal.clock.advance({ minutes: 2 });
    expect(await deliver()).toBe(1);
  });

  test('for good is not, and what is kept of its answer names no address', async () => {
    server.refuseWith = 550;
    const reader = await somebody();
    await queue(reader, 'refused');
    await deliver();
    const failed = await state('refused');
    expect(failed).toMatchObject({ state: 'failed', attempts: 1 });
    expect(failed?.error).toContain('not here');
    expect(failed?.error).not.toContain('mail.example');
  });

  test('after three days is given up', async () => {
    server.refuseWith = 450;
    await queue(await somebody(), 'hopeless');
    for (let round = 0; round < 40 && (await state('hopeless'))?.state === 'queued'; round += 1) {
      await deliver();
      portal.clock.advance({ hours: 4, minutes: 1 });
    }
    expect(await state('hopeless')).toMatchObject({ state: 'failed' });
  });
});

test('an address that was taken away, or an account that was disabled, gets nothing', async () => {
  const [gone, disabled] = [await somebody(), await somebody()];
  await queue(gone, 'gone');
  await queue(disabled, 'disabled');
  await portal.db.run(sql`UPDATE accounts SET email_cipher = NULL WHERE id = ${gone.id}`);
  await portal.db.run(sql`UPDATE accounts SET status = 'disabled' WHERE id = ${disabled.id}`);
  expect(await deliver()).toBe(0);
  expect(server.received).toEqual([]);
  expect([(await state('gone'))?.state, (await state('disabled'))?.state]).toEqual(['failed', 'failed']);
});

test('one address that cannot be opened does not stop the others', async () => {
  const [broken, fine] = [await somebody(), await somebody()];
  await portal.db.run(sql`UPDATE accounts SET email_cipher = 'v1.a.b.c' WHERE id = ${broken.id}`);
  await queue(broken, 'broken');
  await queue(fine, 'fine');
  expect(await deliver()).toBe(1);
  expect(await state('broken')).toMatchObject({ state: 'failed', error: 'the address cannot be opened' });
});

test('without a mail server mails are kept as not configured, and nothing fails', async () => {
  await queue(await somebody(), 'held', unconfigured);
  expect(await deliver(unconfigured)).toBe(0);
  expect(await state('held')).toMatchObject({ state: 'held', attempts: 0 });
  expect(await deliver()).toBe(0); // what was not meant to leave then does not leave by itself now
  expect(server.received).toEqual([]);
});

test('two servers that send at the same time send each mail once', async () => {
  const other = await openPortal({ besides: portal, env: server.env });
  const readers = await Promise.all(Array.from({ length: 5 }, () => somebody()));
  for (const [place, reader] of readers.entries())
    for (let copy = 0; copy < 4; copy += 1) await queue(reader, `both-${place}-${copy}`);
  const sent = await Promise.all([deliver(), deliver(other), deliver(), deliver(other)]);
  await other.close();
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(20);
  expect(server.received).toHaveLength(20);
  expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(20);
});

test('while one server hands a mail over nobody else takes it; after its lease it is sent again under the same id', async () => {
  await queue(await somebody(), 'slow');
  let release = () => {};
  server.pause = new Promise((resolve) => (release = resolve));
  const arrived = new Promise<void>((resolve) => (server.onArrival = resolve));
  const first = deliver();
  await arrived;
  expect(await deliver()).toBe(0);
  portal.clock.advance({ minutes: 4 }); // as if the first server had died with the mail server's answer on its way
  server.pause = Promise.resolve();
  expect(await deliver()).toBe(1);
  release();
  await first;
  expect(server.received).toHaveLength(2);
  expect(server.received[0]!.messageId).toBe(server.received[1]!.messageId);
  expect(await state('slow')).toMatchObject({ state: 'sent', attempts: 2 });
});
