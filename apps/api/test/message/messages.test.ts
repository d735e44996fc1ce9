import { auditApi } from '@jianglian/contracts/audit';
import { identityApi } from '@jianglian/contracts/identity';
import { messageApi } from '@jianglian/contracts/message';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Messages, type Telling } from '../../src/features/message/index.ts';
import { WeeklyMail } from '../../src/features/insight/weekly-mail.service.ts';
import { sql, UnitOfWork } from '../../src/platform/database/index.ts';
import { Postman } from '../../src/platform/mail/index.ts';
import { refusal } from '../evaluation/a-cycle.ts';
import { aStudio } from '../studio/a-studio.ts';
import { MailServer } from '../support/mail-server.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';

const server = new MailServer();
let portal: Portal;
let twin: Portal;
let unconfigured: Portal;

beforeAll(async () => {
  await server.open();
  const env = {
    ...server.env,
    PUBLIC_URL: 'https://portal.example',
    SESSION_IDLE_SECONDS: '9999999',
    SESSION_ABSOLUTE_SECONDS: '9999999',
  };
  portal = await openPortal({ env });
  twin = await openPortal({ env, besides: portal });
  unconfigured = await openPortal({ besides: portal, env: { ...env, SMTP_URL: '' } });
});
afterAll(async () => {
  await unconfigured.close();
  await twin.close();
  await portal.close();
  await server.close();
});
beforeEach(() => {
  server.received.length = 0;
  server.refuseWith = 0;
});

const deliver = () => portal.app.get(Postman).deliver();
const tell = (accountIds: string[], key: string, more: Partial<Telling> = {}) =>
  portal.app
    .get(Messages)
    .tell({ accountIds, key, kind: 'sheet-reopened', params: { studio: '甲工作室', reason: '漏评' }, ...more });

async function somebody(email: string | null, locale: 'zh-CN' | 'en' = 'zh-CN') {
  const account = await portal.given.account('evaluator');
  const visitor = await portal.signedIn(account);
  await visitor.to(identityApi).changeOwnContact({ body: { email, locale, weeklyMail: true } });
  return { ...account, visitor };
}
const inboxOf = async (visitor: Visitor) => (await visitor.to(messageApi).messages({ query: {} })).rows;

describe('a message', () => {
  test('reaches each once, in their language by mail, and nobody else', async () => {
    const [chinese, english, unreachable] = [
      await somebody('a@mail.example'),
      await somebody('b@mail.example', 'en'),
      await somebody(null),
    ];
    const ids = [chinese.id, english.id, unreachable.id];
    expect(await tell(ids, 'one')).toMatchObject({
      told: expect.arrayContaining(ids),
      mailed: expect.arrayContaining([chinese.id, english.id]),
    });
    expect(await tell(ids, 'one')).toEqual({ told: [], mailed: [] });
    await deliver();
    expect(new Map(server.received.map(({ to, subject }) => [to[0], subject]))).toEqual(
      new Map([
        ['a@mail.example', '一份评分已退回给您'],
        ['b@mail.example', 'A sheet was given back to you'],
      ]),
    );
    expect(await inboxOf(unreachable.visitor)).toHaveLength(1);
    expect(await inboxOf((await somebody(null)).visitor)).toEqual([]);
  });

  test('comes with what causes it or not at all; a disabled account hears nothing', async () => {
    const person = await somebody('c@mail.example');
    const failing = portal.app.get(UnitOfWork).run(async () => {
      await tell([person.id], 'never');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await portal.db.run(sql`UPDATE accounts SET status = 'disabled' WHERE id = ${person.id}`);
    expect(await tell([person.id], 'disabled')).toEqual({ told: [], mailed: [] });
    expect(await deliver()).toBe(0);
  });

  test('is counted until it is read, by its own reader', async () => {
    const [reader, other] = [await somebody(null), await somebody(null)];
    for (const key of ['first', 'second', 'third']) await tell([reader.id], key);
    const api = reader.visitor.to(messageApi);
    expect(await api.unreadMessages()).toEqual({ unread: 3 });
    const [message] = await inboxOf(reader.visitor);
    expect(await refusal(other.visitor.to(messageApi).readMessage({ params: { id: message!.id } }))).toMatchObject({
      status: 404,
    });
    await api.readMessage({ params: { id: message!.id } });
    expect(await api.unreadMessages()).toEqual({ unread: 2 });
    expect((await api.messages({ query: { show: 'unread' } })).rows).toHaveLength(2);
    const page = await api.messages({ query: { limit: 2 } });
    expect((await api.messages({ query: { limit: 2, after: page.next! } })).rows).toHaveLength(1);
    await other.visitor.to(messageApi).readAllMessages();
    expect(await api.unreadMessages()).toEqual({ unread: 2 });
    await api.readAllMessages();
    expect(await api.unreadMessages()).toEqual({ unread: 0 });
  });
});

describe('a mail address', () => {
  test('is its owner’s in full, the administrator’s masked, and changes with a reason and a record without it', async () => {
    const person = await somebody('zhang.wei@mail.example');
    const system = (await portal.as('system-admin')).to(identityApi);
    expect(await system.accountContact({ params: { id: person.id } })).toMatchObject({
      email: 'z***@mail.example',
      locale: 'zh-CN',
    });
    const { revision } = await system.account({ params: { id: person.id } });
    const body = { revision, email: 'wei@other.example', reason: '本人来电更换' };
    expect(await system.changeAccountContact({ params: { id: person.id }, body })).toMatchObject({
      email: 'w***@other.example',
      revision: revision + 1,
    });
    expect(await refusal(system.changeAccountContact({ params: { id: person.id }, body }))).toMatchObject({
      status: 409,
      codes: ['shared.stale-revision'],
    });
    expect(await person.visitor.to(identityApi).ownContact()).toMatchObject({
      email: 'wei@other.example',
      mailConfigured: true,
    });
    for (const role of ['security-admin', 'audit-admin', 'office'] as const) {
      const visitor = (await portal.as(role)).to(identityApi);
      expect(await refusal(visitor.accountContact({ params: { id: person.id } }))).toMatchObject({ status: 403 });
    }
    const { rows } = await (
      await portal.as('audit-admin')
    )
      .to(auditApi)
      .records({ query: { subjectId: person.id, subjectType: 'account' } });
    expect(rows.filter(({ action }) => action === 'contact-changed')).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/zhang\.wei|wei@other/);
  });

  test.each(['nobody', 'a@b@c', 'a@mail.example\r\nBcc: b@mail.example', `${'a'.repeat(260)}@mail.example`])(
    'is one: %j is none',
    async (email) => {
      const visitor = (await somebody(null)).visitor.to(identityApi);
      expect(
        await refusal(visitor.changeOwnContact({ body: { email, locale: 'en', weeklyMail: false } })),
      ).toMatchObject({ status: 422 });
    },
  );
});

describe('the outbox', () => {
  test('shows the administrator what failed, without address or words, and sends it again', async () => {
    const person = await somebody('gone@mail.example');
    server.refuseWith = 550;
    await tell([person.id], 'to fail');
    await deliver();
    const admin = (await portal.as('system-admin')).to(messageApi);
    expect((await admin.mailStatus()).counts.failed).toBe(1);
    const [failed] = (await admin.mails({ query: { state: 'failed' } })).rows;
    expect(failed).toMatchObject({
      account: { id: person.id },
      kind: 'sheet-reopened',
      attempts: 1,
      lastError: expect.stringContaining('not here'),
    });
    expect(JSON.stringify(failed)).not.toMatch(/gone@|甲工作室/);
    server.refuseWith = 0;
    expect(await admin.retryMail({ params: { id: failed!.id } })).toMatchObject({ state: 'queued' });
    expect(await deliver()).toBe(1);
    expect(await refusal(admin.retryMail({ params: { id: failed!.id } }))).toMatchObject({
      codes: ['mail.already-sent'],
    });
  });

  test('sends a test mail to the administrator’s own address only', async () => {
    const visitor = await portal.as('system-admin');
    const admin = visitor.to(messageApi);
    expect(await refusal(admin.testMail())).toMatchObject({ codes: ['mail.no-address'] });
    await visitor
      .to(identityApi)
      .changeOwnContact({ body: { email: 'admin@mail.example', locale: 'en', weeklyMail: false } });
    await admin.testMail();
    await deliver();
    expect(server.received.map(({ to, subject }) => [to[0], subject])).toEqual([
      ['admin@mail.example', 'Jianglian test mail'],
    ]);
    expect(await refusal(visitor.on(unconfigured.app).to(messageApi).testMail())).toMatchObject({
      codes: ['mail.not-configured'],
    });
    expect(await visitor.on(unconfigured.app).to(messageApi).mailStatus()).toMatchObject({
      configured: false,
      from: null,
    });
  });

  test('is nobody else’s', async () => {
    for (const role of ['office', 'security-admin', 'audit-admin', 'evaluator'] as const) {
      const visitor = (await portal.as(role)).to(messageApi);
      expect([role, (await refusal(visitor.mails({ query: {} }))).status]).toEqual([role, 403]);
      expect((await refusal(visitor.testMail())).status).toBe(403);
    }
  });
});

test('the weekly mail goes once a week to who has something to do and did not say no, also from two servers', async () => {
  portal.clock.set('2026-03-09T00:00:00Z'); // a Monday, 08:00
  const secretaryOf = async (email: string, weeklyMail: boolean) => {
    const account = await portal.given.account('studio', { studioId: await aStudio(portal) });
    const visitor = await portal.signedIn(account);
    await visitor.to(identityApi).changeOwnContact({ body: { email, locale: 'zh-CN', weeklyMail } });
  };
  await secretaryOf('yes@mail.example', true);
  await secretaryOf('no@mail.example', false);
  await somebody('idle@mail.example');
  await deliver();
  server.received.length = 0;
  const weekly = [portal, twin].map(({ app }) => app.get(WeeklyMail));
  const sent = await Promise.all(weekly.map((service) => service.send()));
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await weekly[0]!.send()).toBe(0);
  await deliver();
  expect(server.received.map(({ to }) => to[0])).toEqual(['yes@mail.example']);
  expect(server.received[0]?.subject).toMatch(/^本周待办：\d+ 件$/);
  portal.clock.set('2026-03-16T00:00:00Z');
  expect(await weekly[1]!.send()).toBe(1);
  expect(await unconfigured.app.get(WeeklyMail).send()).toBe(0);
});
