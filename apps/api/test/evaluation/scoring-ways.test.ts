import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CycleView, evaluationApi, type OfflineCheckView } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { readSheet, writeSheet } from '../../src/platform/documents/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  type Api,
  type EvaluatedStudio,
  fullMarks,
  handIn,
  indicators,
  type Person,
  refusal,
  score,
  sheetFor,
} from './a-cycle.ts';

let portal: Portal;
let clerk: Visitor;
let office: Api;
let studio: EvaluatedStudio;
let one: Person;
let other: Person;
let cycle: CycleView;
let evaluationId: string;
let sheetId: string;

beforeAll(async () => {
  portal = await openPortal();
  clerk = await portal.as('office');
  office = clerk.to(evaluationApi);
  studio = await aStudio(portal);
  one = await anEvaluator(portal);
  other = await anEvaluator(portal);
  cycle = await anOpenCycle(portal);
  evaluationId = await handIn(studio);
  cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
  for (const { accountId } of [one, other]) await office.assign({ params: { id: evaluationId }, body: { accountId } });
  sheetId = (await sheetFor(one, studio)).id;
});
afterAll(() => portal.close());

const save = (indicator: string, body: Parameters<Api['saveMark']>[0]['body']) =>
  one.api.saveMark({ params: { id: sheetId, indicator }, body });
const versions = (api: Api, indicator = 'A1', id = sheetId) => api.markVersions({ params: { id, indicator } });

describe('what a mark was', () => {
  it('is kept version by version, for its evaluator', async () => {
    await save('A1', { score: 300, comment: '门牌缺失', revision: 0 });
    await save('A1', { score: 320, comment: '补交照片', revision: 1 });
    expect(await versions(one.api)).toMatchObject([
      { revision: 2, score: 320, comment: '补交照片', origin: 'screen', byName: null },
      { revision: 1, score: 300, comment: '门牌缺失' },
    ]);
    // A save that changes nothing because its answer was lost makes no version.
    await save('A1', { score: 320, comment: '补交照片', revision: 1 });
    expect(await versions(one.api)).toHaveLength(2);
  });

  it('is never changed, not even past the service', async () => {
    await expect(portal.db.run(sql`UPDATE mark_versions SET score = 0`)).rejects.toThrow('never changed');
    await expect(portal.db.run(sql`DELETE FROM mark_versions`)).rejects.toThrow('never changed');
  });

  it('is for nobody else while sheets are out: not yours, not yet and not there are one answer', async () => {
    const missing = await refusal(versions(one.api, 'A1', studio.id));
    for (const answer of [await refusal(versions(other.api)), await refusal(versions(office)), missing]) {
      expect([answer.status, answer.codes, { ...answer.problem, instance: '', requestId: '' }]).toEqual([
        missing.status,
        missing.codes,
        { ...missing.problem, instance: '', requestId: '' },
      ]);
    }
  });
});

describe('work offline', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'offline-'));
  let table: string[][];
  const column = { revision: 1, rubric: 2, studio: 3, code: 4, score: 10, notApplicable: 11, comment: 12 };
  const check = async (cells: readonly (readonly string[])[], who = one) => {
    const content = await writeSheet(cells, { format: 'xlsx' });
    return who.visitor.upload(`/api/scoring/workbook?cycleId=${cycle.id}`, { name: '离线.xlsx', content });
  };
  const filled = (code: string, cells: Partial<Record<keyof typeof column, string>>, from = table) =>
    from.map((row) => {
      if (row[column.code] !== code) return row;
      const copy = Array.from({ length: 13 }, (_, index) => row[index] ?? '');
      for (const [key, value] of Object.entries(cells)) copy[column[key as keyof typeof column]] = value;
      return copy;
    });
  const stateOf = (view: OfflineCheckView, code: string) => view.rows.find(({ indicator }) => indicator === code)!;

  it('a workbook of one’s own sheets goes out, locked but for the marks', async () => {
    const blob = await one.api.workbook({ query: { cycleId: cycle.id } });
    const file = path.join(folder, 'out.xlsx');
    writeFileSync(file, Buffer.from(await blob.arrayBuffer()));
    table = (await readSheet(file, { maxRows: 1000 })).rows;
    expect(table).toHaveLength(3 + 18);
    expect(table[0]!.slice(0, 3)).toEqual(['jianglian-scoring', cycle.id, one.accountId]);
    expect(table[3]!.slice(0, 5)).toEqual([sheetId, '2', '2024-default', expect.any(String), 'A1']);
    expect(table[3]![column.score]).toBe('3.2');
  });

  it('comes back row by row: same, changed, both versions, refused with every reason', async () => {
    await save('B1', { score: 200, comment: '在线', revision: 0 });
    const cells = filled(
      'C2',
      { score: 'abc', notApplicable: '也许' },
      filled('C1', { score: '9' }, filled('B1', { score: '3.5' }, filled('A2', { score: '4', comment: '离线填写' }))),
    );
    const view = (await check(cells)).json<OfflineCheckView>();
    expect(view.counts).toEqual({ same: 1, empty: 13, changed: 1, conflict: 1, refused: 2 });
    expect(stateOf(view, 'A1').state).toBe('same');
    expect(stateOf(view, 'A2')).toMatchObject({ state: 'changed', mine: { score: 400 }, theirs: null });
    expect(stateOf(view, 'B1')).toMatchObject({
      state: 'conflict',
      mine: { score: 350 },
      theirs: { score: 200, comment: '在线', revision: 1 },
    });
    expect(stateOf(view, 'C1').refusals.map(({ code }) => code)).toEqual(['evaluation.score-above-full']);
    expect(stateOf(view, 'C2').refusals.map(({ code }) => code)).toEqual([
      'offline-scoring.score-unreadable',
      'offline-scoring.flag-unreadable',
    ]);
    const changed = stateOf(view, 'A2').mine!;
    const result = await one.api.applyWorkbook({
      body: {
        marks: [
          { sheetId, ...changed, revision: 0 },
          { sheetId, indicator: 'B1', score: 350, comment: '', revision: 0 },
        ],
      },
    });
    expect(result).toMatchObject({
      saved: 1,
      refused: [{ indicator: 'B1', refusals: [{ code: 'shared.stale-revision' }] }],
    });
    expect(await versions(one.api, 'A2')).toMatchObject([{ score: 400, origin: 'offline' }]);
  });

  it('with foreign, doubled or changed rows: each says so, the rest still counts', async () => {
    const a3 = table.find((row) => row[column.code] === 'A3')!;
    const strange = filled(
      'A4',
      { rubric: '2020-alt', score: '5' },
      filled('A3', { studio: '别的工作室', score: '5' }),
    );
    const foreign = [studio.id, '0', '2024-default', a3[column.studio]!, 'A3', ...Array<string>(5).fill(''), '5'];
    const view = (await check([...strange, foreign, table[3]!])).json<OfflineCheckView>();
    const refused = view.rows.filter(({ state }) => state === 'refused');
    expect(refused.map(({ refusals }) => refusals.map(({ code }) => code.replace('offline-scoring.', '')))).toEqual([
      ['row-changed'],
      ['rubric-changed'],
      ['not-your-sheet'],
      ['listed-twice'],
    ]);
  });

  it('of another evaluator, another cycle or another kind is refused as a whole', async () => {
    const codeOf = async (cells: string[][], who = one) =>
      (await check(cells, who)).json<{ refusals: { code: string }[] }>().refusals[0]?.code;
    expect(await codeOf(table, other)).toBe('offline-scoring.other-evaluator');
    expect(await codeOf(table.with(0, ['jianglian-scoring', studio.id, one.accountId]))).toBe(
      'offline-scoring.other-cycle',
    );
    expect(await codeOf([['x']])).toBe('offline-scoring.not-a-workbook');
    // Marks for a sheet of somebody else, sent past the preview: as if it did not exist.
    const sneaked = await other.api.applyWorkbook({
      body: { marks: [{ sheetId, indicator: 'A3', score: 100, comment: '', revision: 0 }] },
    });
    expect(sneaked.refused).toMatchObject([{ refusals: [{ code: 'offline-scoring.not-your-sheet' }] }]);
  });
});

describe('entry from paper', () => {
  let paperSheet: string;
  let fileId: string;
  const marks = indicators.map((indicator) => ({ indicator, score: fullMarks[indicator]! * 0.8, comment: '按纸质表' }));
  const enter = (id: string, revision: number, file = fileId) =>
    office.enterSheet({ params: { id }, body: { revision, fileId: file, marks } });

  it('needs the paper, a sheet the evaluator has not begun, and every line', async () => {
    paperSheet = (await sheetFor(other, studio)).id;
    const uploaded = await clerk.upload('/api/files?purpose=paper-sheet', { name: '评分表.pdf', content: pdf(2) });
    fileId = uploaded.json<{ id: string }>().id;
    const form = await office.entryForm({ params: { id: paperSheet } });
    expect(form).toMatchObject({ evaluatorName: other.name, refusals: [] });
    expect(JSON.stringify(form)).not.toContain('"score"');
    const begun = await refusal(enter(sheetId, (await one.api.scoresheet({ params: { id: sheetId } })).revision));
    expect(begun.codes).toEqual(['scoring.begun-by-evaluator']);
    expect((await refusal(enter(paperSheet, form.revision, studio.id))).codes).toEqual(['scoring.paper-unknown']);
    const short = await refusal(
      office.enterSheet({
        params: { id: paperSheet },
        body: { revision: form.revision, fileId, marks: marks.slice(1) },
      }),
    );
    expect(short.codes).toEqual(['evaluation.line-unmarked']);
  });

  it('keeps both names, tells the evaluator, and shows the paper to nobody else', async () => {
    const { revision } = await office.entryForm({ params: { id: paperSheet } });
    expect(await enter(paperSheet, revision)).toMatchObject({ total: 8000 });
    const record = await portal.db.one<{ accountId: string; facts: { evaluator: string; enteredBy: string } }>(sql`
      SELECT account_id AS "accountId", facts FROM audit_records WHERE subject_id = ${paperSheet} AND action = 'entered'`);
    expect(record?.facts).toMatchObject({ evaluator: other.accountId, enteredBy: record?.accountId, fileId });
    const told = await portal.db.rows<{ kind: string }>(
      sql`SELECT kind FROM messages WHERE account_id = ${other.accountId}`,
    );
    expect(told).toContainEqual({ kind: 'sheet-entered' });
    const view = await other.api.scoresheet({ params: { id: paperSheet } });
    expect(view).toMatchObject({ state: 'submitted', entry: { fileId, seenAt: null } });
    expect(await versions(other.api, 'A1', paperSheet)).toMatchObject([
      { origin: 'paper', byName: expect.any(String) },
    ]);
    const row = (await office.assignments({ params: { id: cycle.id }, query: {} })).rows[0]!;
    expect(row.sheets.find(({ id }) => id === paperSheet)?.enteredByName).not.toBeNull();
    const paper = { method: 'GET', url: `/api/files/${fileId}/content` } as const;
    expect((await other.visitor.raw(paper)).statusCode).toBe(200);
    expect((await one.visitor.raw(paper)).statusCode).toBe(404);
    const colleague = await portal.signedIn(await portal.given.account('office'));
    expect((await colleague.raw(paper)).statusCode).toBe(404);
    const seen = await other.api.acknowledgeEntry({ params: { id: paperSheet }, body: { revision: view.revision } });
    expect(seen.entry?.seenAt).not.toBeNull();
  });
});

describe('once all sheets are in', () => {
  it('the office reads versions, which is on the record; the evaluator of another sheet still does not', async () => {
    await score(one, studio, 90);
    expect((await versions(office)).length).toBeGreaterThan(2);
    const revealed = await portal.db.rows(
      sql`SELECT 1 FROM audit_records WHERE subject_id = ${sheetId} AND action = 'revealed'`,
    );
    expect(revealed).toHaveLength(1);
    expect((await refusal(versions(other.api))).status).toBe(404);
  });

  it('a sheet given back tells its evaluator why, and keeps what it was', async () => {
    const row = (await office.assignments({ params: { id: cycle.id }, query: {} })).rows[0]!;
    const sheet = row.sheets.find(({ id }) => id === sheetId)!;
    await office.reopenSheet({ params: { id: sheetId }, body: { revision: sheet.revision, reason: 'C2 佐证有误' } });
    expect(await one.api.scoresheet({ params: { id: sheetId } })).toMatchObject({
      state: 'draft',
      reopened: { reason: 'C2 佐证有误' },
    });
    const told = await portal.db.rows<{ kind: string }>(
      sql`SELECT kind FROM messages WHERE account_id = ${one.accountId}`,
    );
    expect(told).toContainEqual({ kind: 'sheet-reopened' });
    expect((await refusal(versions(office))).status).toBe(404);
  });
});
