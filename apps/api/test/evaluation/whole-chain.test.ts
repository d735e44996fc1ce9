import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { insightApi } from '@jianglian/contracts/insight';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { type AStudio, verified } from '../activity/a-studio.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  type Api,
  at,
  decisionRows,
  type EvaluatedStudio,
  evaluationOf,
  handIn,
  indicators,
  type Officials,
  officials,
  type Person,
  refusal,
  released,
  score,
  sheetFor,
} from './a-cycle.ts';

let portal: Portal;
let officeVisitor: Visitor;
let office: Api;
let good: EvaluatedStudio;
let poor: EvaluatedStudio;
let silent: EvaluatedStudio;
let one: Person;
let other: Person;
let cycle: CycleView;
let two: Officials;
let evaluationId: string;
let activityId: string;

beforeAll(async () => {
  portal = await openPortal();
  two = await officials(portal);
  officeVisitor = two.proposer.visitor;
  office = two.proposer.api;
  good = await aStudio(portal);
  poor = await aStudio(portal);
  silent = await aStudio(portal);
  one = await anEvaluator(portal);
  other = await anEvaluator(portal);
  const logging: AStudio = { ...good, name: '', recommenderId: '' };
  const logged = await verified(logging, { startedOn: '2025-05-20', metrics: { personTimes: 150, hours: 30 } });
  activityId = logged.id;
  cycle = await anOpenCycle(portal, { excellentCapPercent: 40 });
});
afterAll(() => portal.close());

describe('from opening to the timeline', () => {
  it('begins with a cohort that says why each studio is in it', async () => {
    const { rows, counts } = await office.cohort({ params: { id: cycle.id } });
    expect(counts.in).toBe(3);
    expect(rows.find(({ studio }) => studio.id === good.id)).toMatchObject({
      basis: 'award',
      basisOn: '2020-11-26',
      dueOn: '2022-11-26',
      evaluationState: 'self-evaluating',
    });
  });

  it('pre-fills the self-evaluation from verified activities, with the activity behind the figure', async () => {
    evaluationId = await evaluationOf(good);
    const view = await good.api.selfEvaluation({ params: { id: evaluationId } });
    expect(view.lines.map(({ indicator }) => indicator.code)).toEqual(indicators);
    const training = view.lines.find(({ indicator }) => indicator.code === 'D3')!.prefill;
    // 150 of 200 person-times: three quarters of five points; 30 of 120 hours give less and are not counted.
    expect(training.points).toBe(375);
    expect(training.parts[0]).toMatchObject({ code: 'person-times', counted: 150, wanted: 200, points: 375 });
    expect(training.parts[0]!.figures[0]!.sources).toEqual([activityId]);
    expect(training.parts[1]).toMatchObject({ code: 'not-counted', points: 0 });
  });

  it('lists what is missing when it is handed in too early', async () => {
    const { status, codes } = await refusal(
      good.api.submitSelfEvaluation({ params: { id: evaluationId }, body: { revision: 2 } }),
    );
    expect(status).toBe(409);
    expect(codes.filter((code) => code === 'evaluation.self-score-missing')).toHaveLength(18);
    expect(codes.filter((code) => code === 'evaluation.self-text-missing')).toHaveLength(18);
  });

  it('takes only verified activities of the period as evidence, and points out what two lines use', async () => {
    const save = (indicator: string, evidence: string[], revision = 0) =>
      good.api.saveSelfLine({
        params: { id: evaluationId, indicator },
        body: { score: 400, text: '已开展', evidence, revision },
      });
    const foreign = '3f8e2c46-93c8-4b52-9a5b-2b5a4a0a2d10';
    expect((await refusal(save('B3', [foreign]))).codes).toEqual(['evaluation.evidence-not-verified']);
    await save('B3', [activityId]);
    const saved = await save('D3', [activityId]);
    expect(saved).toMatchObject({ revision: 1, total: 800, missing: [] });
    expect(saved.evidence[0]).toMatchObject({ activityId, alsoUsedIn: ['B3'], verifiedOn: '2026-03-02' });
    expect(saved.evidence[0]!.files).toHaveLength(1);
    // More than the full mark is refused.
    expect(
      (
        await refusal(
          good.api.saveSelfLine({
            params: { id: evaluationId, indicator: 'A1' },
            body: { score: 401, text: '', evidence: [], revision: 0 },
          }),
        )
      ).codes,
    ).toEqual(['evaluation.score-above-full']);
  });

  it('is handed in by its studio alone', async () => {
    const stranger = await refusal(poor.api.selfEvaluation({ params: { id: evaluationId } }));
    expect(stranger.status).toBe(404);
    for (const indicator of indicators) {
      const known = indicator === 'B3' || indicator === 'D3';
      await good.api.saveSelfLine({
        params: { id: evaluationId, indicator },
        body: { score: 300, text: `${indicator} 说明`, evidence: known ? [activityId] : [], revision: known ? 1 : 0 },
      });
    }
    const { revision } = await good.api.selfEvaluation({ params: { id: evaluationId } });
    const done = await good.api.submitSelfEvaluation({ params: { id: evaluationId }, body: { revision } });
    expect(done).toMatchObject({ state: 'submitted', total: 5400, prefillTakenOn: '2026-03-02' });
    await handIn(poor);
  });

  it('marks as missed what was not handed in when the window closed, not a second earlier', async () => {
    const early = await refusal(office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } }));
    expect(early.codes).toEqual(['evaluation.self-evaluation-still-open']);
    const silentId = await evaluationOf(silent);
    const save = (indicator: string) =>
      silent.api.saveSelfLine({
        params: { id: silentId, indicator },
        body: { score: 0, text: '', evidence: [], revision: 0 },
      });
    portal.clock.set('2026-03-02T01:19:59.999Z');
    await save('A1');
    portal.clock.set('2026-03-02T01:20:00.000Z');
    const late = await refusal(save('A2'));
    expect(late).toMatchObject({ status: 409, codes: ['evaluation.self-evaluation-closed'] });
    expect(late.problem.refusals[0]!.sentences['zh-CN']).toBe('自评已于 2026-03-02 09:20 截止。');
    cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
    expect(cycle).toMatchObject({ state: 'scoring', progress: { evaluations: { submitted: 2, missed: 1 } } });
  });

  it('assigns a panel by a preview that writes nothing, then all or none', async () => {
    const proposal = await office.proposeAssignment({ params: { id: cycle.id }, body: {} });
    expect(proposal.pairs).toHaveLength(4);
    expect(proposal.unfilled).toEqual([]);
    expect(
      (await office.assignments({ params: { id: cycle.id }, query: {} })).rows.flatMap(({ sheets }) => sheets),
    ).toEqual([]);
    const pairs = proposal.pairs.map(({ evaluationId: evaluation, accountId }) => ({
      evaluationId: evaluation,
      accountId,
    }));
    expect(await office.applyAssignment({ params: { id: cycle.id }, body: { pairs } })).toMatchObject({ assigned: 4 });
    const again = await refusal(
      office.applyAssignment({ params: { id: cycle.id }, body: { pairs: pairs.slice(0, 1) } }),
    );
    expect(again.codes).toEqual(['evaluation.already-assigned']);
    const third = await anEvaluator(portal);
    const full = await refusal(office.assign({ params: { id: evaluationId }, body: { accountId: third.accountId } }));
    expect(full.codes).toEqual(['evaluation.places-taken']);
  });

  it('shows the sheet with automatic values, own words of the studio and its evidence', async () => {
    const sheet = await sheetFor(one, good);
    expect(sheet).toMatchObject({ state: 'draft', blind: true, panel: null, total: { marked: 0, of: 18 } });
    const line = sheet.lines.find(({ indicator }) => indicator === 'D3')!;
    expect(line).toMatchObject({ selfScore: 300, selfText: 'D3 说明', prefill: { points: 375 } });
    expect(line.evidence[0]).toMatchObject({ activityId, alsoUsedIn: ['B3'] });
    const file = line.evidence[0]!.files[0]!;
    expect((await one.visitor.raw({ method: 'GET', url: `/api/files/${file.id}/content` })).statusCode).toBe(200);
    // Somebody else's sheet does not exist for others.
    expect((await refusal(other.api.scoresheet({ params: { id: sheet.id } }))).status).toBe(404);
  });

  it('tells every unmarked line and owed comment when a sheet is handed in', async () => {
    const sheet = await sheetFor(one, good);
    await one.api.saveMark({ params: { id: sheet.id, indicator: 'A1' }, body: { score: 100, revision: 0 } });
    const { revision } = await one.api.scoresheet({ params: { id: sheet.id } });
    const { codes } = await refusal(one.api.submitSheet({ params: { id: sheet.id }, body: { revision } }));
    expect(codes.filter((code) => code === 'evaluation.line-unmarked')).toHaveLength(17);
    expect(codes.at(-1)).toBe('evaluation.comment-below');
  });

  it('keeps marks and totals from everybody while one sheet is out, and brings the result about with the last', async () => {
    await score(one, good, 90);
    const rowOf = async () =>
      (await office.evaluations({ params: { id: cycle.id } })).rows.find(({ id }) => id === evaluationId)!;
    expect(await rowOf()).toMatchObject({ state: 'submitted', sheetsSubmitted: 1, finalScore: null, spread: null });
    expect((await refusal(office.panel({ params: { id: evaluationId } }))).codes).toEqual([
      'evaluation.not-all-sheets-in',
    ]);
    const decision = await decisionRows(office, cycle.id);
    expect(decision.map((row) => row.evaluationId)).not.toContain(evaluationId);
    // The other evaluator learns nothing from the own queue, the own sheet or the sheet of the other.
    const queue = await other.api.queue();
    expect(queue).toMatchObject({ submitted: 0, total: 2 });
    expect(queue.rows.every(({ total }) => total === null)).toBe(true);
    expect(await sheetFor(other, good)).toMatchObject({ blind: true, panel: null });
    const early = await refusal(office.startDeciding({ params: { id: cycle.id }, body: { revision: cycle.revision } }));
    expect(early.codes).toEqual(['evaluation.evaluations-unfinished']);

    const done = await score(other, good, 88);
    expect(done).toMatchObject({ state: 'submitted', blind: false });
    expect(done.panel?.totals.map(({ total }) => total).toSorted((a, b) => a - b)).toEqual([8800, 9000]);
    expect(await rowOf()).toMatchObject({ state: 'scored', finalScore: 8900, spread: 200 });
    const panel = await office.panel({ params: { id: evaluationId } });
    expect(panel).toMatchObject({ counted: 8900, mean: 8900, spread: 200 });
    expect(panel.sheets.map(({ evaluatorName }) => evaluatorName).toSorted()).toEqual(
      [one.name, other.name].toSorted(),
    );
  });

  it('gives a sheet back with a reason and undoes the result that rested on it', async () => {
    const [row] = (await office.assignments({ params: { id: cycle.id }, query: {} })).rows.filter(
      (line) => line.evaluationId === evaluationId,
    );
    const sheet = row!.sheets.find(({ accountId }) => accountId === other.accountId)!;
    const after = await office.reopenSheet({
      params: { id: sheet.id },
      body: { revision: sheet.revision, reason: 'D3 漏看一份材料' },
    });
    expect(after.state).toBe('submitted');
    expect((await sheetFor(other, good)).blind).toBe(true);
    await score(other, good, 86);
    await score(one, poor, 50);
    await score(other, poor, 54);
  });

  it('proposes grades with reasons, the cap and the clause', async () => {
    cycle = await office.startDeciding({ params: { id: cycle.id }, body: { revision: (await now()).revision } });
    const decision = await office.decision({ params: { id: cycle.id } });
    const rows = new Map((await decisionRows(office, cycle.id)).map((row) => [row.studio.id, row]));
    expect(decision.tiers).toEqual([
      expect.objectContaining({ tier: 'municipal', evaluated: 3, places: 1, eligible: 1, proposed: 1, tie: [] }),
    ]);
    expect(rows.get(good.id)).toMatchObject({ finalScore: 8800, proposedGrade: 'excellent', rankInTier: 1 });
    expect(rows.get(good.id)!.reasons[0]).toEqual({
      code: 'score-excellent',
      params: { score: '88.00', border: '85.00' },
      clause: '四(四)',
    });
    expect(rows.get(poor.id)).toMatchObject({ finalScore: 5200, proposedGrade: 'failed' });
    expect(rows.get(silent.id)).toMatchObject({ finalScore: null, proposedGrade: 'failed', state: 'missed' });
  });

  it('decides: as proposed, otherwise only with a reason, a veto only with its file', async () => {
    const rows = await decisionRows(office, cycle.id);
    const rowOf = (studio: EvaluatedStudio) => rows.find((row) => row.studio.id === studio.id)!;
    const [up, down] = [rowOf(good), rowOf(poor)];
    const without = await refusal(
      office.decide({ params: { id: down.evaluationId }, body: { revision: down.revision, grade: 'qualified' } }),
    );
    expect(without.codes).toEqual(['evaluation.change-needs-reason']);
    const full = await refusal(
      office.decideAsProposed({
        params: { id: cycle.id },
        body: {
          evaluations: [up, down, rowOf(silent)].map((row) => ({ id: row.evaluationId, revision: row.revision })),
        },
      }),
    );
    expect(full.codes).toEqual(['evaluation.failed-needs-veto']);
    await office.decideAsProposed({
      params: { id: cycle.id },
      body: { evaluations: [up, down].map((row) => ({ id: row.evaluationId, revision: row.revision })) },
    });
    const stale = await refusal(
      office.decide({ params: { id: up.evaluationId }, body: { revision: up.revision, grade: 'excellent' } }),
    );
    expect(stale.codes).toEqual(['shared.stale-revision']);

    const proposing = { params: { id: cycle.id }, body: { revision: cycle.revision } };
    expect((await refusal(office.propose(proposing))).codes).toEqual(['evaluation.undecided']);
    const upload = await officeVisitor.upload('/api/files?purpose=document', { name: '催告函.pdf', content: pdf(1) });
    const { id: fileId } = upload.json<{ id: string }>();
    const veto = { code: 'V5', reason: '逾期并经催告仍未提交', fileId };
    const wrong = await refusal(
      office.decide({
        params: { id: rowOf(silent).evaluationId },
        body: { revision: rowOf(silent).revision, grade: 'qualified', veto: { ...veto, fileId: evaluationId } },
      }),
    );
    expect(wrong.codes).toEqual([
      'evaluation.veto-means-failed',
      'evaluation.failed-needs-veto',
      'evaluation.file-unknown',
    ]);
    const after = await office.decide({
      params: { id: rowOf(silent).evaluationId },
      body: { revision: rowOf(silent).revision, grade: 'failed', veto },
    });
    expect(after.counts).toEqual({ excellent: 1, qualified: 0, failed: 2, undecided: 0, confirmable: 0 });
  });

  it('tells the studio nothing before the release', async () => {
    expect((await refusal(good.api.result({ params: { id: evaluationId } }))).status).toBe(404);
    const [row] = await good.api.myEvaluations();
    expect(row).toMatchObject({ state: 'submitted', grade: null, finalScore: null });
    const view = await good.secretary.raw({ method: 'GET', url: `/api/evaluations/${evaluationId}/self-evaluation` });
    expect(view.payload).not.toMatch(/grade|finalScore|spread/);
  });

  it('is released into publicity by a colleague: the studio knows its result, and the public the list', async () => {
    cycle = await released(cycle.id, two);
    expect(cycle).toMatchObject({ state: 'publicity', publicityUntil: '2026-03-09', documentNumber: null });
    expect(await good.api.result({ params: { id: evaluationId } })).toMatchObject({
      state: 'announced',
      grade: 'excellent',
      documentNumber: null,
      publicityUntil: '2026-03-09',
      objectable: true,
    });
    const anybody = portal.visitor().to(evaluationApi);
    expect(await anybody.publicityCycles()).toMatchObject([{ id: cycle.id, stage: 'publicity', studios: 3 }]);
    const list = await anybody.publicityRows({ params: { id: cycle.id } });
    expect(list.rows.map(({ status }) => status)).toEqual(['announced', 'announced', 'announced']);
    expect(Object.keys(list.rows[0]!).toSorted()).toEqual(
      'changedOn documentNumber grade hostUnitName id masterName occupationName status studioName tier'.split(' '),
    );
    const early = { revision: cycle.revision, documentNumber: '渝高技办[2026]9号' };
    expect((await refusal(office.publish({ params: { id: cycle.id }, body: early }))).codes).toEqual([
      'publicity.not-over',
    ]);
    await at(portal, '2026-03-10T01:00:00.000Z');
  });

  it('publishes once, however often it is pressed', async () => {
    const body = { revision: cycle.revision, documentNumber: '渝高技办[2026]9号' };
    const bad = await refusal(
      office.publish({ params: { id: cycle.id }, body: { ...body, documentNumber: '第九号' } }),
    );
    expect(bad.codes).toEqual(['evaluation.document-number-invalid']);
    const answers = await Promise.allSettled([
      office.publish({ params: { id: cycle.id }, body }),
      office.publish({ params: { id: cycle.id }, body }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    cycle = await now();
    expect(cycle).toMatchObject({
      state: 'published',
      documentNumber: '渝高技办〔2026〕9号',
      publishedOn: '2026-03-10',
    });
    const events = await portal.db.rows<{ kind: string; facts: object; documentNumber: string }>(sql`
      SELECT kind, facts, document_number AS "documentNumber" FROM studio_events
      WHERE kind <> 'awarded' ORDER BY studio_id, position`);
    expect(events.filter(({ kind }) => kind === 'evaluated')).toHaveLength(3);
    expect(events.filter(({ kind }) => kind === 'rectification-ordered')).toHaveLength(2);
    expect(new Set(events.map(({ documentNumber }) => documentNumber))).toEqual(new Set(['渝高技办〔2026〕9号']));
  });

  it('lands on the timeline: grade, next evaluation, and rectification where it failed', async () => {
    const state = async (studio: EvaluatedStudio) =>
      portal.db.one(sql`
        SELECT standing, last_grade AS grade, last_evaluated_on AS "on", evaluation_due_on AS due
        FROM studios WHERE id = ${studio.id}`);
    expect(await state(good)).toEqual({ standing: 'active', grade: 'excellent', on: '2026-03-10', due: '2028-03-10' });
    expect(await state(poor)).toMatchObject({ standing: 'rectifying', grade: 'failed' });
    expect(await state(silent)).toMatchObject({ standing: 'rectifying', grade: 'failed' });
  });

  it('shows the studio its result with reasons and comments, and no name', async () => {
    const result = await good.api.result({ params: { id: evaluationId } });
    expect(result).toMatchObject({
      grade: 'excellent',
      finalScore: 8800,
      sheets: 2,
      documentNumber: '渝高技办〔2026〕9号',
    });
    expect(result.lines.find(({ indicator }) => indicator === 'D2')).toMatchObject({
      score: 880,
      comments: [
        { expert: 1, text: 'D2 评语' },
        { expert: 2, text: 'D2 评语' },
      ],
    });
    const text = JSON.stringify(result);
    for (const { name, accountId } of [one, other]) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(accountId);
    }
    expect((await refusal(poor.api.result({ params: { id: evaluationId } }))).status).toBe(404);
    const officer = good.officer.to(evaluationApi);
    expect(await officer.result({ params: { id: evaluationId } })).toMatchObject({ grade: 'excellent' });
  });

  it('tells the one that handed nothing in why, and shows no score', async () => {
    const result = await silent.api.result({ params: { id: await evaluationOf(silent) } });
    expect(result).toMatchObject({ grade: 'failed', baseScore: null, finalScore: null, sheets: 0 });
    expect(result.veto).toMatchObject({ code: 'V5', reason: '逾期并经催告仍未提交' });
    expect(result.reasons).toEqual([
      { code: 'veto', params: { veto: 'V5', reason: '逾期并经催告仍未提交' }, clause: '四(四)' },
    ]);
    expect(result.lines.every(({ score: points }) => points === null)).toBe(true);
  });

  it('has prepared the rectification of who failed, unseen by it until the office serves it, in one go', async () => {
    const own = () => poor.api.rectifications({ query: {} });
    expect((await own()).rows).toEqual([]);
    const { rows } = await office.rectifications({ query: { studioId: poor.id } });
    expect(rows).toMatchObject([{ state: 'drafted', studio: { id: poor.id } }]);
    const params = { id: rows[0]!.id };
    const prepared = await office.rectification({ params });
    // The lines under 60 per cent of their points, each explained, from the sheets of this very cycle.
    const result = await poor.api.result({ params: { id: await evaluationOf(poor) } });
    const below = result.lines.filter(({ score: points, points: full }) => points !== null && points < full * 0.6);
    expect(prepared.itemList.map(({ code }) => code)).toEqual(below.map(({ indicator }) => indicator));
    expect(prepared.itemList.every(({ cause }) => cause === 'line-below')).toBe(true);
    expect(prepared).toMatchObject({ turn: 'office', orderedOn: '2026-03-10', dueOn: '2026-06-08' });

    const served = await office.issueRectification({ params, body: { revision: prepared.revision } });
    expect(served).toMatchObject({ state: 'ordered', turn: 'studio', issuedOn: '2026-03-10' });
    expect((await own()).rows).toMatchObject([{ id: params.id, state: 'ordered' }]);
    const seen = await poor.api.rectification({ params });
    expect(seen.offers).toEqual([{ action: 'hand-in-plan', refusals: [] }]);
    const tasks = (await poor.secretary.to(insightApi).inbox()).groups.flatMap((group) => group.tasks);
    expect(tasks.filter(({ studio }) => studio?.id === poor.id).map(({ kind }) => kind)).toContain('rectification');
    // Who passed has none, and who only scored it finds none.
    expect((await office.rectifications({ query: { studioId: good.id } })).rows).toEqual([]);
    expect((await refusal(good.api.rectification({ params }))).status).toBe(404);
    expect((await refusal(one.api.rectification({ params }))).status).toBe(403);
    // A veto without a sheet has no lines to name: the order says what is to be made up for.
    const vetoed = await office.rectifications({ query: { studioId: silent.id } });
    expect(vetoed.rows).toMatchObject([{ state: 'drafted' }]);
  });

  it('leaves a trace of every step', async () => {
    const actions = await portal.db.rows<{ action: string }>(sql`
      SELECT DISTINCT action FROM audit_records
      WHERE subject_type IN ('cycle', 'evaluation', 'scoresheet', 'self-evaluation')`);
    expect(new Set(actions.map(({ action }) => action))).toEqual(
      new Set([
        'drafted',
        'open',
        'line-saved',
        'self-evaluation-submitted',
        'start-scoring',
        'assigned',
        'marked',
        'submitted',
        'scored',
        'reopened',
        'start-deciding',
        'decided',
        'proposed',
        'released',
        'published',
      ]),
    );
  });
});

const now = () => office.cycle({ params: { id: cycle.id } });
