import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Jobs } from '../../src/platform/jobs/index.ts';
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
  score,
  selfEvaluationClosesAt,
} from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
let prompt: EvaluatedStudio;
let late: EvaluatedStudio;
let lateId: string;

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  prompt = await aStudio(portal);
  late = await aStudio(portal);
  cycle = await anOpenCycle(portal);
  lateId = await evaluationOf(late);
  await handIn(prompt);
});
afterAll(() => portal.close());

const rowOf = async (id: string) =>
  (await office.evaluations({ params: { id: cycle.id } })).rows.find((row) => row.id === id)!;

/** As the clock of the portal would. */
const everyFiveMinutes = async () => {
  await portal.app.get(Jobs).send('evaluation.miss-late', {});
  await portal.runJobs();
};

describe('a later window of one studio', () => {
  it('keeps its pen when scoring begins, and is missed by itself when it has closed', async () => {
    const before = await rowOf(lateId);
    await office.extend({
      params: { id: lateId },
      body: { revision: before.revision, reason: '停电', step: 'selfEvaluation', closesAt: '2026-03-02T01:24:00Z' },
    });
    portal.clock.set(selfEvaluationClosesAt);
    cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
    await everyFiveMinutes();
    expect(await rowOf(lateId)).toMatchObject({ state: 'self-evaluating' });
    await late.api.saveSelfLine({
      params: { id: lateId, indicator: 'A1' },
      body: { score: 100, text: '有场所', evidence: [], revision: 0 },
    });
    portal.clock.set('2026-03-02T01:24:00Z');
    await everyFiveMinutes();
    expect(await rowOf(lateId)).toMatchObject({ state: 'missed' });
    const refused = await refusal(
      late.api.saveSelfLine({
        params: { id: lateId, indicator: 'A2' },
        body: { score: 100, text: '', evidence: [], revision: 0 },
      }),
    );
    expect(refused.codes).toEqual(['evaluation.self-evaluation-closed']);
  });

  it('may be opened once more with a reason; what was written is still there', async () => {
    const { revision } = await rowOf(lateId);
    await office.extend({
      params: { id: lateId },
      body: { revision, reason: '经催告，准予补交', step: 'selfEvaluation', closesAt: '2026-03-02T01:27:00Z' },
    });
    const view = await late.api.selfEvaluation({ params: { id: lateId } });
    expect(view).toMatchObject({ state: 'self-evaluating', total: 100 });
    expect(view.lines[0]).toMatchObject({ text: '有场所', missing: [] });
  });
});

describe('a place that is taken back', () => {
  it('does not hold up a panel whose other sheets are in, once another has filled it', async () => {
    const [one, other, third] = [await anEvaluator(portal), await anEvaluator(portal), await anEvaluator(portal)];
    const id = await evaluationOf(prompt);
    const assign = (accountId: string) => office.assign({ params: { id }, body: { accountId } });
    await assign(one.accountId);
    const row = await assign(other.accountId);
    await score(one, prompt, 80);
    const idle = row.sheets.find(({ accountId }) => accountId === other.accountId)!;
    await office.releaseSheet({ params: { id: idle.id }, body: { revision: idle.revision, reason: '失联' } });
    // One sheet of two: still no result.
    expect(await rowOf(id)).toMatchObject({ state: 'submitted', finalScore: null });
    expect((await other.api.queue()).rows).toEqual([]);
    await assign(third.accountId);
    await score(third, prompt, 70);
    expect(await rowOf(id)).toMatchObject({ state: 'scored', finalScore: 7500, sheetsSubmitted: 2 });
  });
});
