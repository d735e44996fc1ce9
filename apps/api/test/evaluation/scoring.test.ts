import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
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
  indicators,
  type Person,
  refusal,
  score,
  scoringClosesAt,
  sheetFor,
} from './a-cycle.ts';

let portal: Portal;
let office: Api;
let studio: EvaluatedStudio;
let second: EvaluatedStudio;
let one: Person;
let other: Person;
let cycle: CycleView;
let evaluationId: string;
let sheetId: string;

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  studio = await aStudio(portal);
  second = await aStudio(portal);
  one = await anEvaluator(portal);
  other = await anEvaluator(portal);
  cycle = await anOpenCycle(portal);
  evaluationId = await handIn(studio);
  await handIn(second);
  cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
  for (const { accountId } of [one, other]) {
    await office.assign({ params: { id: evaluationId }, body: { accountId } });
  }
  await office.assign({ params: { id: await evaluationOf(second) }, body: { accountId: one.accountId } });
  sheetId = (await sheetFor(one, studio)).id;
});
afterAll(() => portal.close());

const save = (indicator: string, body: Parameters<Api['saveMark']>[0]['body'], id = sheetId, who = one) =>
  who.api.saveMark({ params: { id, indicator }, body });

describe('a mark', () => {
  it('is saved with a revision of its own and answers the running total', async () => {
    const saved = await save('D2', {
      score: 775,
      deductions: [{ code: 'outside-period', count: 1, amount: 150 }],
      comment: '第 3 人证书早于评估期',
      revision: 0,
    });
    expect(saved).toMatchObject({
      mark: {
        indicator: 'D2',
        score: 775,
        revision: 1,
        deductions: [{ code: 'outside-period', count: 1, amount: 150 }],
      },
      sheetRevision: 2,
      total: { total: 775, marked: 1, markedPoints: 1000, of: 18 },
    });
    expect(saved.total.missing).not.toContain('D2');
  });

  it('that is stale is answered with the newer one, and nothing is overwritten', async () => {
    const answer = await refusal(save('D2', { score: 500, comment: '另一窗口', revision: 0 }));
    expect(answer).toMatchObject({ status: 409, codes: ['shared.stale-revision'] });
    expect(answer.problem.current).toMatchObject({
      indicator: 'D2',
      score: 775,
      revision: 1,
      comment: '第 3 人证书早于评估期',
    });
    const line = (await one.api.scoresheet({ params: { id: sheetId } })).lines.find(
      ({ indicator }) => indicator === 'D2',
    );
    expect(line?.mark.score).toBe(775);
  });

  it('that is sent again because its answer was lost is no conflict', async () => {
    const body = { score: 320, comment: '', revision: 0 };
    const first = await save('A1', body);
    const again = await save('A1', body);
    expect(again.mark).toEqual(first.mark);
    expect(again.sheetRevision).toBe(first.sheetRevision);
  });

  it('refuses what is wrong in it, all of it at once', async () => {
    const wrong = await refusal(
      save('A2', {
        score: 401,
        notApplicable: true,
        deductions: [{ code: 'no-site', count: 1, amount: 100 }],
        revision: 0,
      }),
    );
    expect(wrong.codes).toEqual([
      'evaluation.score-above-full',
      'evaluation.score-and-not-applicable',
      'evaluation.unknown-deduction',
    ]);
    expect((await refusal(save('Z9', { score: 1, revision: 0 }))).codes).toEqual(['evaluation.unknown-indicator']);
    expect((await refusal(save('A2', { score: -1, revision: 0 }))).status).toBe(422);
  });

  it('of somebody else is not found, whoever asks', async () => {
    expect((await refusal(save('A2', { score: 100, revision: 0 }, sheetId, other))).status).toBe(404);
    const officer = await portal.as('office');
    const asOffice = await officer.raw({ method: 'GET', url: `/api/scoresheets/${sheetId}` });
    expect(asOffice.statusCode).toBe(403);
    const asStudio = await studio.secretary.raw({ method: 'GET', url: `/api/scoresheets/${sheetId}` });
    expect(asStudio.statusCode).toBe(403);
  });
});

describe('two tabs', () => {
  it('that save different lines at the same time lose nothing', async () => {
    const lines = indicators.filter((code) => !['A1', 'D2'].includes(code));
    const before = (await one.api.scoresheet({ params: { id: sheetId } })).revision;
    const saved = await Promise.all(
      lines.map((code, index) => save(code, { score: 100 + index, comment: '可', revision: 0 })),
    );
    expect(saved.every(({ mark }) => mark.revision === 1)).toBe(true);
    const sheet = await one.api.scoresheet({ params: { id: sheetId } });
    expect(sheet.total.marked).toBe(18);
    expect(sheet.revision).toBe(before + lines.length);
    for (const [index, code] of lines.entries()) {
      expect(sheet.lines.find(({ indicator }) => indicator === code)?.mark.score).toBe(100 + index);
    }
  });

  it('that save the same line at the same time: one wins, the other is told', async () => {
    const answers = await Promise.allSettled(
      [10, 20, 30, 40].map((points) => save('B1', { score: points, comment: '可', revision: 1 })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const won = answers.find((answer) => answer.status === 'fulfilled');
    const sheet = await one.api.scoresheet({ params: { id: sheetId } });
    const mark = sheet.lines.find(({ indicator }) => indicator === 'B1')?.mark;
    expect(mark).toEqual(won?.value.mark);
    expect(mark?.revision).toBe(2);
  });
});

describe('a line that does not apply', () => {
  it('scales the rest to a hundred and asks for words', async () => {
    const saved = await save('A4', { score: null, notApplicable: true, revision: 1 });
    expect(saved.total).toMatchObject({ applicablePoints: 9500, marked: 18 });
    expect(saved.total.commentsRequired).toContainEqual({ indicator: 'A4', rules: ['not-applicable'] });
    const { revision } = await one.api.scoresheet({ params: { id: sheetId } });
    const owed = await refusal(one.api.submitSheet({ params: { id: sheetId }, body: { revision } }));
    expect(owed.codes).toContain('evaluation.comment-not-applicable');
  });
});

describe('the self-evaluation, while marks exist', () => {
  it('may be given back with a later instant; the evaluator sees that it must be looked at again', async () => {
    portal.clock.advance({ seconds: 5 });
    const row = (await office.evaluations({ params: { id: cycle.id } })).rows.find(({ id }) => id === evaluationId)!;
    const passed = await refusal(
      office.extend({
        params: { id: evaluationId },
        body: { revision: row.revision, reason: '补充', step: 'selfEvaluation', closesAt: '2026-03-02T01:00:00Z' },
      }),
    );
    expect(passed.codes).toEqual(['evaluation.window-in-the-past']);
    await office.extend({
      params: { id: evaluationId },
      body: {
        revision: row.revision,
        reason: '补充 C2 证明',
        step: 'selfEvaluation',
        closesAt: '2026-03-02T01:25:00Z',
      },
    });
    expect((await refusal(save('A1', { score: 300, revision: 1 }))).codes).toEqual([
      'evaluation.self-evaluation-not-in',
    ]);
    // While the studio writes again its words are its own.
    const hidden = await one.api.scoresheet({ params: { id: sheetId } });
    expect(hidden.lines.every(({ selfText, selfScore }) => selfText === '' && selfScore === null)).toBe(true);
    const { revision } = await studio.api.selfEvaluation({ params: { id: evaluationId } });
    await studio.api.submitSelfEvaluation({ params: { id: evaluationId }, body: { revision } });
    const queue = await one.api.queue();
    expect(queue.rows.find(({ scoresheetId }) => scoresheetId === sheetId)).toMatchObject({
      needsReview: true,
      marked: 18,
    });
  });
});

describe('recusal', () => {
  it('frees the place, is remembered as a conflict, and takes the sheet and the studio out of sight', async () => {
    const sheet = await sheetFor(other, studio);
    const queue = await other.api.recuse({
      params: { id: sheet.id },
      body: { revision: sheet.revision, reason: '曾任该单位顾问' },
    });
    expect(queue.rows[0]).toMatchObject({ state: 'recused', total: null });
    expect((await refusal(other.api.scoresheet({ params: { id: sheet.id } }))).status).toBe(404);
    const again = await refusal(office.assign({ params: { id: evaluationId }, body: { accountId: other.accountId } }));
    expect(again).toMatchObject({ status: 409, codes: ['panel.conflict-declared'] });
    expect(again.problem.refusals[0]!.params).toEqual({ reason: '曾任该单位顾问' });
    const third = await anEvaluator(portal);
    const row = await office.assign({ params: { id: evaluationId }, body: { accountId: third.accountId } });
    expect(row.sheets.map(({ state }) => state).toSorted()).toEqual(['draft', 'draft', 'recused']);
  });
});

const scoringAt = (at: string) => ({ dueAt: at, closesAt: at });

describe('the window', () => {
  it('closes at its instant by the server, for marks and for handing in', async () => {
    portal.clock.set(new Date(new Date(scoringClosesAt).getTime() - 1));
    const second1 = await sheetFor(one, second);
    await save('A1', { score: 400, revision: 0 }, second1.id);
    portal.clock.set(scoringClosesAt);
    const late = await refusal(save('A2', { score: 400, revision: 0 }, second1.id));
    expect(late).toMatchObject({ status: 409, codes: ['evaluation.scoring-closed'] });
    const { revision } = await one.api.scoresheet({ params: { id: sheetId } });
    const submission = await refusal(one.api.submitSheet({ params: { id: sheetId }, body: { revision } }));
    expect(submission.codes).toContain('evaluation.scoring-closed');
  });

  it('opens again when the office moves it later, with a reason; earlier is refused', async () => {
    cycle = await office.cycle({ params: { id: cycle.id } });
    const earlier = await refusal(
      office.changeWindows({
        params: { id: cycle.id },
        body: { revision: cycle.revision, windows: { scoring: scoringAt('2026-03-02T01:25:00Z') }, reason: '提前' },
      }),
    );
    expect(new Set(earlier.codes)).toEqual(new Set(['evaluation.window-not-earlier']));
    await office.changeWindows({
      params: { id: cycle.id },
      body: {
        revision: cycle.revision,
        windows: { scoring: scoringAt('2026-03-02T01:45:00Z') },
        reason: '系统维护，顺延',
      },
    });
    await score(one, studio, 80);
    expect(await sheetFor(one, studio)).toMatchObject({ state: 'submitted', total: { total: 8000 } });
  });

  it('leaves no way to a mark of a sheet that was handed in, not even past the service', async () => {
    expect((await refusal(save('A1', { score: 0, revision: 9 }))).codes).toEqual(['evaluation.scoring-not-open']);
    await expect(portal.db.run(sql`UPDATE marks SET score = 0 WHERE scoresheet_id = ${sheetId}`)).rejects.toThrow(
      'the sheet is closed',
    );
  });
});
