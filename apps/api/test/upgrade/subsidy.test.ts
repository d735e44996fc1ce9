import { Readable } from 'node:stream';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { CallOf } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { claimStates } from '@jianglian/domain/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from '../../src/platform/documents/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import { aCase, answerOf } from './a-case.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

type Entry = CallOf<typeof upgradeApi.enterSubsidy>['body'];
const yuan = (amount: number) => amount * 100;

/** Municipal in 2024 and chief in 2025, both under the notice. */
async function aRaised(recommender = '500101') {
  const made = await aCase(portal, { happenedOn: '2024-11-26', documentNumber: '渝高技办〔2024〕14号', recommender });
  const { revision } = await office.to(studioApi).get({ params: { id: made.id } });
  await office.to(studioApi).act({
    params: { id: made.id },
    body: {
      kind: 'upgraded',
      revision,
      happenedOn: '2025-12-01',
      documentNumber: '渝高技办〔2025〕14号',
      tier: 'chief',
    },
  });
  const position = (await office.to(upgradeApi).subsidyAccount({ params: { id: made.id } })).lines[1]!.position;
  return { ...made, position };
}

const payment = (position: number, amount: number, more: Partial<Entry> = {}) =>
  ({
    kind: 'payment',
    position,
    fen: yuan(amount),
    on: '2026-01-10',
    documentNumber: '渝财社[2026]8号',
    ...more,
  }) as Entry;

const enter = (id: string, body: Entry, person = office) =>
  person.to(upgradeApi).enterSubsidy({ params: { id }, body });

describe('the account of a studio', () => {
  it('says what each change of tier made due, by clause and version, and takes payments up to it', async () => {
    const { id, position, studio, recommender } = await aRaised();
    const account = await studio.to(upgradeApi).subsidyAccount({ params: { id } });
    expect(account.lines.map(({ event, basis, dueFen, state }) => [event, basis, dueFen, state])).toEqual([
      ['awarded', 'standard', yuan(50_000), 'to-pay'],
      ['upgraded', 'difference', yuan(100_000), 'to-pay'],
    ]);
    expect(account.lines[1]).toMatchObject({
      clause: '四(一)',
      ruleSet: { id: 'cq-2024-7', version: 1 },
      documentNumber: '渝高技办〔2025〕14号',
    });
    expect(account.offers.map(({ action }) => action)).toEqual(['state']);
    await enter(id, payment(position, 60_000));
    const tooMuch = await enter(id, payment(position, 50_000)).catch((error: unknown) => error);
    expect(tooMuch).toMatchObject({ status: 409, codes: ['subsidy.more-than-due'] });
    expect(JSON.stringify((tooMuch as { problem: object }).problem)).toContain('40,000.00');
    const paid = await enter(id, payment(position, 40_000));
    expect(paid.sums).toMatchObject({ dueFen: yuan(150_000), paidFen: yuan(100_000), openFen: yuan(50_000) });
    expect(paid.entries[0]).toMatchObject({ documentNumber: '渝财社〔2026〕8号', number: 1, reversed: false });
    expect((await recommender.to(upgradeApi).subsidyAccount({ params: { id } })).lines[1]!.state).toBe('paid');
  });

  it('never pays more than is due, however many pay at once', async () => {
    const { id, position } = await aRaised();
    const answers = await Promise.all(Array.from({ length: 12 }, () => answerOf(enter(id, payment(position, 30_000)))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(new Set(['subsidy.more-than-due']));
    expect((await office.to(upgradeApi).subsidyAccount({ params: { id } })).lines[1]!.paidFen).toBe(yuan(90_000));
  });

  it('is written once: a wrong entry is reversed by another, which says why', async () => {
    const { id, position } = await aRaised();
    const { entries } = await enter(id, payment(position, 100_000));
    const reverse = (entry: string) =>
      office.to(upgradeApi).reverseSubsidy({ params: { id: entry }, body: { reason: '收款单位有误' } });
    const after = await reverse(entries[0]!.id);
    expect(after.sums).toMatchObject({ paidFen: 0, openFen: yuan(150_000) });
    expect(after.entries.map(({ kind, reversed, reason }) => [kind, reversed, reason])).toEqual([
      ['payment', true, null],
      ['reversal', false, '收款单位有误'],
    ]);
    expect((await answerOf(reverse(entries[0]!.id))).codes).toEqual(['subsidy.already-reversed']);
    for (const change of [sql`UPDATE subsidy_entries SET fen = 1`, sql`DELETE FROM subsidy_entries`]) {
      await expect(portal.db.run(change)).rejects.toThrow('the ledger is never changed');
    }
    const recorded = await portal.db.rows<{ action: string }>(sql`
      SELECT action FROM audit_records WHERE subject_type = 'subsidy-entry' AND studio_id = ${id} ORDER BY id`);
    expect(recorded.map(({ action }) => action)).toEqual(['payment', 'reversal']);
  });

  it('does not know what was due before the notice, and takes what was paid then', async () => {
    const { id } = await aCase(portal);
    const [line] = (await office.to(upgradeApi).subsidyAccount({ params: { id } })).lines;
    expect(line).toMatchObject({ basis: 'before-notice', dueFen: null, ruleSet: null, state: 'unknown' });
    const after = await enter(id, payment(line!.position, 80_000, { on: '2023-03-01' }));
    expect(after.sums).toMatchObject({ unknown: 1, dueFen: 0, paidFen: 0, historicFen: yuan(80_000), openFen: 0 });
  });

  it('waits for the class of a national title, and settles a title that is lost', async () => {
    const { id } = await aCase(portal, { happenedOn: '2024-11-26', tier: 'national' });
    const [line] = (await office.to(upgradeApi).subsidyAccount({ params: { id } })).lines;
    const { position } = line!;
    expect((await answerOf(enter(id, payment(position, 1)))).codes).toEqual(['subsidy.class-amount-missing']);
    await enter(id, { ...payment(position, 100_000), kind: 'class-amount' } as Entry);
    await enter(id, payment(position, 100_000));
    await portal.db.run(sql`
      INSERT INTO studio_events (studio_id, position, kind, happened_on, recorded_at, facts)
      VALUES (${id}, 90, 'revoked', '2026-02-01', now(), '{}')`);
    const settle = (amount: number, reason = '未使用部分全额收回') =>
      enter(id, { kind: 'settlement', position: 90, fen: yuan(amount), on: '2026-02-10', reason });
    expect((await answerOf(settle(100_001))).codes).toEqual(['subsidy.more-than-at-most']);
    expect((await settle(30_000)).lines[1]).toMatchObject({ state: 'to-repay', openFen: yuan(-30_000) });
    const back = await enter(id, { ...payment(90, 30_000), kind: 'repayment', on: '2026-02-20' } as Entry);
    expect(back.lines[1]).toMatchObject({ state: 'settled', openFen: 0, repaidFen: yuan(30_000) });
    expect(back.sums.openFen).toBe(0);
  });
});

describe('what a studio reports', () => {
  it('is stated by the studio, verified or returned by its recommender, and shown beside its activities', async () => {
    const { id, position, studio, recommender } = await aRaised();
    await enter(id, payment(position, 100_000, { on: '2025-12-20' }));
    const before = await studio.to(upgradeApi).subsidyAccount({ params: { id } });
    expect(before.owed).toEqual([{ year: 2025, due: '2026-01-31' }]);
    const upload = await studio.upload('/api/files?purpose=evidence', { name: '发票.pdf', content: pdf(1) });
    const file = upload.json<{ id: string }>();
    const state = (items: { category: 'equipment'; fen: number; note: string }[], note = '') =>
      studio.to(upgradeApi).stateSubsidy({
        params: { id },
        body: { kind: 'spending', year: 2025, items, note, fileId: file.id },
      });
    expect((await answerOf(state([]))).codes).toEqual(['subsidy.reason-needed']);
    expect((await answerOf(state([{ category: 'equipment', fen: yuan(100_001), note: '' }]))).codes).toEqual([
      'subsidy.spent-more-than-paid',
    ]);
    const stated = await state([{ category: 'equipment', fen: yuan(42_000), note: '数控铣床' }]);
    expect(stated.owed).toEqual([]);
    const statement = stated.statements[0]!.id;
    const judge = (verdict: 'verified' | 'returned', reason: string | null = null, person = recommender) =>
      person.to(upgradeApi).judgeSubsidy({ params: { id: statement }, body: { verdict, reason } });
    const verified = await judge('verified');
    expect(verified.use).toMatchObject({ spentFen: yuan(42_000), receivedFen: yuan(100_000), activitySpentFen: 0 });
    expect((await answerOf(state([{ category: 'equipment', fen: 1, note: '' }]))).codes).toEqual([
      'subsidy.year-stands',
    ]);
    expect((await answerOf(judge('verified'))).codes).toEqual(['subsidy.already-judged']);
    expect((await answerOf(judge('returned'))).codes).toEqual(['subsidy.reason-needed']);
    const returned = await judge('returned', '发票重复');
    expect(returned.statements[0]).toMatchObject({ state: 'returned', reason: '发票重复' });
    expect(returned.owed).toHaveLength(1);
    expect((await recommender.raw({ method: 'GET', url: `/api/files/${file.id}` })).statusCode).toBe(200);
    const stranger = await aCase(portal, { recommender: '500103' });
    expect((await stranger.studio.raw({ method: 'GET', url: `/api/files/${file.id}` })).statusCode).toBe(404);
    expect((await answerOf(judge('verified', null, stranger.recommender))).status).toBe(404);
  });

  it('counts the money of the host once it is verified', async () => {
    const { id, studio, recommender } = await aRaised();
    const said = await studio.to(upgradeApi).stateSubsidy({
      params: { id },
      body: { kind: 'matching', on: '2026-02-01', fen: yuan(100_000), note: '设备配套' },
    });
    expect(said.use.matchingFen).toBe(0);
    const verified = await recommender.to(upgradeApi).judgeSubsidy({
      params: { id: said.statements[0]!.id },
      body: { verdict: 'verified' },
    });
    expect(verified.use.matchingFen).toBe(yuan(100_000));
    expect(
      (
        await answerOf(
          studio.to(upgradeApi).stateSubsidy({ params: { id }, body: { kind: 'matching', on: '2026-03-03', fen: 1 } }),
        )
      ).codes,
    ).toEqual(['subsidy.in-the-future']);
  });
});

describe('the ledger of many', () => {
  it('sums to the rows behind each figure, and exports the same', async () => {
    const { id, position } = await aRaised('500106');
    await enter(id, payment(position, 30_000));
    const totals = await office.to(upgradeApi).subsidyTotals({ query: {} });
    const all = await office.to(upgradeApi).subsidies({ query: { limit: 200 } });
    expect(totals.all.claims).toBe(all.rows.length);
    expect(totals.all.dueFen).toBe(all.rows.reduce((sum, { dueFen }) => sum + (dueFen ?? 0), 0));
    expect(totals.all.openFen).toBe(all.rows.reduce((sum, { openFen }) => sum + openFen, 0));
    for (const { key, ...sums } of totals.byTier) {
      const { rows } = await office.to(upgradeApi).subsidies({ query: { tier: [key], limit: 200 } });
      expect([rows.length, rows.reduce((sum, { openFen }) => sum + openFen, 0)]).toEqual([sums.claims, sums.openFen]);
    }
    for (const { key, claims } of totals.byYear) {
      expect((await office.to(upgradeApi).subsidies({ query: { year: [Number(key)], limit: 200 } })).rows).toHaveLength(
        claims,
      );
    }
    for (const state of claimStates) {
      const { rows } = await office.to(upgradeApi).subsidies({ query: { state: [state], limit: 200 } });
      expect(rows).toHaveLength(totals.states[state]);
    }
    for (const [amount, sum] of [
      ['paid', 'paidFen'],
      ['open', 'openFen'],
    ] as const) {
      const { rows } = await office.to(upgradeApi).subsidies({ query: { amount, limit: 200 } });
      expect(rows.length).toBeGreaterThan(0);
      const known = rows.filter(({ dueFen }) => dueFen !== null);
      expect(known.reduce((so, row) => so + row[sum], 0)).toBe(totals.all[sum]);
    }
    const first = await office.to(upgradeApi).subsidies({ query: { limit: 2 } });
    const second = await office.to(upgradeApi).subsidies({ query: { limit: 2, after: first.next! } });
    expect([...first.rows, ...second.rows].map(({ studio, position: at }) => [studio.id, at])).toEqual(
      all.rows.slice(0, 4).map(({ studio, position: at }) => [studio.id, at]),
    );
    const book = await office
      .to(upgradeApi)
      .subsidyExport({ query: { recommender: [all.rows.find((row) => row.studio.id === id)!.recommender.id] } });
    const { rows } = await readSheet(Readable.from(Buffer.from(await book.arrayBuffer())), { maxRows: 1000 });
    expect(rows.flat().map(String)).toContain('100000');
  });

  it('shows nobody what is not theirs, nowhere', async () => {
    const mine = await aRaised('500108');
    const other = await aRaised('500109');
    for (const person of [mine.studio, mine.recommender]) {
      const { rows } = await person.to(upgradeApi).subsidies({ query: { limit: 200 } });
      expect(new Set(rows.map(({ studio }) => studio.id))).toEqual(new Set([mine.id]));
      expect((await person.to(upgradeApi).subsidyTotals({ query: {} })).all.claims).toBe(2);
      expect((await answerOf(person.to(upgradeApi).subsidyAccount({ params: { id: other.id } }))).status).toBe(404);
      expect((await answerOf(enter(mine.id, payment(mine.position, 1), person))).status).toBe(403);
    }
    const stranger = other.studio
      .to(upgradeApi)
      .stateSubsidy({ params: { id: mine.id }, body: { kind: 'matching', on: '2026-02-01', fen: 1 } });
    expect((await answerOf(stranger)).status).toBe(404);
    for (const role of ['evaluator', 'care-officer', 'system-admin', 'audit-admin'] as const) {
      const person = await portal.as(role);
      expect((await answerOf(person.to(upgradeApi).subsidies({ query: {} }))).status).toBe(403);
      expect((await answerOf(person.to(upgradeApi).subsidyAccount({ params: { id: mine.id } }))).status).toBe(403);
    }
    expect((await answerOf(portal.visitor().to(upgradeApi).subsidyTotals({ query: {} }))).status).toBe(401);
  });
});

it('lets the office say when a report is due, once for each revision', async () => {
  const settings = await office.to(upgradeApi).subsidySettings();
  const save = () => office.to(upgradeApi).saveSubsidySettings({ body: { ...settings, reportDue: '02-28' } });
  expect((await save()).reportDue).toBe('02-28');
  expect((await answerOf(save())).codes).toEqual(['shared.stale-revision']);
});
