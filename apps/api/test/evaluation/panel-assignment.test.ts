import { type CycleView, evaluationApi, type PanelSheetView } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet, writeSheet } from '../../src/platform/documents/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  type Api,
  type EvaluatedStudio,
  evaluationOf,
  type Person,
  refusal,
} from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
let studios: EvaluatedStudio[];
let evaluations: string[];
let people: Person[];

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  studios = [];
  for (let index = 0; index < 4; index += 1) studios.push(await aStudio(portal));
  people = [];
  for (let index = 0; index < 6; index += 1) people.push(await anEvaluator(portal));
  cycle = await anOpenCycle(portal);
  evaluations = [];
  for (const studio of studios) evaluations.push(await evaluationOf(studio));
});
afterAll(() => portal.close());

const rows = async (query: Parameters<Api['assignments']>[0]['query'] = {}) =>
  (await office.assignments({ params: { id: cycle.id }, query })).rows;
const edit = (person: Person, body: Partial<Parameters<Api['editEvaluator']>[0]['body']>, revision = 0) =>
  office.editEvaluator({ params: { accountId: person.accountId }, body: { hostUnitId: null, ...body, revision } });
const settings = (capacity: number, revision: number) =>
  office.changePanelSettings({ params: { id: cycle.id }, body: { capacity, formerUnitYears: 3, revision } });

describe('what is known of an evaluator', () => {
  it('is edited over its revision; a stale one is told', async () => {
    const row = await edit(people[0]!, { occupations: ['装配钳工'], clusters: [], capacity: 3 });
    expect(row).toMatchObject({ occupations: ['装配钳工'], capacity: 3, revision: 1 });
    expect(await refusal(edit(people[0]!, { capacity: 5 }))).toMatchObject({
      status: 409,
      codes: ['shared.stale-revision'],
    });
    const wrong = await refusal(
      edit(people[1]!, { formerUnits: [{ hostUnitId: await unitOf(0), since: '2025-01-02', until: '2025-01-01' }] }),
    );
    expect(wrong).toMatchObject({ status: 422, codes: ['panel.period-out-of-order'] });
  });

  it('stands against scoring: a unit left lately, and an alliance, each with its source', async () => {
    const former = await edit(people[1]!, {
      formerUnits: [{ hostUnitId: await unitOf(0), since: '2015-01-01', until: '2025-12-31' }],
    });
    expect(former.formerUnits).toMatchObject([{ since: '2015-01-01', until: '2025-12-31' }]);
    const assign = (person: Person, index: number) =>
      office.assign({ params: { id: evaluations[index]! }, body: { accountId: person.accountId } });
    expect((await refusal(assign(people[1]!, 0))).codes).toEqual(['panel.conflict-former-unit']);

    await portal.db.run(sql`
      INSERT INTO account_roles (account_id, role, studio_id)
      VALUES (${people[2]!.accountId}, 'studio', ${studios[3]!.id})`);
    const pair = { studioId: studios[3]!.id, otherId: studios[1]!.id };
    const body = { ...pair, source: '装备制造联盟', since: '2025-01-01' };
    const tie = await office.recordTie({ body });
    expect((await refusal(office.recordTie({ body }))).codes).toEqual(['panel.tie-known']);
    expect((await refusal(office.recordTie({ body: { ...body, otherId: pair.studioId } }))).codes).toEqual([
      'panel.tie-to-itself',
    ]);
    const allied = await refusal(assign(people[2]!, 1));
    expect(allied.problem.refusals).toMatchObject([
      { code: 'panel.conflict-alliance', params: { alliance: '装备制造联盟' } },
    ]);
    const candidates = await office.candidates({ params: { id: evaluations[1]! } });
    expect(candidates.find(({ accountId }) => accountId === people[2]!.accountId)?.conflicts).toEqual([
      { kind: 'alliance', source: '装备制造联盟' },
    ]);
    const ended = await office.endTie({
      params: { id: tie.id },
      body: { revision: tie.revision, endedOn: '2026-03-01', reason: '联盟期满' },
    });
    expect(ended.endedOn).toBe('2026-03-01');
    expect(
      (await office.candidates({ params: { id: evaluations[1]! } })).find(
        ({ accountId }) => accountId === people[2]!.accountId,
      )?.conflicts,
    ).toEqual([]);
  });

  it('stops at the capacity of the cycle or the evaluator’s own', async () => {
    await edit(people[0]!, { capacity: 0, occupations: [], clusters: [] }, 1);
    const full = await refusal(
      office.assign({ params: { id: evaluations[0]! }, body: { accountId: people[0]!.accountId } }),
    );
    expect(full.problem.refusals).toMatchObject([{ code: 'panel.over-capacity', params: { capacity: 0 } }]);
    await edit(people[0]!, { capacity: null }, 2);
  });
});

describe('the proposal', () => {
  it('is the same each time, prefers the own occupation, and stays within loads and conflicts', async () => {
    await portal.db.run(sql`UPDATE studios SET occupation_name = '电工' WHERE id = ${studios[2]!.id}`);
    await edit(people[5]!, { occupations: ['电工'] });
    const first = await office.proposeAssignment({ params: { id: cycle.id }, body: {} });
    expect(await office.proposeAssignment({ params: { id: cycle.id }, body: {} })).toEqual(first);
    expect(first.pairs).toHaveLength(8);
    expect(first.unfilled).toEqual([]);
    expect(first.pairs).toContainEqual(
      expect.objectContaining({
        evaluationId: evaluations[2],
        accountId: people[5]!.accountId,
        expertise: 'occupation',
      }),
    );
    expect(first.pairs).not.toContainEqual(
      expect.objectContaining({ evaluationId: evaluations[0], accountId: people[1]!.accountId }),
    );
    const after = first.load.map((one) => one.after);
    expect(Math.max(...after) - Math.min(...after)).toBeLessThanOrEqual(1);
    expect(await rows()).toMatchObject(evaluations.map(() => ({ sheets: [] })));
  });

  it('says why a place stays empty', async () => {
    await settings(1, 0);
    const { unfilled, pairs } = await office.proposeAssignment({ params: { id: cycle.id }, body: {} });
    expect(pairs).toHaveLength(6);
    expect(unfilled.map(({ reason }) => reason)).toEqual(unfilled.map(() => 'capacity'));
    expect((await refusal(settings(2, 0))).codes).toEqual(['shared.stale-revision']);
    await settings(40, 1);
  });

  it('is applied all or none, and conflicts of meanwhile are seen', async () => {
    const { pairs } = await office.proposeAssignment({ params: { id: cycle.id }, body: {} });
    const seats = pairs.map(({ evaluationId, accountId }) => ({ evaluationId, accountId }));
    const [taken] = seats;
    const studioId = studios[evaluations.indexOf(taken!.evaluationId)]!.id;
    await office.declareConflict({
      params: { accountId: taken!.accountId },
      body: { studioId, reason: '亲属' },
    });
    const apply = () => office.applyAssignment({ params: { id: cycle.id }, body: { pairs: seats } });
    const refused = await refusal(apply());
    expect(refused.codes).toEqual(['panel.conflict-declared']);
    expect(refused.problem.current).toMatchObject([taken!]);
    expect((await rows({ unfilled: 'true' })).length).toBe(4);
    await office.withdrawConflict({ params: { accountId: taken!.accountId, studioId }, body: { reason: '登记有误' } });
    expect(await apply()).toEqual({ assigned: 8, replaced: 0 });
    expect(await rows({ unfilled: 'true' })).toEqual([]);
    expect((await refusal(apply())).codes).toContain('evaluation.already-assigned');
  });
});

describe('reading panels', () => {
  it('goes page by page, by name, evaluator and empty places', async () => {
    const first = await office.assignments({ params: { id: cycle.id }, query: { limit: 3 } });
    expect(first.rows).toHaveLength(3);
    expect(first.counts).toEqual({ studios: 4, unfilled: 0, places: 8, taken: 8 });
    const second = await office.assignments({ params: { id: cycle.id }, query: { limit: 3, after: first.next! } });
    expect([...first.rows, ...second.rows].map(({ evaluationId }) => evaluationId).toSorted()).toEqual(
      evaluations.toSorted(),
    );
    expect(second.next).toBeNull();
    const [row] = first.rows;
    expect(await rows({ search: row!.studio.name })).toContainEqual(row);
    const mine = await rows({ evaluatorId: row!.sheets[0]!.accountId });
    expect(mine.every(({ sheets }) => sheets.some(({ accountId }) => accountId === row!.sheets[0]!.accountId))).toBe(
      true,
    );
  });
});

describe('replacing', () => {
  it('gives the place of a sheet nobody began to another, in one act', async () => {
    const [row] = await rows();
    const [sheet] = row!.sheets;
    const candidates = await office.candidates({ params: { id: row!.evaluationId } });
    const next = candidates.find(({ conflicts, alreadyAssigned }) => conflicts.length === 0 && !alreadyAssigned)!;
    const call = { params: { id: sheet!.id }, body: { revision: sheet!.revision, reason: '专家出差' } };
    expect(
      (await refusal(office.replaceEvaluator({ ...call, body: { ...call.body, accountId: sheet!.accountId } }))).codes,
    ).toEqual(['panel.same-evaluator']);
    expect(
      await refusal(
        office.replaceEvaluator({ ...call, body: { ...call.body, revision: 99, accountId: next.accountId } }),
      ),
    ).toMatchObject({ codes: ['shared.stale-revision'] });
    const after = await office.replaceEvaluator({ ...call, body: { ...call.body, accountId: next.accountId } });
    expect(after.sheets.find(({ id }) => id === sheet!.id)?.state).toBe('released');
    expect(after.sheets.some(({ accountId, state }) => accountId === next.accountId && state === 'draft')).toBe(true);
    const again = await refusal(
      office.replaceEvaluator({ ...call, body: { ...call.body, accountId: next.accountId } }),
    );
    expect(again.codes).toEqual(['panel.sheet-begun']);
  });

  it('is suggested where loads are far apart or a conflict arose, and happens only when said', async () => {
    const [row] = await rows();
    const sheet = row!.sheets.find(({ state }) => state === 'draft')!;
    const studioId = row!.studio.id;
    await office.declareConflict({ params: { accountId: sheet.accountId }, body: { studioId, reason: '师徒' } });
    const quiet = await office.proposeAssignment({ params: { id: cycle.id }, body: {} });
    expect(quiet.replacements).toEqual([]);
    const view = await office.proposeAssignment({ params: { id: cycle.id }, body: { rebalance: true } });
    const move = view.replacements.find(({ scoresheetId }) => scoresheetId === sheet.id)!;
    expect(move).toMatchObject({
      fromAccountId: sheet.accountId,
      revision: sheet.revision,
      evaluationId: row!.evaluationId,
    });
    expect((await rows())[0]).toEqual(row);
    const replacements = view.replacements.map(({ scoresheetId, revision, accountId }) => ({
      scoresheetId,
      revision,
      accountId,
    }));
    const done = await office.applyAssignment({ params: { id: cycle.id }, body: { replacements } });
    expect(done).toEqual({ assigned: 0, replaced: replacements.length });
    const [now] = await rows();
    expect(now!.sheets.find(({ id }) => id === sheet.id)?.state).toBe('released');
  });
});

describe('a sheet of assignments', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'panel-sheet-'));
  async function template(): Promise<string[][]> {
    const blob = await office.panelTemplate({ params: { id: cycle.id } });
    const file = path.join(folder, 'out.xlsx');
    writeFileSync(file, Buffer.from(await blob.arrayBuffer()));
    return (await readSheet(file, { maxRows: 1000 })).rows;
  }
  async function check(table: readonly (readonly string[])[]) {
    const content = await writeSheet(table, { format: 'xlsx' });
    const visitor = await portal.as('office');
    return visitor.upload(`/api/cycles/${cycle.id}/assignment-sheet`, { name: '分配.xlsx', content });
  }

  it('goes out with the panels and comes back row by row', async () => {
    const [row] = await rows();
    const free = row!.sheets.find(({ state }) => state === 'draft')!;
    await office.releaseSheet({
      params: { id: free.id },
      body: { revision: free.revision, reason: '按表分配' },
    });
    const table = await template();
    expect(table[0]!.slice(0, 2)).toEqual(['jianglian-panel', cycle.id]);
    const line = table.findIndex(([id]) => id === row!.evaluationId);
    const newcomer = await anEvaluator(portal);
    const filled = table.map((cells, index) => (index === line ? [...cells.slice(0, 5), newcomer.name] : cells));
    const view = (await check(filled)).json<PanelSheetView>();
    expect(view.counts).toEqual({ same: 3, changed: 1, refused: 0, empty: 0 });
    const { adds } = view.rows.find(({ state }) => state === 'changed')!;
    expect(adds).toEqual([
      { evaluationId: row!.evaluationId, accountId: newcomer.accountId, evaluatorName: newcomer.name },
    ]);
    const twice = filled.map((cells, index) =>
      index === line ? [...cells.slice(0, 5), newcomer.name, newcomer.name] : cells,
    );
    const strange = twice.with(line + 1 < table.length ? line + 1 : line - 1, ['x', '改过的行']);
    const refused = (await check(strange)).json<PanelSheetView>().rows.filter(({ state }) => state === 'refused');
    expect(refused.flatMap(({ refusals }) => refusals.map(({ code }) => code)).toSorted()).toEqual([
      'panel.evaluator-listed-twice',
      'panel.studio-unknown',
    ]);
    const unknown = filled.map((cells, index) => (index === line ? [...cells.slice(0, 5), '查无此人'] : cells));
    expect(
      (await check(unknown)).json<PanelSheetView>().rows.find(({ state }) => state === 'refused')?.refusals,
    ).toEqual([{ code: 'panel.evaluator-unknown', params: { name: '查无此人' } }]);
    const pairs = adds.map(({ evaluationId, accountId }) => ({ evaluationId, accountId }));
    expect(await office.applyAssignment({ params: { id: cycle.id }, body: { pairs } })).toMatchObject({ assigned: 1 });
  });

  it('of another kind or another cycle is refused as a whole', async () => {
    expect((await check([['姓名'], ['甲']])).json()).toMatchObject({ refusals: [{ code: 'panel.not-a-panel-sheet' }] });
    const table = await template();
    const other = table.with(0, ['jianglian-panel', studios[0]!.id]);
    expect((await check(other)).json()).toMatchObject({ refusals: [{ code: 'panel.other-cycle' }] });
  });
});

async function unitOf(index: number): Promise<string> {
  const row = await portal.db.one<{ id: string }>(
    sql`SELECT host_unit_id AS id FROM studios WHERE id = ${studios[index]!.id}`,
  );
  return row!.id;
}
