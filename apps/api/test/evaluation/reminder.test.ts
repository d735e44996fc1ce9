import { auditApi } from '@jianglian/contracts/audit';
import { evaluationApi, type ReminderBatchView } from '@jianglian/contracts/evaluation';
import { identityApi } from '@jianglian/contracts/identity';
import { insightApi } from '@jianglian/contracts/insight';
import { messageApi } from '@jianglian/contracts/message';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ReminderService } from '../../src/features/evaluation/reminder/reminder.service.ts';
import { sql } from '../../src/platform/database/index.ts';
import { Postman } from '../../src/platform/mail/index.ts';
import { MailServer } from '../support/mail-server.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import {
  type Api,
  anEvaluator,
  anOpenCycle,
  aStudio,
  type EvaluatedStudio,
  evaluationOf,
  handIn,
  type Person,
  refusal,
  windows,
} from './a-cycle.ts';

const server = new MailServer();
const address = 'secretary.wang@mail.example';
let portal: Portal;
let twin: Portal;
let office: Api;
let cycleId: string;
let late: EvaluatedStudio;
let silent: EvaluatedStudio;
let done: EvaluatedStudio;
let longer: EvaluatedStudio;
let evaluator: Person;
const ids: Record<string, string> = {};

const window = (due: string, closes: string) => ({
  dueAt: `2026-03-${due}T10:00:00.000Z`,
  closesAt: `2026-03-${closes}T10:00:00.000Z`,
});
const at = (instant: string) => portal.clock.set(`2026-03-${instant}:00.000Z`);
const deliver = () => portal.app.get(Postman).deliver();
const messagesOf = async (visitor: Visitor) => (await visitor.to(messageApi).messages({ query: {} })).rows;
const send = (subjectIds: string[], more: { note?: string; mail?: boolean } = {}, api = office) =>
  api.sendReminder({ params: { id: cycleId }, body: { step: 'selfEvaluation', subjectIds, mail: true, ...more } });
const preview = (subjectIds?: string[], step: 'selfEvaluation' | 'opinion' | 'scoring' = 'selfEvaluation') =>
  office.previewReminder({ params: { id: cycleId }, body: { step, ...(subjectIds ? { subjectIds } : {}) } });

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
  office = (await portal.as('office')).to(evaluationApi);
  [late, silent, done, longer] = (await Promise.all([1, 2, 3, 4].map(() => aStudio(portal)))) as [
    EvaluatedStudio,
    EvaluatedStudio,
    EvaluatedStudio,
    EvaluatedStudio,
  ];
  evaluator = await anEvaluator(portal);
  await late.secretary
    .to(identityApi)
    .changeOwnContact({ body: { email: address, locale: 'zh-CN', weeklyMail: true } });
  const cycle = await anOpenCycle(portal, {
    sheetsPerStudio: 1,
    windows: {
      ...windows(),
      selfEvaluation: window('10', '12'),
      opinion: window('14', '16'),
      scoring: window('20', '25'),
      visits: window('26', '27'),
      decision: window('28', '29'),
      publicity: window('30', '31'),
    },
  });
  cycleId = cycle.id;
  for (const [name, studio] of Object.entries({ late, silent, done, longer })) ids[name] = await evaluationOf(studio);
  await handIn(done);
  const { revision } = await longer.api.selfEvaluation({ params: { id: ids['longer']! } });
  await office.extend({
    params: { id: ids['longer']! },
    body: { revision, step: 'selfEvaluation', closesAt: '2026-03-18T10:00:00.000Z', reason: '负责人住院' },
  });
});
afterAll(async () => {
  await twin.close();
  await portal.close();
  await server.close();
});
beforeEach(() => {
  server.received.length = 0;
});

test('who is given more time is told so, with the new instant', async () => {
  expect(await messagesOf(longer.secretary)).toMatchObject([
    { kind: 'extension-granted', path: `/self-evaluations/${ids['longer']}`, params: { until: '2026-03-18 18:00' } },
  ]);
});

test('before the asked-for date nobody is late, and who is chosen all the same says why not', async () => {
  at('09T09:00');
  expect(await preview()).toMatchObject({ sending: 0, recipients: [] });
  const chosen = await preview([ids['late']!, ids['done']!]);
  expect(chosen.recipients.map(({ refusal: why }) => why?.code)).toEqual([
    'reminder.not-late',
    'reminder.nothing-open',
  ]);
  expect(await refusal(send([ids['late']!]))).toMatchObject({ status: 409, codes: ['reminder.nobody-left'] });
});

describe('after it', () => {
  let batch: ReminderBatchView;

  test('the list holds exactly those who are late, with how each is reached', async () => {
    at('11T01:00');
    const { recipients, sending } = await preview();
    expect(sending).toBe(2);
    expect(new Map(recipients.map(({ subjectId, channel }) => [subjectId, channel]))).toEqual(
      new Map([
        [ids['late'], 'mail'],
        [ids['silent'], 'no-address'],
      ]),
    );
    expect(
      recipients.every(
        ({ refusal: why, person, dueAt }) => why === null && person && dueAt === '2026-03-10T10:00:00.000Z',
      ),
    ).toBe(true);
  });

  test('a batch tells each once, in the portal and by mail, and says whom it left out', async () => {
    batch = await send([ids['late']!, ids['silent']!, ids['done']!, ids['longer']!], { note: '请今天完成' });
    expect(batch).toMatchObject({ step: 'selfEvaluation', cause: 'by-hand', told: 2, mailed: 1, note: '请今天完成' });
    expect(batch.skipped.map(({ refusal: why }) => why.code).toSorted()).toEqual([
      'reminder.not-late',
      'reminder.nothing-open',
    ]);
    const [message] = await messagesOf(late.secretary);
    expect(message).toMatchObject({
      kind: 'reminded-self-evaluation',
      path: '/inbox',
      readAt: null,
      params: { note: '请今天完成', due: '2026-03-10 18:00' },
    });
    expect(await messagesOf(silent.secretary)).toHaveLength(1);
    expect(await deliver()).toBe(1);
    expect(server.received[0]).toMatchObject({ to: [address], subject: '催办：请提交自评' });
    expect(server.received[0]?.body).toContain('附言：请今天完成');
    expect(server.received[0]?.body).toContain('https://portal.example/inbox');
  });

  test('the task says that it was reminded of, to nobody else', async () => {
    const tasks = async (visitor: Visitor) =>
      (await visitor.to(insightApi).inbox()).groups.flatMap((group) => group.tasks);
    const mine = (await tasks(late.secretary)).find(({ kind }) => kind === 'self-evaluation');
    expect(mine?.reminded).toMatchObject({ at: '2026-03-11T01:00:00.000Z', note: '请今天完成' });
    const others = [
      ...(await tasks(longer.secretary)),
      ...(await tasks(evaluator.visitor)),
      ...(await tasks(late.officer)),
    ];
    expect(others.filter(({ reminded }) => reminded !== null)).toEqual([]);
    for (const somebody of [longer.secretary, done.secretary, evaluator.visitor, late.officer]) {
      expect((await messagesOf(somebody)).filter(({ kind }) => kind.startsWith('reminded'))).toEqual([]);
      expect(await refusal(somebody.to(evaluationApi).reminderBatches({ params: { id: cycleId } }))).toMatchObject({
        status: 403,
      });
      const [hers] = await messagesOf(late.secretary);
      expect(await refusal(somebody.to(messageApi).readMessage({ params: { id: hers!.id } }))).toMatchObject({
        status: 404,
      });
    }
  });

  test('sent again on the same day it reaches nobody, whoever sends it', async () => {
    expect(await refusal(send([ids['late']!, ids['silent']!]))).toMatchObject({ codes: ['reminder.nobody-left'] });
    const second = (await portal.signedIn(await portal.given.account('office'))).to(evaluationApi);
    expect(await refusal(send([ids['late']!], {}, second))).toMatchObject({ codes: ['reminder.nobody-left'] });
    const shown = await preview([ids['late']!]);
    expect(shown.recipients[0]).toMatchObject({
      refusal: { code: 'reminder.already-today' },
      reminded: { at: '2026-03-11T01:00:00.000Z' },
    });
    expect(await deliver()).toBe(0);
    expect(await messagesOf(late.secretary)).toHaveLength(1);
  });

  test('the same call with the same key answers the same batch', async () => {
    at('12T01:00');
    const again = (await portal.as('office')).to(evaluationApi, { 'idempotency-key': 'reminder-of-the-12th' });
    const one = await send([ids['late']!], {}, again);
    expect(await send([ids['late']!], {}, again)).toEqual(one);
    expect(await messagesOf(late.secretary)).toHaveLength(2);
  });

  test('of two servers at the same moment one sends', async () => {
    at('12T02:00');
    const there = (await portal.as('office')).on(twin.app).to(evaluationApi);
    const results = await Promise.allSettled([
      send([ids['silent']!]),
      send([ids['silent']!], {}, there),
      send([ids['silent']!], {}, there),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await messagesOf(silent.secretary)).toHaveLength(2);
  });

  test('once closed there is nothing to remind of', async () => {
    at('12T10:00');
    expect((await preview([ids['late']!])).recipients[0]?.refusal?.code).toBe('reminder.step-closed');
  });

  test('what was sent is listed and audited', async () => {
    const batches = await office.reminderBatches({ params: { id: cycleId } });
    expect(batches.map(({ told }) => told)).toEqual([1, 1, 2]);
    expect(batches.at(-1)).toEqual(batch);
    const auditor = (await portal.as('audit-admin')).to(auditApi);
    const { rows } = await auditor.records({ query: { subjectId: cycleId, subjectType: 'cycle' } });
    expect(rows.filter(({ action }) => action === 'reminded')).toHaveLength(3);
  });
});

describe('by the clock', () => {
  const strike = () => Promise.all([portal, twin, portal].map(({ app }) => app.get(ReminderService).sendScheduled()));
  const scheduled = async () =>
    (await office.reminderBatches({ params: { id: cycleId } })).filter(({ cause }) => cause === 'scheduled');

  test('nobody is reminded unless the cycle says so; a stale setting is not overwritten', async () => {
    at('16T00:30');
    await strike();
    expect(await scheduled()).toEqual([]);
    const body = { beforeDueDays: 3, beforeClosingDays: 2, revision: 0 };
    expect(await office.changeReminderSettings({ params: { id: cycleId }, body })).toMatchObject({
      ...body,
      revision: 1,
    });
    expect(await refusal(office.changeReminderSettings({ params: { id: cycleId }, body }))).toMatchObject({
      status: 409,
      codes: ['shared.stale-revision'],
    });
  });

  test('two servers announce a date once, to whoever has not finished', async () => {
    await strike(); // the 16th: two days before the 18th, the closing of whoever was given more time
    const once = await scheduled(); // and the day on which opinions close
    expect(once).toHaveLength(2);
    expect(once).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ step: 'opinion', told: 1, by: null }),
        expect.objectContaining({ step: 'selfEvaluation', told: 1, by: null }),
      ]),
    );
    const told = async () => (await messagesOf(longer.secretary)).filter(({ kind }) => kind.startsWith('reminded'));
    expect((await told()).map(({ kind }) => kind)).toEqual(['reminded-self-evaluation']);
    at('16T05:30');
    await strike();
    at('17T00:30');
    await strike();
    expect(await scheduled()).toEqual(once);
    expect(await told()).toHaveLength(1);
  });
});

describe('evaluators', () => {
  test('are told how many sheets are late, one message whatever their number', async () => {
    at('18T10:30');
    const cycle = await office.cycle({ params: { id: cycleId } });
    await portal.db.run(sql`
      INSERT INTO scoresheets (evaluation_id, account_id, state, assigned_at, assigned_by)
      VALUES (${ids['done']}, ${evaluator.accountId}, 'draft', ${portal.clock.now()}, ${evaluator.accountId})`);
    await office.startScoring({ params: { id: cycleId }, body: { revision: cycle.revision } });
    at('20T10:00');
    const { recipients } = await preview(undefined, 'scoring');
    expect(recipients).toMatchObject([
      { subjectId: evaluator.accountId, open: 1, channel: 'no-address', refusal: null },
    ]);
    const body = { step: 'scoring' as const, subjectIds: [evaluator.accountId], mail: true };
    expect(await office.sendReminder({ params: { id: cycleId }, body })).toMatchObject({ told: 1, mailed: 0 });
    expect(await messagesOf(evaluator.visitor)).toMatchObject([
      { kind: 'reminded-scoring', path: '/scoring', params: { count: 1 } },
    ]);
    const inbox = (await evaluator.visitor.to(insightApi).inbox()).groups.flatMap((group) => group.tasks);
    expect(inbox.find(({ kind }) => kind === 'sheets-to-score')?.reminded).not.toBeNull();
  });
});

describe('the monitor', () => {
  test('counts what is in, open and late, and knows no mark', async () => {
    const view = await office.monitor({ params: { id: cycleId } });
    expect(view.steps).toMatchObject([
      {
        step: 'selfEvaluation',
        total: 4,
        done: 1,
        late: 3,
        from: '2026-03-02',
        days: [{ day: '2026-03-02', done: 1 }],
      },
      { step: 'opinion', total: 1, done: 0, late: 1 },
      { step: 'scoring', total: 1, done: 0, late: 1, from: '2026-03-18' },
    ]);
    expect(view.evaluators).toMatchObject([
      {
        accountId: evaluator.accountId,
        assigned: 1,
        done: 0,
        overdue: 1,
        medianMinutes: null,
        reminded: { at: expect.stringMatching(/^2026-03-20T10:00:00/) },
      },
    ]);
    expect(view.recommenders).toMatchObject([{ asked: 1, done: 0, overdue: 1, reminded: { by: null } }]);
    expect(JSON.stringify(view)).not.toMatch(/score|total"?:\s*\d{4}/i);
  });

  test('lists the studios, the late ones on request, page by page', async () => {
    const all = await office.studioProgress({ params: { id: cycleId }, query: {} });
    expect(all.rows).toHaveLength(4);
    expect(all.rows.find(({ evaluationId }) => evaluationId === ids['done'])).toMatchObject({
      late: false,
      lines: 18,
      submittedAt: expect.any(String),
    });
    const first = await office.studioProgress({ params: { id: cycleId }, query: { late: 'true', limit: 2 } });
    const rest = await office.studioProgress({
      params: { id: cycleId },
      query: { late: 'true', limit: 2, after: first.next! },
    });
    expect(new Set([...first.rows, ...rest.rows].map(({ evaluationId }) => evaluationId))).toEqual(
      new Set([ids['late'], ids['silent'], ids['longer']]),
    );
  });
});

test('no address leaves the server but for its owner and the mail', async () => {
  const [system, security, auditor] = await Promise.all(
    (['system-admin', 'security-admin', 'audit-admin'] as const).map((role) => portal.as(role)),
  );
  const accounts = await system!.to(identityApi).accounts({ query: { limit: 200 } });
  const { id } = (await late.secretary.to(identityApi).session()).account!;
  const said = await Promise.all([
    preview([ids['late']!]),
    office.reminderBatches({ params: { id: cycleId } }),
    office.monitor({ params: { id: cycleId } }),
    office.studioProgress({ params: { id: cycleId }, query: {} }),
    Promise.resolve(accounts),
    security!.to(identityApi).account({ params: { id } }),
    system!.to(identityApi).accountContact({ params: { id } }),
    system!.to(messageApi).mails({ query: {} }),
    system!.to(messageApi).mailStatus(),
    auditor!.to(auditApi).records({ query: { limit: 200 } }),
    late.secretary.to(identityApi).session(),
    silent.secretary.to(identityApi).ownContact(),
  ]);
  expect(JSON.stringify(said)).not.toContain(address);
  expect(JSON.stringify(said)).not.toContain('secretary.wang');
  const stored = await portal.db.rows(
    sql`SELECT email_cipher FROM accounts WHERE id = ${id} UNION ALL SELECT body FROM mails`,
  );
  expect(JSON.stringify(stored)).not.toContain('secretary.wang');
  expect(await late.secretary.to(identityApi).ownContact()).toMatchObject({ email: address });
});
