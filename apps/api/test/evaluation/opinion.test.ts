import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { insightApi } from '@jianglian/contracts/insight';
import { messageApi } from '@jianglian/contracts/message';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { recommenderId } from '../studio/a-studio.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  type Api,
  type EvaluatedStudio,
  evaluationOf,
  fullMarks,
  handIn,
  refusal,
  score,
  sheetFor,
  windows,
  withoutCohort,
} from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
let studio: EvaluatedStudio;
let officer: Api;
let id: string;

/** Days, so that a return leaves time; the clock is moved where a story needs it. */
const selfCloses = '2026-03-12T10:00:00.000Z';
const opinionDue = '2026-03-20T10:00:00.000Z';
const opinionCloses = '2026-03-25T10:00:00.000Z';
const scoringCloses = '2026-04-10T10:00:00.000Z';

beforeAll(async () => {
  portal = await openPortal({ env: { SESSION_IDLE_SECONDS: '9999999', SESSION_ABSOLUTE_SECONDS: '9999999' } });
});
afterAll(() => portal.close());

beforeEach(async () => {
  portal.clock.set('2026-03-02T01:00:00.000Z');
  await withoutCohort(portal);
  await portal.db.run(sql`UPDATE evaluation_cycles SET state = 'cancelled' WHERE state <> 'cancelled'`);
  office = (await portal.as('office')).to(evaluationApi);
  studio = await aStudio(portal);
  officer = studio.officer.to(evaluationApi);
  const later = { visits: '2026-04-20T10:00:00Z', decision: '2026-04-27T10:00:00Z', publicity: '2026-05-10T10:00:00Z' };
  const given = windows({ selfEvaluation: selfCloses, opinion: opinionCloses, scoring: scoringCloses, ...later });
  cycle = await anOpenCycle(portal, { windows: { ...given, opinion: { dueAt: opinionDue, closesAt: opinionCloses } } });
  id = await evaluationOf(studio);
});

const opinion = (api = officer) => api.opinion({ params: { id } });
const draft = async (lines: Parameters<Api['saveOpinion']>[0]['body']['lines'], comment = '') => {
  const { revision } = await opinion();
  return officer.saveOpinion({ params: { id }, body: { revision, comment, lines } });
};
const c1 = { indicator: 'C1', score: 600, reason: '两个项目缺结题证明' };

describe('an opinion', () => {
  it('waits for the self-evaluation, then is given as agreement', async () => {
    expect(await opinion()).toMatchObject({ standing: 'awaiting', revision: 0 });
    const early = await refusal(officer.agree({ params: { id }, body: { revision: 0 } }));
    expect(early.codes).toEqual(['opinion.not-handed-in']);
    await handIn(studio);
    expect(await opinion()).toMatchObject({ standing: 'pending', returned: null });
    const given = await officer.agree({ params: { id }, body: { revision: 0 } });
    expect(given).toMatchObject({ state: 'agreed', standing: 'agreed', late: false, revision: 1 });
    const trail = await portal.db.rows(
      sql`SELECT action, to_state FROM audit_records WHERE subject_type = 'opinion' AND subject_id = ${id}`,
    );
    expect(trail).toEqual([{ action: 'opinion-agreed', to_state: 'agreed' }]);
  });

  it('adjusts lines with a reason each, and lists what is unfinished', async () => {
    await handIn(studio);
    const saved = await draft([
      { ...c1, reason: '' },
      { indicator: 'A1', score: fullMarks['A1']!, reason: '同意' },
    ]);
    const refused = await refusal(officer.adjust({ params: { id }, body: { revision: saved.revision } }));
    expect(refused.codes).toEqual(['opinion.line-reason-missing', 'opinion.line-same-as-self']);
    const agreeing = await refusal(officer.agree({ params: { id }, body: { revision: saved.revision } }));
    expect(agreeing.codes).toEqual(['opinion.lines-adjusted']);
    const above = await refusal(draft([{ ...c1, score: 801 }]));
    expect(above.codes).toEqual(['evaluation.score-above-full']);
    const again = await draft([c1], '总体真实');
    const given = await officer.adjust({ params: { id }, body: { revision: again.revision } });
    expect(given).toMatchObject({ state: 'adjusted', lines: [c1], comment: '总体真实' });
    const { rows, counts } = await officer.opinions();
    expect(rows[0]).toMatchObject({
      standing: 'adjusted',
      adjustedLines: 1,
      selfTotal: 10_000,
      recommendedTotal: 10_000 - fullMarks['C1']! + 600,
    });
    expect(counts).toMatchObject({ adjusted: 1, pending: 0 });
    const locked = await refusal(draft([]));
    expect(locked.codes).toEqual(['machine.not-from-here']);
    const { revision } = await opinion();
    const back = await officer.takeBackOpinion({ params: { id }, body: { revision, reason: '看错了材料' } });
    expect(back).toMatchObject({ state: 'pending', lines: [c1] });
  });

  it('of two officers, the later one is shown what the other saved', async () => {
    await handIn(studio);
    await draft([c1]);
    const stale = await refusal(officer.saveOpinion({ params: { id }, body: { revision: 0, comment: '', lines: [] } }));
    expect(stale.codes).toEqual(['shared.stale-revision']);
    expect(stale.problem.current).toMatchObject({ lines: [c1], revision: 1 });
  });

  it('is late after the due instant and refused from the closing on; scoring goes on without it', async () => {
    await handIn(studio);
    portal.clock.set(opinionDue);
    expect(await opinion()).toMatchObject({ standing: 'late' });
    portal.clock.set(opinionCloses);
    expect(await opinion()).toMatchObject({ standing: 'missing' });
    const late = await refusal(officer.agree({ params: { id }, body: { revision: 0 } }));
    expect(late.codes).toEqual(['opinion.window-closed']);
    cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
    const evaluator = await anEvaluator(portal);
    await office.assign({ params: { id }, body: { accountId: evaluator.accountId } });
    const sheet = await sheetFor(evaluator, studio);
    expect(await evaluator.api.sheetOpinion({ params: { id: sheet.id } })).toMatchObject({ state: null, closed: true });
    expect(await score(evaluator, studio, 80)).toMatchObject({ state: 'submitted' });
  });

  it('stands beside the lines for the evaluators once it is given, never as a draft', async () => {
    await handIn(studio);
    const evaluator = await anEvaluator(portal);
    await office.assign({ params: { id }, body: { accountId: evaluator.accountId } });
    cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
    const sheet = await sheetFor(evaluator, studio);
    const saved = await draft([c1], '草稿');
    const before = await evaluator.api.sheetOpinion({ params: { id: sheet.id } });
    expect(before).toMatchObject({ state: null, closed: false, comment: '', lines: [] });
    await officer.adjust({ params: { id }, body: { revision: saved.revision } });
    const after = await evaluator.api.sheetOpinion({ params: { id: sheet.id } });
    expect(after).toMatchObject({ state: 'adjusted', comment: '草稿', lines: [c1] });
    const other = await anEvaluator(portal);
    expect((await refusal(other.api.sheetOpinion({ params: { id: sheet.id } }))).status).toBe(404);
  });
});

describe('a return', () => {
  const giveBack = async (reason = '佐证与填报不符') => {
    const { revision } = await opinion();
    return officer.returnSelfEvaluation({ params: { id }, body: { revision, reason } });
  };

  it('gives the studio its pen back with the reason, and time; handed in again the opinion is open again', async () => {
    await handIn(studio);
    const first = await studio.api.selfEvaluation({ params: { id } });
    expect(first).toMatchObject({ late: false, returned: null, submissions: [{ number: 1, late: false }] });
    portal.clock.set('2026-03-11T10:00:00.000Z');
    const returned = await giveBack();
    expect(returned).toMatchObject({ standing: 'returned', returned: { until: '2026-03-14T10:00:00.000Z' } });
    const view = await studio.api.selfEvaluation({ params: { id } });
    expect(view).toMatchObject({
      state: 'self-evaluating',
      closesAt: '2026-03-14T10:00:00.000Z',
      returned: { reason: '佐证与填报不符' },
    });
    expect((await studio.api.myEvaluations())[0]).toMatchObject({ returned: true, serial: view.serial });
    const tasks = async () => (await studio.secretary.to(insightApi).inbox()).groups.flatMap((group) => group.tasks);
    expect((await tasks()).map(({ kind }) => kind)).toContain('self-evaluation-returned');
    const [told] = (await studio.secretary.to(messageApi).messages({ query: {} })).rows;
    expect(told).toMatchObject({ kind: 'self-evaluation-returned', path: `/self-evaluations/${id}` });
    expect(JSON.stringify(told), 'the reason is read in the portal').not.toContain('佐证与填报不符');
    await studio.api.saveSelfLine({
      params: { id, indicator: 'C1' },
      body: { score: 600, text: 'C1 的说明', evidence: [], revision: 1 },
    });
    const changed = await studio.api.selfEvaluation({ params: { id } });
    expect(changed.lines.filter((line) => line.changed.length > 0).map((line) => line.changed)).toEqual([['score']]);
    portal.clock.set('2026-03-13T10:00:00.000Z');
    await studio.api.submitSelfEvaluation({ params: { id }, body: { revision: changed.revision } });
    const again = await studio.api.selfEvaluation({ params: { id } });
    expect(again.serial).toBe(first.serial);
    expect(again.submissions.map(({ number, late }) => [number, late])).toEqual([
      [1, false],
      [2, false],
    ]);
    expect(again.submissions[1]!.digest).not.toBe(again.submissions[0]!.digest);
    expect(await opinion()).toMatchObject({ standing: 'pending', returned: { reason: '佐证与填报不符' } });
    expect((await refusal(giveBack())).codes).toEqual(['opinion.already-returned']);
  });

  it('needs a reason, and time left before opinions close', async () => {
    await handIn(studio);
    expect((await refusal(giveBack(' '))).codes).toEqual(['opinion.reason-missing']);
    portal.clock.set('2026-03-22T10:00:00.001Z');
    expect((await refusal(giveBack())).codes).toEqual(['opinion.return-leaves-no-time']);
    portal.clock.set('2026-03-22T10:00:00.000Z');
    expect(await giveBack()).toMatchObject({ standing: 'returned', returned: { until: opinionCloses } });
  });

  it('comes too late once an evaluator has handed in a sheet', async () => {
    await handIn(studio);
    const evaluator = await anEvaluator(portal);
    await office.assign({ params: { id }, body: { accountId: evaluator.accountId } });
    cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
    await score(evaluator, studio, 80);
    expect((await refusal(giveBack())).codes).toEqual(['opinion.sheet-handed-in']);
  });

  it('is kept by the database: once, with its reason', async () => {
    await handIn(studio);
    await giveBack();
    const later = portal.db.run(sql`UPDATE opinions SET returned_at = now() WHERE evaluation_id = ${id}`);
    await expect(later).rejects.toThrow('returned once');
    const lost = portal.db.run(sql`DELETE FROM self_evaluation_submissions WHERE evaluation_id = ${id}`);
    await expect(lost).rejects.toThrow('stands');
  });
});

describe('who may read an opinion', () => {
  it('its recommender and the office; the studio not before the result, others never', async () => {
    await handIn(studio);
    const saved = await draft([c1], '仅供评审参考');
    await officer.adjust({ params: { id }, body: { revision: saved.revision } });
    expect(await opinion(office)).toMatchObject({ state: 'adjusted', comment: '仅供评审参考' });
    const denied = await refusal(studio.api.opinion({ params: { id } }));
    expect(denied.status).toBe(404);
    const seen = JSON.stringify([
      await studio.api.myEvaluations(),
      await studio.api.selfEvaluation({ params: { id } }),
      (await studio.secretary.to(insightApi).inbox()).groups,
      denied.problem,
    ]);
    expect(seen).not.toContain('仅供评审参考');
    expect(seen).not.toContain(c1.reason);
    const elsewhere = await portal.as('recommender', { recommenderId: await recommenderId(portal, '500103') });
    const stranger = elsewhere.to(evaluationApi);
    expect((await refusal(stranger.opinion({ params: { id } }))).status).toBe(404);
    expect((await refusal(stranger.agree({ params: { id }, body: { revision: 1 } }))).status).toBe(404);
    expect((await stranger.opinions()).rows).toEqual([]);
    expect((await stranger.opinions()).counts).toMatchObject({ adjusted: 0, pending: 0 });
    expect((await refusal(studio.api.opinions())).status).toBe(403);
    const [own] = await office.opinionProgress({ params: { id: cycle.id } });
    expect(own).toMatchObject({ studios: 1, counts: { adjusted: 1 } });
  });
});
