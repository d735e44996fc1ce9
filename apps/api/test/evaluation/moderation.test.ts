import { text } from 'node:stream/consumers';
import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  type Api,
  type EvaluatedStudio,
  handIn,
  type Person,
  refusal,
  score,
  scoringClosesAt,
  sheetFor,
} from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
/** Its panel gives 95, 80 and 70. */
let torn: EvaluatedStudio;
/** 78, 80, 81. */
let calm: EvaluatedStudio;
/** Two sheets of three are in. */
let half: EvaluatedStudio;
let panel: [Person, Person, Person];
let arbitrator: Person;
let second: Person;
let conflicted: Person;
const ids = { torn: '', calm: '', half: '' };
const later = '2026-03-02T03:00:00.000Z';

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  [torn, calm, half] = [await aStudio(portal), await aStudio(portal), await aStudio(portal)];
  panel = [await anEvaluator(portal), await anEvaluator(portal), await anEvaluator(portal)];
  [arbitrator, second, conflicted] = [await anEvaluator(portal), await anEvaluator(portal), await anEvaluator(portal)];
  cycle = await anOpenCycle(portal, { sheetsPerStudio: 3 });
  ids.torn = await handIn(torn);
  ids.calm = await handIn(calm);
  ids.half = await handIn(half);
  cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
  for (const id of Object.values(ids)) {
    for (const { accountId } of panel) await office.assign({ params: { id }, body: { accountId } });
  }
  const given: [EvaluatedStudio, number[]][] = [
    [torn, [95, 80, 70]],
    [calm, [78, 80, 81]],
    [half, [90, 60]],
  ];
  for (const [studio, percents] of given) {
    for (const [seat, percent] of percents.entries()) await score(panel[seat]!, studio, percent);
  }
  await portal.db.run(sql`
    INSERT INTO declared_conflicts (account_id, studio_id, reason, declared_at, declared_by)
    VALUES (${conflicted.accountId}, ${torn.id}, '曾任该工作室顾问', now(), ${conflicted.accountId})`);
}, 60_000);
afterAll(() => portal.close());

const upwards = (one: number, other: number) => one - other;
const board = (query: Parameters<Api['moderation']>[0]['query'] = {}) =>
  office.moderation({ params: { id: cycle.id }, query });
const revisionOf = async (id: string) =>
  (await portal.db.one<{ revision: number }>(sql`SELECT revision FROM evaluations WHERE id = ${id}`))!.revision;
const arbitrate = async (id: string, accountId: string, closesAt = later) =>
  office.arbitrate({ params: { id }, body: { revision: await revisionOf(id), accountId, closesAt } });

describe('the board', () => {
  it('shows the widest spread first, and nothing of a studio whose sheets are not all in', async () => {
    const view = await board();
    expect(view.rows.map(({ evaluationId }) => evaluationId)).toEqual([ids.torn, ids.calm]);
    expect(view.counts).toEqual({ scored: 2, over: 1, open: 1, running: 0 });
    expect(view.rows[0]).toMatchObject({ spread: 2500, over: true, arbitration: 'open', counted: 8167, median: 8000 });
    expect(view.rows[0]!.totals.map(({ total }) => total).toSorted(upwards)).toEqual([7000, 8000, 9500]);
    expect(view.rows[1]).toMatchObject({ spread: 300, over: false, arbitration: 'within', outliers: 0 });
    for (const show of ['over', 'open', 'outliers'] as const) {
      const rows = (await board({ show })).rows.map(({ evaluationId }) => evaluationId);
      expect(rows).toEqual(show === 'outliers' ? [] : [ids.torn]);
    }
    expect((await board({ tier: 'national' })).rows).toEqual([]);
    expect(JSON.stringify(view)).not.toContain(ids.half);
  });

  it('pages by the last row', async () => {
    const first = await board({ limit: 1 });
    expect(first.rows).toHaveLength(1);
    const next = await board({ limit: 1, after: first.next! });
    expect(next.rows.map(({ evaluationId }) => evaluationId)).toEqual([ids.calm]);
    expect(next.next).toBeNull();
  });

  it('is the office’s alone: studio, recommender and evaluator are told nothing, not even whether it exists', async () => {
    const strangers = [torn.secretary, torn.officer, panel[0].visitor];
    const urls = [
      `/api/cycles/${cycle.id}/moderation`,
      `/api/cycles/${cycle.id}/calibration`,
      `/api/evaluations/${ids.torn}/panel`,
      `/api/cycles/${cycle.id}/workbook`,
      `/api/cycles/00000000-0000-4000-8000-000000000000/moderation`,
    ];
    for (const visitor of strangers) {
      for (const url of urls) expect((await visitor.raw({ method: 'GET', url })).statusCode).toBe(403);
      const api = visitor.to(evaluationApi);
      const body = { revision: 1, accountId: arbitrator.accountId, closesAt: later };
      expect((await refusal(api.arbitrate({ params: { id: ids.torn }, body }))).status).toBe(403);
      const waiver = { revision: 1, reason: '维持原分' };
      expect((await refusal(api.waiveArbitration({ params: { id: ids.torn }, body: waiver }))).status).toBe(403);
    }
  });
});

describe('the matrix', () => {
  it('shows marks, spread and calibration side by side once all sheets are in', async () => {
    const view = await office.panel({ params: { id: ids.torn } });
    expect(view).toMatchObject({ spread: 2500, spreadLimit: 1500, median: 8000, counted: 8167 });
    expect(view.arbitration.state).toBe('open');
    expect(view.offers.map(({ action }) => action)).toEqual(['arbitrate', 'waive']);
    expect(view.offers.every(({ refusals }) => refusals.length === 0)).toBe(true);
    expect(view.sheets.map(({ evaluatorName }) => evaluatorName).toSorted()).toEqual(
      panel.map(({ name }) => name).toSorted(),
    );
    // Two studios say nothing about a judge: n is told, the figures are not.
    expect(view.sheets[0]!.calibration).toEqual({
      studios: 2,
      severity: null,
      spreadRatio: null,
      agreement: null,
    });
    const line = view.lines.find(({ indicator }) => indicator === 'D2')!;
    expect(line.marks.map(({ score: mark }) => mark ?? 0).toSorted(upwards)).toEqual([700, 800, 950]);
    expect(line).toMatchObject({ median: 800, spread: 250 });
    expect((await refusal(office.panel({ params: { id: ids.half } }))).codes).toEqual(['evaluation.not-all-sheets-in']);
  });

  it('counts in the calibration only studios whose sheets are all in', async () => {
    const { rows } = await office.calibration({ params: { id: cycle.id } });
    expect(rows.map(({ name }) => name).toSorted()).toEqual(panel.map(({ name }) => name).toSorted());
    expect(rows.every(({ studios, sheets }) => studios === 2 && sheets === 2)).toBe(true);
  });
});

describe('arbitration', () => {
  it('is for a spread over the limit, by somebody free of conflict who has not scored the studio', async () => {
    const codes = async (id: string, who: string, closesAt?: string) =>
      (await refusal(arbitrate(id, who, closesAt))).codes;
    expect(await codes(ids.calm, arbitrator.accountId)).toEqual(['moderation.spread-within-limit']);
    expect(await codes(ids.torn, panel[0].accountId)).toEqual(['evaluation.already-assigned']);
    expect(await codes(ids.torn, conflicted.accountId)).toEqual(['panel.conflict-declared']);
    expect(await codes(ids.torn, torn.id)).toEqual(['evaluation.not-an-evaluator']);
    expect(await codes(ids.torn, arbitrator.accountId, '2026-03-02T01:00:00.000Z')).toEqual([
      'moderation.closing-in-the-past',
    ]);
    const stale = office.arbitrate({
      params: { id: ids.torn },
      body: { revision: 1, accountId: arbitrator.accountId, closesAt: later },
    });
    expect((await refusal(stale)).codes).toEqual(['shared.stale-revision']);
  });

  it('undoes the result: everybody is blind again until the arbitrator’s sheet is in', async () => {
    await arbitrate(ids.torn, arbitrator.accountId);
    const view = await board();
    expect(view.rows.map(({ evaluationId }) => evaluationId)).toEqual([ids.calm]);
    expect(view.counts).toMatchObject({ scored: 1, over: 0, open: 0, running: 1 });
    expect(view.running).toEqual([
      expect.objectContaining({ evaluationId: ids.torn, arbitratorName: arbitrator.name, closesAt: later }),
    ]);
    expect((await refusal(office.panel({ params: { id: ids.torn } }))).status).toBe(409);
    expect(await sheetFor(panel[0], torn)).toMatchObject({ blind: true, panel: null });
    const sheet = await sheetFor(arbitrator, torn);
    expect(sheet).toMatchObject({ blind: true, panel: null });
    // Nothing on the sheet says that there are others, or how far apart they are.
    expect(JSON.stringify(sheet)).not.toMatch(/arbitrat|2500|9500/);
    expect((await refusal(arbitrate(ids.torn, second.accountId))).codes).toEqual(['moderation.arbitrator-chosen']);
  });

  it('goes to another when the arbitrator gives the sheet back', async () => {
    const { id, revision } = await sheetFor(arbitrator, torn);
    await arbitrator.api.recuse({ params: { id }, body: { revision, reason: '与命名专家相识' } });
    expect((await board()).running[0]).toMatchObject({ arbitratorName: null });
    expect((await refusal(arbitrate(ids.torn, arbitrator.accountId))).codes).toContain('evaluation.already-assigned');
    await arbitrate(ids.torn, second.accountId);
    expect((await board()).running[0]).toMatchObject({ arbitratorName: second.name });
  });

  it('counts as one more sheet; the arbitrator may write after the others’ closing', async () => {
    portal.clock.set(scoringClosesAt);
    const sheet = await score(second, torn, 75);
    expect(sheet.state).toBe('submitted');
    const view = await office.panel({ params: { id: ids.torn } });
    expect(view).toMatchObject({ counted: 8000, spread: 2500, arbitration: { state: 'arbitrated', spread: 2500 } });
    expect(view.sheets.filter(({ arbitration }) => arbitration).map(({ evaluatorName }) => evaluatorName)).toEqual([
      second.name,
    ]);
    expect(view.offers).toEqual([]);
    expect((await refusal(arbitrate(ids.torn, arbitrator.accountId))).codes).toContain('moderation.already-arbitrated');
    portal.clock.set('2026-03-02T01:00:00.000Z');
  });
});

describe('deciding', () => {
  it('does not begin while a spread over the limit is neither arbitrated nor waived with a reason', async () => {
    await score(panel[2], half, 75);
    expect((await board()).counts).toMatchObject({ scored: 3, over: 2, open: 1 });
    const { revision } = await office.cycle({ params: { id: cycle.id } });
    const early = await refusal(office.startDeciding({ params: { id: cycle.id }, body: { revision } }));
    expect(early.codes).toEqual(['moderation.arbitration-open']);
    expect(early.problem.refusals[0]!.params).toEqual({ count: 1 });
    const offer = (await office.cycle({ params: { id: cycle.id } })).offers.find(
      ({ action }) => action === 'start-deciding',
    );
    expect(offer?.refusals.map(({ code }) => code)).toEqual(['moderation.arbitration-open']);
    const waive = async (id: string, reason: string) =>
      office.waiveArbitration({ params: { id }, body: { revision: await revisionOf(id), reason } });
    expect((await refusal(waive(ids.calm, '没有必要'))).codes).toEqual(['moderation.nothing-to-waive']);
    await waive(ids.half, '三位专家评语依据充分，分歧在 C 组口径');
    const view = await office.panel({ params: { id: ids.half } });
    expect(view.arbitration).toMatchObject({ state: 'waived', reason: '三位专家评语依据充分，分歧在 C 组口径' });
    expect(view.offers.map(({ action }) => action)).toEqual(['arbitrate']);
  });

  it('opens the matter again when a reopened sheet widens the spread past what was waived', async () => {
    const { sheets } = await office.panel({ params: { id: ids.half } });
    const low = sheets.find(({ total }) => total === 6000)!;
    await office.reopenSheet({ params: { id: low.id }, body: { revision: low.revision, reason: '漏看佐证' } });
    await score(panel[1], half, 55);
    expect((await board({ show: 'open' })).rows.map(({ evaluationId }) => evaluationId)).toEqual([ids.half]);
    const body = { revision: await revisionOf(ids.half), reason: '复核后仍维持三份评分' };
    await office.waiveArbitration({ params: { id: ids.half }, body });
    const { revision } = await office.cycle({ params: { id: cycle.id } });
    const deciding = await office.startDeciding({ params: { id: cycle.id }, body: { revision } });
    expect(deciding.state).toBe('deciding');
    // The marks were never touched.
    const panelNow = await office.panel({ params: { id: ids.torn } });
    expect(panelNow.sheets.map(({ total }) => total).toSorted(upwards)).toEqual([7000, 7500, 8000, 9500]);
  });

  it('left a trace of each ruling, and none of it on the studio’s timeline', async () => {
    const rows = await portal.db.rows<{ action: string; studio: string | null }>(sql`
      SELECT action, studio_id AS studio FROM audit_records WHERE action LIKE 'arbitration%' ORDER BY id`);
    expect(rows.map(({ action }) => action)).toEqual([
      'arbitration-asked',
      'arbitration-asked',
      'arbitration-waived',
      'arbitration-waived',
    ]);
    expect(rows.every(({ studio }) => studio === null)).toBe(true);
  });

  it('is refused by the database, too, to have two arbitrators', async () => {
    const twice = portal.db.run(sql`
      INSERT INTO scoresheets (evaluation_id, account_id, assigned_at, assigned_by, arbitration)
      VALUES (${ids.torn}, ${arbitrator.accountId}, now(), ${arbitrator.accountId}, true)`);
    await expect(twice).rejects.toThrow('a_studio_has_one_arbitrator');
  });
});

describe('the committee’s workbook', () => {
  const download = async (query = '') => {
    const visitor = await portal.as('office');
    return visitor.raw({ method: 'GET', url: `/api/cycles/${cycle.id}/workbook${query}` });
  };
  /** What the sheets say, unpacked. */
  const textOf = async (bytes: Buffer): Promise<ReadonlyMap<string, string>> => {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    const parts = new Map<string, string>();
    for await (const entry of zip.eachEntry()) {
      parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
    }
    return parts;
  };

  it('has every mark and comment, the spread and the rulings; evaluators by name only when asked for', async () => {
    const plain = await download();
    expect(plain.statusCode).toBe(200);
    expect(plain.headers['content-disposition']).toContain(encodeURIComponent('评审委员会工作簿.xlsx'));
    const parts = await textOf(plain.rawPayload);
    expect([...parts.get('xl/workbook.xml')!.matchAll(/sheet name="([^"]+)"/g)].map(([, name]) => name)).toEqual(
      '概览 评分汇总 评分明细 评语 评委校准 推荐单位意见 现场核查 等次决定'.split(' '),
    );
    const all = [...parts.values()].join('');
    for (const person of [...panel, second]) expect(all).not.toContain(person.name);
    const marks = parts.get('xl/worksheets/sheet3.xml')!;
    // Four sheets of the arbitrated studio, three of each of the others, and the head.
    expect([...marks.matchAll(/<row /g)]).toHaveLength(4 + 3 + 3 + 1);
    expect(parts.get('xl/worksheets/sheet2.xml')).toContain('复核后仍维持三份评分');
    expect(parts.get('xl/worksheets/sheet4.xml')).toContain('D2 评语');
    const named = [...(await textOf((await download('?names=true')).rawPayload)).values()].join('');
    for (const person of [...panel, second]) expect(named).toContain(person.name);
  });

  it('is recorded: who took it, when, how many rows, with names or without', async () => {
    const rows = await portal.db.rows<{ facts: object }>(sql`
      SELECT facts FROM audit_records WHERE action = 'workbook-exported' ORDER BY id`);
    expect(rows.map(({ facts }) => facts)).toEqual([
      { studios: 3, sheets: 10, marks: 180, names: false },
      { studios: 3, sheets: 10, marks: 180, names: true },
    ]);
  });
});
