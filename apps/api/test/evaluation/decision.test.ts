import { type CycleView, type DecisionView, evaluationApi } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { aStudio, anOpenCycle, type Api, refusal } from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
let view: DecisionView;

/** Ten studios with these final scores: two places at 20 %, three of 90 at the border. */
const scores = [9500, 9000, 9000, 9000, 8600, 8000, 7000, 6000, 5999, 4000];

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  for (let index = 0; index < scores.length; index += 1) await aStudio(portal);
  cycle = await anOpenCycle(portal);
  // Scoring has stories of its own: here the results stand already.
  await portal.db.run(sql`UPDATE evaluation_cycles SET state = 'deciding' WHERE id = ${cycle.id}`);
  const groups = JSON.stringify([
    { group: 'C', score: 2800, points: 2800 },
    { group: 'D', score: 2700, points: 2700 },
  ]);
  await portal.db.run(sql`
    UPDATE evaluations e SET state = 'scored', prefill = '[]', self_submitted_at = now(), spread = 0,
      base_score = (${scores}::int[])[o.n], groups = ${groups}
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM evaluations WHERE cycle_id = ${cycle.id}) o
    WHERE o.id = e.id`);
  await load();
});
afterAll(() => portal.close());

const load = async () => {
  view = await office.decision({ params: { id: cycle.id } });
  cycle = view.cycle;
};
const scored = (score: number) => view.rows.filter(({ finalScore }) => finalScore === score);
const decide = (row: DecisionView['rows'][number] | undefined, body: object) =>
  office.decide({
    params: { id: row!.evaluationId },
    body: { revision: row!.revision, grade: 'qualified', ...body },
  });

describe('the cap', () => {
  it('shows a tie at the border and takes none of it in by itself', () => {
    expect(view.tiers).toMatchObject([{ evaluated: 10, places: 2, eligible: 5, proposed: 1, tieScore: 9000 }]);
    expect(view.tiers[0]!.tie).toHaveLength(3);
    expect(view.rows.filter(({ proposedGrade }) => proposedGrade === 'excellent')).toHaveLength(1);
    expect(scored(8600)[0]).toMatchObject({ proposedGrade: 'qualified', outsideCap: true, inTie: false });
    expect(scored(5999)[0]).toMatchObject({ proposedGrade: 'failed' });
    expect(scored(6000)[0]).toMatchObject({ proposedGrade: 'qualified' });
  });

  it('is never passed: not by the whole list at once, not by eight clicks at the same time', async () => {
    const all = view.rows.map((row) => ({ id: row.evaluationId, revision: row.revision }));
    const bulk = await refusal(office.decideAsProposed({ params: { id: cycle.id }, body: { evaluations: all } }));
    // The three of the tie are for a person.
    expect(bulk.codes).toEqual(Array(3).fill('evaluation.change-needs-reason'));
    const clear = view.rows.filter(({ inTie }) => !inTie);
    await office.decideAsProposed({
      params: { id: cycle.id },
      body: { evaluations: clear.map((row) => ({ id: row.evaluationId, revision: row.revision })) },
    });
    await load();
    const tied = scored(9000);
    const answers = await Promise.allSettled(
      tied.map((row) => decide(row, { grade: 'excellent', reason: '同分，依 C 组得分' })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await load();
    expect(view.tiers[0]!.decided).toBe(2);
    expect(view.counts).toMatchObject({ excellent: 2, undecided: 2 });
    const full = await refusal(decide(scored(8600)[0], { grade: 'excellent', reason: '综合考虑' }));
    expect(full.codes).toEqual(['evaluation.cap-passed']);
  });

  it('keeps what the rule found beside what a person added', async () => {
    const taken = scored(9000).find(({ grade }) => grade === 'excellent')!;
    expect(taken.decisionReason).toBe('同分，依 C 组得分');
    const stored = await portal.db.one<{ reasons: { code: string }[]; proposed: string }>(sql`
      SELECT reasons, proposed_grade AS proposed FROM evaluations WHERE id = ${taken.evaluationId}`);
    expect(stored).toMatchObject({ proposed: 'qualified' });
    expect(stored!.reasons.map(({ code }) => code)).toEqual(['score-excellent', 'tie-at-cap', 'changed']);
  });
});

describe('bonus', () => {
  it('counts within its cap, and takes back a grade that rested on another score', async () => {
    const [row] = scored(8000);
    const item = (code: string, points: number) => ({ code, points, reason: '证书已核' });
    const body = (items: object[]) => ({ revision: row!.revision, items: items as never });
    const over = await refusal(
      office.setBonus({
        params: { id: row!.evaluationId },
        body: body([item('national-press', 300), item('unknown', 100)]),
      }),
    );
    expect(over.codes).toEqual(['evaluation.bonus-above', 'evaluation.bonus-unknown']);
    const after = await office.setBonus({
      params: { id: row!.evaluationId },
      body: body([item('top-honour', 500), item('national-press', 200)]),
    });
    expect(after.rows.find(({ evaluationId }) => evaluationId === row!.evaluationId)).toMatchObject({
      bonus: 500,
      finalScore: 8500,
      grade: null,
      proposedGrade: 'qualified',
      outsideCap: true,
    });
    await load();
  });
});

describe('publication', () => {
  it('waits for every decision, and for a day that has come', async () => {
    const early = await refusal(
      office.publish({
        params: { id: cycle.id },
        body: { revision: cycle.revision, documentNumber: '渝高技办〔2026〕12号', publishedOn: '2026-03-03' },
      }),
    );
    expect(early.codes).toEqual(['evaluation.undecided', 'evaluation.published-on-in-future']);
    for (const row of view.rows.filter(({ grade }) => grade === null)) await decide(row, { reason: '逐一决定' });
    await load();
    expect(view.counts).toEqual({ excellent: 2, qualified: 6, failed: 2, undecided: 0 });
  });

  it('is all or nothing: a studio that ended meanwhile is named and nothing is written', async () => {
    const [gone] = scored(7000);
    await portal.db.run(sql`
      UPDATE studios SET standing = 'terminated', evaluation_due_on = NULL WHERE id = ${gone!.studio.id}`);
    const body = { revision: cycle.revision, documentNumber: '渝高技办〔2026〕12号' };
    const answer = await refusal(office.publish({ params: { id: cycle.id }, body }));
    expect(answer.codes).toEqual(['evaluation.standing-is-final']);
    expect(answer.problem.refusals[0]!.params).toEqual({ studio: gone!.studio.name });
    expect(await portal.db.rows(sql`SELECT 1 FROM studio_events WHERE kind = 'evaluated'`)).toEqual([]);
    await office.withdraw({
      params: { id: gone!.evaluationId },
      body: { revision: gone!.revision, reason: '已终止工作' },
    });
    // Nine left: one place, and two are decided 优秀.
    const over = await refusal(office.publish({ params: { id: cycle.id }, body }));
    expect(over.codes).toEqual(['evaluation.cap-passed']);
  });
});
