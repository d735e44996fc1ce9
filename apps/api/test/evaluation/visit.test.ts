import { type CycleView, evaluationApi, type VisitBoardView } from '@jianglian/contracts/evaluation';
import { insightApi } from '@jianglian/contracts/insight';
import { drawVisits } from '@jianglian/domain/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf, png } from '../support/sample-files.ts';
import { aStudio, anEvaluator, anOpenCycle, type Api, type EvaluatedStudio, type Person, refusal } from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
let studios: EvaluatedStudio[];
let visitor: Person;
let other: Person;
let board: VisitBoardView;

/** One candidate, one probable failure, ten in between; the last is not scored yet. */
const scores = [9200, 5000, ...Array.from({ length: 10 }, () => 7500)];
const seed = '2026-公开抽取-7319';

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  studios = [];
  for (let index = 0; index < scores.length + 1; index += 1) studios.push(await aStudio(portal));
  visitor = await anEvaluator(portal);
  other = await anEvaluator(portal);
  cycle = await anOpenCycle(portal);
  // Scoring has stories of its own: here the results stand already.
  await portal.db.run(sql`UPDATE evaluation_cycles SET state = 'scoring' WHERE id = ${cycle.id}`);
  for (const [index, base] of scores.entries()) await scored(studios[index]!, base);
}, 60_000);
afterAll(() => portal.close());

/** Handed in and scored, by the moves the database knows. */
async function scored(studio: EvaluatedStudio, base: number): Promise<void> {
  const own = sql`cycle_id = ${cycle.id} AND studio_id = ${studio.id}`;
  await portal.db.run(sql`
    UPDATE evaluations SET state = 'submitted', prefill = '[]', self_submitted_at = now() WHERE ${own}`);
  await portal.db.run(sql`
    UPDATE evaluations SET state = 'scored', spread = 0, base_score = ${base}, groups = '[]' WHERE ${own}`);
}

const load = async () => (board = await office.visits({ params: { id: cycle.id } }));
const byReason = <Row extends { readonly reason: string }>(rows: readonly Row[], reason: string) =>
  rows.filter((row) => row.reason === reason);
const visitOf = (studio: EvaluatedStudio) => board.visits.find((visit) => visit.studio.id === studio.id)!;
const plan = (visits: readonly VisitBoardView['visits'][number][], visitors: readonly string[], on = '2026-03-05') =>
  office.planVisits({
    params: { id: cycle.id },
    body: { visits: visits.map(({ id, revision }) => ({ id, revision })), on, visitors: [...visitors] },
  });

describe('the draw', () => {
  it('has its seed fixed before anybody sees what it gives, and only once', async () => {
    await load();
    expect(board).toMatchObject({ draw: null, preview: null, defaultPercent: 30, open: true, visits: [] });
    board = await office.fixDraw({ params: { id: cycle.id }, body: { percent: 30, seed } });
    const again = office.fixDraw({ params: { id: cycle.id }, body: { percent: 100 } });
    expect((await refusal(again)).codes).toEqual(['visit.draw-already-fixed']);
    const forced = portal.db.run(sql`UPDATE visit_draws SET seed = 'another' WHERE cycle_id = ${cycle.id}`);
    await expect(forced).rejects.toThrow('the seed of a draw stands');
  });

  it('is shown as a preview that writes nothing', async () => {
    await load();
    expect(board.visits).toEqual([]);
    expect(board.preview).toMatchObject({ rest: 10, wanted: 3, unscored: 1 });
    const { rows } = board.preview!;
    expect(byReason(rows, 'excellent-candidate')).toMatchObject([{ studio: { id: studios[0]!.id } }]);
    expect(byReason(rows, 'probable-failed')).toMatchObject([{ studio: { id: studios[1]!.id } }]);
    expect(byReason(rows, 'random')).toHaveLength(3);
  });

  it('is recorded with seed, share and whom it was drawn from, so that anybody can repeat it', async () => {
    const preview = board.preview!.rows;
    board = await office.confirmDraw({ params: { id: cycle.id }, body: { revision: board.draw!.revision } });
    expect(board.visits.map(({ evaluationId, reason }) => `${evaluationId} ${reason}`).toSorted()).toEqual(
      preview.map(({ evaluationId, reason }) => `${evaluationId} ${reason}`).toSorted(),
    );
    expect(board.draw).toMatchObject({ seed, percent: 30, drawnBy: expect.any(String), drawnAt: expect.any(String) });
    const record = await portal.db.one<{ facts: { seed: string; percent: number; from: string[] } }>(
      sql`SELECT facts FROM audit_records WHERE action = 'visits-drawn'`,
    );
    const { facts } = record!;
    const again = drawVisits(
      facts.seed,
      facts.percent,
      facts.from.toReversed().map((evaluationId) => ({ evaluationId, grade: 'qualified', eligible: false })),
    );
    const drawn = again.filter(({ reason }) => reason === 'random').map(({ evaluationId }) => evaluationId);
    expect(drawn).toEqual(
      byReason(board.visits, 'random')
        .map(({ evaluationId }) => evaluationId)
        .toSorted(),
    );
  });

  it('adds nothing when it is confirmed again, and only what a later score adds', async () => {
    const confirm = () => office.confirmDraw({ params: { id: cycle.id }, body: { revision: board.draw!.revision } });
    expect((await refusal(confirm())).codes).toEqual(['visit.nothing-to-draw']);
    await scored(studios.at(-1)!, 7000);
    await load();
    expect(board.preview).toMatchObject({ rest: 11, wanted: 4 });
    expect(board.preview!.rows).toHaveLength(1);
    const before = new Set(board.visits.map(({ id }) => id));
    board = await confirm();
    expect(board.visits).toHaveLength(before.size + 1);
    expect(board.visits.filter(({ id }) => before.has(id))).toHaveLength(before.size);
  });

  it('leaves room for the office, with a reason', async () => {
    const [free] = board.others;
    board = await office.addVisit({ params: { id: free!.evaluationId }, body: { reason: '群众来信反映场所停用' } });
    expect(byReason(board.visits, 'by-hand')).toMatchObject([{ reasonText: '群众来信反映场所停用', state: 'chosen' }]);
    const twice = office.addVisit({ params: { id: free!.evaluationId }, body: { reason: '再次' } });
    expect((await refusal(twice)).codes).toEqual(['visit.already-chosen']);
  });
});

describe('the plan', () => {
  it('obeys the panel’s conflict rule, and is all or none', async () => {
    const [one, two] = [visitOf(studios[0]!), visitOf(studios[1]!)];
    await portal.db.run(sql`
      INSERT INTO declared_conflicts (account_id, studio_id, reason, declared_at, declared_by)
      VALUES (${other.accountId}, ${studios[1]!.id}, '师兄弟', now(), ${other.accountId})`);
    const people = await office.visitors({ params: { id: cycle.id }, query: { visit: [one.id, two.id] } });
    expect(people.find(({ accountId }) => accountId === other.accountId)?.conflicts).toMatchObject([
      { kind: 'declared', source: '师兄弟' },
    ]);
    const { codes, problem } = await refusal(plan([one, two], [visitor.accountId, other.accountId]));
    expect(codes).toEqual(['visit.visitor-in-conflict']);
    expect(problem.refusals[0]!.params).toMatchObject({ source: '师兄弟', visitor: other.name });
    const officer = people.find(({ conflicts, roles }) => roles.includes('recommender') && conflicts.length > 0);
    expect((await refusal(plan([one], [officer!.accountId]))).codes).toEqual(['visit.visitor-in-conflict']);
    expect((await refusal(plan([one], []))).codes).toEqual(['visit.no-visitors']);
    expect((await refusal(plan([one], [visitor.accountId], '2026-03-01'))).codes).toEqual(['visit.day-in-the-past']);
    expect((await refusal(plan([one], [studios[0]!.id]))).codes).toEqual(['visit.not-a-visitor']);
    await load();
    expect(board.visits.every(({ state }) => state === 'chosen')).toBe(true);
    board = await plan([one, two], [visitor.accountId]);
    expect(visitOf(studios[0]!)).toMatchObject({ state: 'planned', plannedOn: '2026-03-05' });
    expect((await refusal(plan([one], [visitor.accountId]))).codes).toEqual(['shared.stale-revision']);
  });

  it('is cancelled with a reason and taken up again', async () => {
    const { id, revision } = visitOf(studios[1]!);
    board = await office.cancelVisit({ params: { id }, body: { revision, reason: '工作室停产检修' } });
    expect(visitOf(studios[1]!)).toMatchObject({ state: 'cancelled', endedReason: '工作室停产检修' });
    board = await office.restoreVisit({ params: { id }, body: { revision: revision + 1, reason: '已复产' } });
    expect(visitOf(studios[1]!)).toMatchObject({ state: 'chosen', endedReason: null });
  });
});

describe('the record', () => {
  let visitId: string;
  let lines: { indicator: string; answer: 'yes' | 'partly' | 'no'; note: string }[];
  const upload = async (who: Person, name: string, content: Buffer) => {
    const answer = await who.visitor.upload('/api/files?purpose=site-visit', { name, content });
    return answer.json<{ id: string }>().id;
  };
  let photo: string;
  let form: string;

  it('shows a visitor what to look at, and nothing of why the studio was chosen', async () => {
    const inbox = await visitor.visitor.to(insightApi).inbox();
    expect(inbox.groups.flatMap(({ tasks }) => tasks).map(({ kind }) => kind)).toContain('visit-to-make');
    const [mine] = await visitor.api.myVisits();
    visitId = mine!.id;
    const view = await visitor.api.visit({ params: { id: visitId } });
    expect(view.lines.map(({ indicator }) => indicator)).toEqual('A1 A2 A4 B1 B2 D1 D2 D3'.split(' '));
    expect(JSON.stringify([mine, view])).not.toMatch(/excellent-candidate|"reason"|9200|score|grade/i);
    lines = view.lines.map(({ indicator }) => ({ indicator, answer: 'yes', note: '' }));
  });

  it('is there for its visitors and the office alone', async () => {
    const url = `/api/visits/${visitId}`;
    expect((await other.visitor.raw({ method: 'GET', url })).statusCode).toBe(404);
    expect(await other.api.myVisits()).toEqual([]);
    expect((await studios[0]!.officer.raw({ method: 'GET', url })).statusCode).toBe(404);
    expect((await studios[0]!.secretary.raw({ method: 'GET', url })).statusCode).toBe(403);
    for (const stranger of [studios[0]!.secretary, studios[0]!.officer, visitor.visitor]) {
      const answer = await stranger.raw({ method: 'GET', url: `/api/cycles/${cycle.id}/visits` });
      expect(answer.statusCode).toBe(403);
    }
    const body = { revision: 1, lines: [], photos: [], signatures: [] };
    expect((await refusal(other.api.recordVisit({ params: { id: visitId }, body }))).status).toBe(404);
  });

  it('is handed in whole: every line, both signatures or the signed form, own files', async () => {
    photo = await upload(visitor, '现场.png', png());
    form = await upload(visitor, '核查表.pdf', pdf(1));
    const foreign = await upload(other, '别人的.png', png());
    const { revision } = await visitor.api.visit({ params: { id: visitId } });
    const wanting = {
      revision,
      lines: lines.slice(1).map((line, index) => (index === 0 ? { ...line, answer: 'no' as const } : line)),
      photos: [{ fileId: foreign }],
      signatures: [],
    };
    const { codes } = await refusal(visitor.api.recordVisit({ params: { id: visitId }, body: wanting }));
    expect(codes).toEqual([
      'visit.line-unanswered',
      'visit.note-missing',
      'visit.signature-missing',
      'visit.file-unknown',
    ]);
    const done = await visitor.api.recordVisit({
      params: { id: visitId },
      body: {
        revision,
        lines: lines.map((line, index) => (index === 0 ? { ...line, answer: 'partly', note: '标牌破损' } : line)),
        summary: '场所开放，台账齐全。',
        photos: [{ fileId: photo, note: '标牌' }],
        signatures: [],
        formFileId: form,
      },
    });
    expect(done).toMatchObject({
      state: 'done',
      photos: [{ fileId: photo, name: '现场.png' }],
      form: { fileId: form },
    });
    await load();
    expect(visitOf(studios[0]!)).toMatchObject({ state: 'done', found: { yes: 7, partly: 1, no: 0 } });
  });

  it('is seen by who decides at once, by the studio with the result, by others never', async () => {
    const { evaluationId } = visitOf(studios[0]!);
    const result = () => office.visitResult({ params: { id: evaluationId } });
    expect(await result()).toMatchObject({ summary: '场所开放，台账齐全。', visitors: [visitor.name] });
    const [own, stranger] = [studios[0]!, studios[2]!];
    const content = `/api/files/${photo}/content`;
    expect((await refusal(own.api.visitResult({ params: { id: evaluationId } }))).status).toBe(404);
    expect((await own.secretary.raw({ method: 'GET', url: content })).statusCode).toBe(404);
    expect((await (await portal.as('office')).raw({ method: 'GET', url: content })).statusCode).toBe(200);
    await portal.db.run(sql`
      UPDATE evaluations SET state = 'decided', grade = 'qualified', final_score = 9200 WHERE id = ${evaluationId}`);
    await portal.db.run(sql`UPDATE evaluations SET state = 'announced' WHERE id = ${evaluationId}`);
    expect(await own.api.visitResult({ params: { id: evaluationId } })).toMatchObject({ state: 'done' });
    expect((await own.secretary.raw({ method: 'GET', url: content })).statusCode).toBe(200);
    expect((await refusal(stranger.api.visitResult({ params: { id: evaluationId } }))).status).toBe(404);
    expect((await stranger.secretary.raw({ method: 'GET', url: content })).statusCode).toBe(404);
  });

  it('is given back with a reason, and handed in again with the files it had', async () => {
    const { id, revision } = visitOf(studios[0]!);
    board = await office.reopenVisit({ params: { id }, body: { revision, reason: 'A1 照片不清' } });
    const view = await visitor.api.visit({ params: { id } });
    expect(view).toMatchObject({ state: 'planned', summary: '场所开放，台账齐全。' });
    const body = { revision: view.revision, lines, photos: [{ fileId: photo }], signatures: [], formFileId: form };
    expect(await visitor.api.recordVisit({ params: { id }, body })).toMatchObject({ state: 'done' });
  });

  it('left a trace of every step, and none on the studio’s timeline', async () => {
    const rows = await portal.db.rows<{ action: string; studio: string | null }>(sql`
      SELECT action, studio_id AS studio FROM audit_records WHERE action LIKE 'visit%' ORDER BY id`);
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set(
        'visit-draw-fixed visits-drawn visit-added visit-planned visit-cancel visit-restore visit-recorded visit-reopen'.split(
          ' ',
        ),
      ),
    );
    expect(rows.every(({ studio }) => studio === null)).toBe(true);
  });
});
