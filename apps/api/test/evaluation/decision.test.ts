import type { CycleView, DecisionRow, DecisionView } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import {
  aStudio,
  anOpenCycle,
  type Api,
  at,
  contact,
  decisionRows,
  type Officials,
  officials,
  refusal,
  scoredToDecide,
} from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
let view: DecisionView;
let rows: DecisionRow[];
let two: Officials;

/** Ten studios with these final scores: two places at 20 %, three of 90 at the border. */
const scores = [9500, 9000, 9000, 9000, 8600, 8000, 7000, 6000, 5999, 4000];

beforeAll(async () => {
  portal = await openPortal();
  two = await officials(portal);
  office = two.proposer.api;
  for (let index = 0; index < scores.length; index += 1) await aStudio(portal);
  cycle = await anOpenCycle(portal);
  await scoredToDecide(portal, cycle.id);
  const groups = JSON.stringify([
    { group: 'C', score: 2800, points: 2800 },
    { group: 'D', score: 2700, points: 2700 },
  ]);
  await portal.db.run(sql`
    UPDATE evaluations e SET base_score = (${scores}::int[])[o.n], groups = ${groups}
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM evaluations WHERE cycle_id = ${cycle.id}) o
    WHERE o.id = e.id`);
  await load();
});
afterAll(() => portal.close());

const load = async () => {
  view = await office.decision({ params: { id: cycle.id } });
  cycle = view.cycle;
  rows = await decisionRows(office, cycle.id);
};
const scored = (score: number) => rows.filter(({ finalScore }) => finalScore === score);
const decide = (row: DecisionRow | undefined, body: object) =>
  office.decide({
    params: { id: row!.evaluationId },
    body: { revision: row!.revision, grade: 'qualified', ...body },
  });

describe('the cap', () => {
  it('shows a tie at the border and takes none of it in by itself', () => {
    expect(view.tiers).toMatchObject([{ evaluated: 10, places: 2, eligible: 5, proposed: 1, tieScore: 9000 }]);
    expect(view.tiers[0]!.tie).toHaveLength(3);
    expect(rows.filter(({ proposedGrade }) => proposedGrade === 'excellent')).toHaveLength(1);
    expect(scored(8600)[0]).toMatchObject({ proposedGrade: 'qualified', outsideCap: true, inTie: false });
    expect(scored(5999)[0]).toMatchObject({ proposedGrade: 'failed' });
    expect(scored(6000)[0]).toMatchObject({ proposedGrade: 'qualified' });
  });

  it('is never passed: not by the whole list at once, not by eight clicks at the same time', async () => {
    const all = rows.map((row) => ({ id: row.evaluationId, revision: row.revision }));
    const bulk = await refusal(office.decideAsProposed({ params: { id: cycle.id }, body: { evaluations: all } }));
    // The three of the tie are for a person.
    expect(bulk.codes).toEqual(Array(3).fill('evaluation.change-needs-reason'));
    const clear = rows.filter(({ inTie }) => !inTie);
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
    expect(after.row).toMatchObject({
      bonus: 500,
      finalScore: 8500,
      grade: null,
      proposedGrade: 'qualified',
      outsideCap: true,
    });
    await load();
  });
});

describe('other borders', () => {
  it('are tried without writing anything: how many would change, and who', async () => {
    const tried = await office.whatIf({ params: { id: cycle.id }, query: { excellent: 9500, capPercent: 10 } });
    expect(tried.before).toMatchObject({ excellent: 1 });
    expect(tried.after).toMatchObject({ excellent: 1 });
    const strict = await office.whatIf({ params: { id: cycle.id }, query: { qualified: 7500 } });
    expect(strict.changes.map(({ from, to, finalScore }) => [from, to, finalScore])).toEqual([
      ['qualified', 'failed', 7000],
      ['qualified', 'failed', 6000],
    ]);
    await load();
    expect(scored(7000)[0]).toMatchObject({ proposedGrade: 'qualified', grade: 'qualified' });
  });

  it('find rows by what is asked, with the number of all of them', async () => {
    const page = (query: object) => office.decisions({ params: { id: cycle.id }, query });
    expect(await page({ show: ['tie'] })).toMatchObject({ total: 3 });
    expect(await page({ show: ['changed'] })).toMatchObject({ total: 1 });
    expect(await page({ grade: ['failed'], limit: 1 })).toMatchObject({ total: 2, rows: [{ finalScore: 5999 }] });
    expect((await refusal(page({ after: 'x' }))).codes).toEqual(['shared.bad-cursor']);
  });
});

describe('proposal and release', () => {
  it('wait for every decision', async () => {
    const early = await refusal(office.propose({ params: { id: cycle.id }, body: { revision: cycle.revision } }));
    expect(early.codes).toEqual(['evaluation.undecided']);
    for (const row of rows.filter(({ grade }) => grade === null)) await decide(row, { reason: '逐一决定' });
    await load();
    expect(view.counts).toEqual({ excellent: 2, qualified: 6, failed: 2, undecided: 0, confirmable: 0 });
  });

  it('name a studio that ended meanwhile, and hold the cap for what is left', async () => {
    const [gone] = scored(7000);
    await portal.db.run(sql`
      UPDATE studios SET standing = 'terminated', evaluation_due_on = NULL WHERE id = ${gone!.studio.id}`);
    const body = { revision: cycle.revision };
    const answer = await refusal(office.propose({ params: { id: cycle.id }, body }));
    expect(answer.codes).toEqual(['evaluation.standing-is-final']);
    expect(answer.problem.refusals[0]!.params).toEqual({ studio: gone!.studio.name });
    await office.withdraw({
      params: { id: gone!.evaluationId },
      body: { revision: gone!.revision, reason: '已终止工作' },
    });
    // Nine left: one place, and two are decided 优秀.
    const over = await refusal(office.propose({ params: { id: cycle.id }, body }));
    expect(over.codes).toEqual(['evaluation.cap-passed']);
    await load();
    const second = rows.find(({ grade, proposedGrade }) => grade === 'excellent' && proposedGrade !== 'excellent');
    await decide(second, { reason: '名额减少' });
    await load();
  });

  it('show the office the very view a studio will see', async () => {
    const [row] = scored(9500);
    const preview = await office.previewResult({ params: { id: row!.evaluationId } });
    expect(preview).toMatchObject({ grade: 'excellent', finalScore: 9500, documentNumber: null, objectable: false });
  });

  it('are by two people; once proposed, nothing changes', async () => {
    const params = { id: cycle.id };
    cycle = await office.propose({ params, body: { revision: cycle.revision } });
    expect(cycle.state).toBe('proposed');
    const own = await refusal(office.release({ params, body: { revision: cycle.revision, contact } }));
    expect(own).toMatchObject({ status: 409, codes: ['publicity.own-proposal'] });
    const [row] = scored(8000).concat(scored(8500));
    expect((await refusal(decide(row, { grade: 'failed', reason: '再议' }))).codes).toEqual([
      'evaluation.cycle-not-running',
    ]);
    expect(
      (
        await refusal(
          office.withdraw({ params: { id: row!.evaluationId }, body: { revision: row!.revision, reason: '移出' } }),
        )
      ).codes,
    ).toEqual(['publicity.proposal-is-fixed']);
    // The database knows, too.
    await expect(
      portal.db.run(sql`UPDATE evaluation_cycles SET released_by = proposed_by WHERE id = ${cycle.id}`),
    ).rejects.toThrow(/who_proposes_does_not_release/);
    cycle = await office.takeBack({ params, body: { revision: cycle.revision, reason: '补充一条理由' } });
    expect(cycle.state).toBe('deciding');
  });

  it('release once, however many press', async () => {
    const params = { id: cycle.id };
    const proposed = await office.propose({ params, body: { revision: cycle.revision } });
    const third = (await officials(portal)).releaser.api;
    const body = { revision: proposed.revision, contact };
    const answers = await Promise.allSettled([
      two.releaser.api.release({ params, body }),
      third.release({ params, body }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    // 2026-03-02 is a Monday: the fifth working day after it is the next Monday.
    expect(await office.cycle({ params })).toMatchObject({ state: 'publicity', publicityUntil: '2026-03-09' });
  });

  it('publish not before the publicity is over, by the server’s clock', async () => {
    const params = { id: cycle.id };
    const publish = async () =>
      office.publish({
        params,
        body: { revision: (await office.cycle({ params })).revision, documentNumber: '渝高技办〔2026〕12号' },
      });
    await at(portal, '2026-03-09T15:59:59.999Z');
    const early = await refusal(publish());
    expect(early.codes).toEqual(['publicity.not-over']);
    expect(early.problem.refusals[0]!.sentences['zh-CN']).toContain('2026-03-09');
    await at(portal, '2026-03-09T16:00:00.000Z');
    expect(await publish()).toMatchObject({ state: 'published', publishedOn: '2026-03-10' });
  });
});
