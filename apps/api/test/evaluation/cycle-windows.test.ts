import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { defaultWindows, eachInstant } from '@jianglian/domain/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  type Api,
  type EvaluatedStudio,
  evaluationOf,
  handIn,
  refusal,
  scoringClosesAt,
  selfEvaluationClosesAt,
  settings,
  sheetFor,
  windows,
} from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
let studio: EvaluatedStudio;
let other: EvaluatedStudio;
let id: string;

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  studio = await aStudio(portal);
  other = await aStudio(portal);
  cycle = await anOpenCycle(portal);
  id = await evaluationOf(studio);
});
afterAll(() => portal.close());

const rowOf = async (evaluationId: string) =>
  (await office.evaluations({ params: { id: cycle.id } })).rows.find((row) => row.id === evaluationId)!;
const extend = async (step: 'selfEvaluation' | 'opinion' | 'scoring', closesAt: string, evaluationId = id) => {
  const { revision } = await rowOf(evaluationId);
  return office.extend({ params: { id: evaluationId }, body: { revision, reason: '停电两日', step, closesAt } });
};
const at = (closesAt: string) => ({ dueAt: closesAt, closesAt });

describe('windows of a cycle', () => {
  it('are kept as they were set, each with both dates', async () => {
    expect(cycle.windows).toEqual(
      eachInstant(windows(), (text) => new Date(text).toISOString().replace('.000Z', '+00:00')),
    );
    const view = await studio.api.selfEvaluation({ params: { id } });
    expect(new Date(view.cycle.windows.opinion.closesAt)).toEqual(new Date('2026-03-02T01:24:00Z'));
  });

  it('out of order open nothing, and the database holds the same', async () => {
    const odd = await office.createCycle({
      body: settings({ year: 2025, windows: { ...windows(), visits: at('2026-03-02T01:26:00Z') } }),
    });
    const { codes, problem } = await refusal(
      office.openCycle({ params: { id: odd.id }, body: { revision: odd.revision } }),
    );
    expect(codes).toContain('evaluation.windows-out-of-order');
    expect(problem.refusals.find(({ code }) => code.endsWith('out-of-order'))!.params).toMatchObject({
      step: 'visits',
    });
    await expect(
      portal.db.run(sql`UPDATE evaluation_cycles SET opinion_due_at = scoring_closes_at WHERE id = ${cycle.id}`),
    ).rejects.toThrow('cycle_windows_are_in_order');
  });

  it('move later only, each fault told with its step', async () => {
    const earlier = await refusal(
      office.changeWindows({
        params: { id: cycle.id },
        body: { revision: cycle.revision, reason: '调整', windows: { decision: at('2026-03-20T10:00:00Z') } },
      }),
    );
    expect(earlier.problem.refusals[0]).toMatchObject({
      code: 'evaluation.window-not-earlier',
      params: { step: 'decision' },
    });
    cycle = await office.changeWindows({
      params: { id: cycle.id },
      body: { revision: cycle.revision, reason: '调整', windows: { decision: at('2026-03-24T10:00:00Z') } },
    });
    expect(new Date(cycle.windows.decision.closesAt)).toEqual(new Date('2026-03-24T10:00:00Z'));
  });
});

describe('more time for one studio', () => {
  it('counts to the millisecond, for that studio only, and leaves a row with its reason', async () => {
    const until = '2026-03-02T01:22:00.123Z';
    const row = await extend('selfEvaluation', until);
    expect(new Date(row.closings.selfEvaluation)).toEqual(new Date(until));
    expect(new Date((await rowOf(await evaluationOf(other))).closings.selfEvaluation)).toEqual(
      new Date(selfEvaluationClosesAt),
    );
    const [given] = await portal.db.rows(
      sql`SELECT step, reason FROM evaluation_extensions WHERE evaluation_id = ${id}`,
    );
    expect(given).toEqual({ step: 'selfEvaluation', reason: '停电两日' });
    const write = (api: Api, evaluationId: string, indicator: string) =>
      api.saveSelfLine({
        params: { id: evaluationId, indicator },
        body: { score: 100, text: '有', evidence: [], revision: 0 },
      });
    portal.clock.set(selfEvaluationClosesAt);
    expect((await refusal(write(other.api, await evaluationOf(other), 'A1'))).codes).toEqual([
      'evaluation.self-evaluation-closed',
    ]);
    portal.clock.set('2026-03-02T01:22:00.122Z');
    await write(studio.api, id, 'A1');
    portal.clock.set(until);
    expect((await refusal(write(studio.api, id, 'A2'))).codes).toEqual(['evaluation.self-evaluation-closed']);
    portal.clock.set('2026-03-02T01:10:00.000Z');
  });

  it('is never shorter than what it has, and ends before its work is needed', async () => {
    expect((await refusal(extend('selfEvaluation', '2026-03-02T01:21:00Z'))).codes).toEqual([
      'evaluation.window-not-earlier',
    ]);
    expect((await refusal(extend('opinion', scoringClosesAt))).codes).toEqual(['evaluation.windows-out-of-order']);
    expect((await refusal(extend('opinion', '2026-03-02T01:00:00Z'))).codes).toEqual(['evaluation.window-in-the-past']);
  });

  it('for scoring leaves the self-evaluation handed in, and closes that sheet later than the others', async () => {
    const evaluator = await anEvaluator(portal);
    await portal.db.run(sql`DELETE FROM self_evaluation_lines WHERE evaluation_id = ${id}`);
    await handIn(studio);
    const until = '2026-03-02T01:40:00.500Z';
    await extend('scoring', until);
    expect((await rowOf(id)).state).toBe('submitted');
    await office.assign({ params: { id }, body: { accountId: evaluator.accountId } });
    portal.clock.set('2026-03-02T01:22:00.200Z');
    const { revision } = await office.cycle({ params: { id: cycle.id } });
    await office.startScoring({ params: { id: cycle.id }, body: { revision } });
    const sheet = await sheetFor(evaluator, studio);
    const mark = (score: number, at: number) =>
      evaluator.api.saveMark({
        params: { id: sheet.id, indicator: 'A1' },
        body: { score, comment: '', revision: at },
      });
    portal.clock.set('2026-03-02T01:40:00.499Z');
    await mark(300, 0);
    portal.clock.set(until);
    expect((await refusal(mark(400, 1))).codes).toEqual(['evaluation.scoring-closed']);
    portal.clock.set('2026-03-02T01:22:30.000Z');
  });
});

describe('the next cycle', () => {
  it('is drafted like the last: two years on, same weekdays and times, its own cohort, nobody assigned', async () => {
    const last = await office.createCycle({
      body: settings({
        title: '2026 年度考核评估',
        windows: eachInstant(defaultWindows('2026-04-01'), (instant) => instant.toISOString()),
        publicityWorkingDays: 7,
      }),
    });
    const next = await office.cloneCycle({ params: { id: last.id } });
    expect(next).toMatchObject({
      title: '2028 年度考核评估',
      year: 2028,
      state: 'draft',
      periodFrom: '2026-01-01',
      periodTo: '2027-12-31',
      publicityWorkingDays: 7,
      progress: { sheets: { assigned: 0 } },
    });
    const weeks =
      (Date.parse(next.windows.scoring.closesAt) - Date.parse(last.windows.scoring.closesAt)) / (7 * 86_400_000);
    expect(weeks).toBe(104);
  });
});
