import { Readable } from 'node:stream';
import { receiptApi } from '@jianglian/contracts/receipt';
import { insightApi } from '@jianglian/contracts/insight';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from '../../src/platform/documents/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { at } from '../evaluation/a-cycle.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { ProblemAnswer, type Visitor } from '../support/visitor.ts';
import { anApplication } from './an-application.ts';
import { recommenderId } from '../studio/a-studio.ts';
import {
  answered,
  aReadyRecommendation,
  aRankingRound,
  aScan,
  candidates,
  submitted,
  viewOf,
  withForms,
  withLetter,
} from './a-ranking.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const opensAt = '2026-03-16T00:00:00.000Z';
const lastMoment = '2026-03-22T09:59:59.900Z';
const over = '2026-03-22T10:00:00.000Z';
const start = '2026-03-02T01:00:00.000Z';

const codesOf = async (call: Promise<unknown>) => {
  const answer = (await answered(call)) as ProblemAnswer;
  return [answer.status, ...answer.codes];
};
const statesOf = async (ids: readonly string[]) => {
  const rows = await portal.db.rows<{ id: string; state: string }>(sql`
    SELECT id, state FROM applications WHERE id = ANY(${ids}::uuid[])`);
  return ids.map((id) => rows.find((row) => row.id === id)?.state);
};

describe('a recommendation', () => {
  it('is submitted with its sealed papers: the ranked ones are recommended, a receipt anybody can check', async () => {
    const story = await aRankingRound(portal);
    const [a, b, c] = await candidates(story, 3);
    const ready = await aReadyRecommendation(story, [a!, b!]);
    expect(ready.letter).toMatchObject({ serial: ready.serial, outdated: false });
    expect(ready.offers).toMatchObject([{ action: 'submit', refusals: [{ code: 'recommendation.not-open-yet' }] }]);
    expect(await codesOf(submitted(story, ready.revision))).toEqual([409, 'recommendation.not-open-yet']);

    await at(portal, opensAt);
    const done = await submitted(story, ready.revision);
    expect(done).toMatchObject({ state: 'submitted', revision: ready.revision + 1, offers: [] });
    expect(done.closed.map(({ code }) => code)).toEqual(['recommendation.already-submitted']);
    expect(await statesOf([a!, b!, c!])).toEqual(['recommended', 'recommended', 'submitted']);
    const [receipt] = done.receipts;
    const checked = await portal
      .visitor()
      .to(receiptApi)
      .receipt({ params: { serial: receipt!.serial } });
    expect(checked).toMatchObject({ valid: true, purpose: 'recommendation', at: opensAt });

    const trail = await portal.db.rows(sql`
      SELECT action, from_state AS "from", to_state AS "to" FROM audit_records
      WHERE subject_type = 'application' AND subject_id = ${a} ORDER BY id`);
    expect(trail).toEqual([{ action: 'recommended', from: 'submitted', to: 'recommended' }]);
    expect(await codesOf(submitted(story, done.revision))).toEqual([409, 'machine.not-from-here']);
    await at(portal, start);
  });

  it('needs the letter of this very list and a form for every unit in it', async () => {
    const story = await aRankingRound(portal);
    const { officer, params } = story;
    const api = officer.to(upgradeApi);
    const [a, b] = await candidates(story, 2);
    await at(portal, opensAt);
    expect(await codesOf(submitted(story, 0))).toEqual([
      409,
      'recommendation.nothing-ranked',
      'recommendation.letter-missing',
    ]);
    await api.addRank({ params, body: { applicationId: a! } });
    const sealed = await withLetter(story);
    expect(await codesOf(submitted(story, sealed.revision))).toEqual([409, 'recommendation.verification-form-missing']);
    const first = await withForms(story);
    const more = await api.addRank({ params, body: { applicationId: b! } });
    expect(more.letter).toMatchObject({ serial: first.serial, outdated: true });
    const both = await withForms(story);
    const refusal = (await answered(submitted(story, both.revision))) as ProblemAnswer;
    expect(refusal.codes).toEqual(['recommendation.letter-outdated']);
    expect(refusal.problem.refusals[0]!.params).toEqual({ letter: first.serial, current: both.serial });
    // As it was before: its letter is good again.
    const before = await api.removeRank({ params: { ...params, applicationId: b! } });
    expect(before).toMatchObject({ serial: first.serial, letter: { outdated: false } });
    expect((await submitted(story, before.revision)).state).toBe('submitted');
    await at(portal, start);
  });

  it('is taken to the last moment of the window, and not at its end', async () => {
    const story = await aRankingRound(portal);
    const late = await aRankingRound(portal, {}, '500103');
    const [a] = await candidates(story, 1);
    const [b] = await candidates(late, 1);
    const ready = await aReadyRecommendation(story, [a!]);
    const missed = await aReadyRecommendation(late, [b!]);
    await at(portal, lastMoment);
    expect((await submitted(story, ready.revision)).submittedAt).toBe(lastMoment);
    await at(portal, over);
    expect(await codesOf(submitted(late, missed.revision))).toEqual([409, 'recommendation.window-over']);
    expect(await statesOf([b!])).toEqual(['submitted']);
    const removal = late.officer.to(upgradeApi).removeRank({ params: { ...late.params, applicationId: b! } });
    expect(await codesOf(removal)).toEqual([409, 'recommendation.window-over']);
    await at(portal, start);
  });

  it('is given back by the office with a reason while the window is open', async () => {
    const story = await aRankingRound(portal);
    const { params } = story;
    const [a, b] = await candidates(story, 2);
    await at(portal, opensAt);
    const ready = await aReadyRecommendation(story, [a!]);
    const done = await submitted(story, ready.revision);
    const office = (await portal.as('office')).to(upgradeApi);
    expect(
      await codesOf(office.reopenRecommendation({ params, body: { revision: done.revision, reason: ' ' } })),
    ).toEqual([409, 'recommendation.reason-needed']);
    const open = await office.reopenRecommendation({
      params,
      body: { revision: done.revision, reason: '请补充第二名' },
    });
    expect(open).toMatchObject({ state: 'draft', reopenReason: '请补充第二名' });
    expect(await statesOf([a!])).toEqual(['submitted']);
    const more = await story.officer.to(upgradeApi).addRank({ params, body: { applicationId: b! } });
    await withLetter(story);
    const again = await submitted(story, (await withForms(story)).revision);
    expect(again.receipts).toHaveLength(2);
    expect(more.tiers[0]!.ranked).toHaveLength(2);
    expect(await statesOf([a!, b!])).toEqual(['recommended', 'recommended']);
    await at(portal, start);
  });
});

describe('the papers', () => {
  it('letter and form are PDFs; a misread number and a stranger’s file are refused', async () => {
    const story = await aRankingRound(portal);
    const { officer, params } = story;
    const api = officer.to(upgradeApi);
    expect(await codesOf(api.recommendationLetter({ params }))).toEqual([409, 'recommendation.nothing-ranked']);
    const [a] = await candidates(story, 1);
    const view = await api.addRank({ params, body: { applicationId: a! } });
    const letter = Buffer.from(await (await api.recommendationLetter({ params })).arrayBuffer());
    expect(letter.subarray(0, 5).toString()).toBe('%PDF-');
    const form = await api.verificationForm({ params: { ...params, applicationId: a! } });
    expect(
      Buffer.from(await form.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');

    const fileId = await aScan(story);
    const { revision } = view;
    const misread = `${view.serial!.slice(0, -1)}${view.serial!.endsWith('0') ? '1' : '0'}`;
    expect(await codesOf(api.sealLetter({ params, body: { revision, fileId, serial: misread } }))).toEqual([
      422,
      'recommendation.serial-misread',
    ]);
    const other = await aRankingRound(portal, {}, '500103');
    const theirs = await aScan(other);
    expect(await codesOf(api.sealLetter({ params, body: { revision, fileId: theirs, serial: view.serial! } }))).toEqual(
      [422, 'recommendation.wrong-file'],
    );
    await api.sealLetter({ params, body: { revision, fileId, serial: view.serial!.toLowerCase() } });

    const seen = async (who: { raw: typeof officer.raw }) =>
      (await who.raw({ method: 'GET', url: `/api/files/${fileId}` })).statusCode;
    expect(await seen(await portal.as('office'))).toBe(200);
    const colleague = await portal.signedIn(
      await portal.given.account('recommender', { recommenderId: params.recommenderId }),
    );
    expect(await seen(colleague)).toBe(200);
    expect(await seen(other.officer)).toBe(404);
  });
});

describe('the office', () => {
  it('sees every recommender, reminds each once a day, and takes the lists along', async () => {
    const story = await aRankingRound(portal);
    const { params, roundId } = story;
    const [a] = await candidates(story, 1);
    await story.officer.to(upgradeApi).addRank({ params, body: { applicationId: a! } });
    const office = (await portal.as('office')).to(upgradeApi);
    const [row, ...others] = await office.recommendations({ params: { id: roundId } });
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      recommenderId: params.recommenderId,
      state: 'draft',
      applications: 1,
      letter: false,
      late: false,
      tiers: [
        { tier: 'municipal', places: 2, used: 1 },
        { tier: 'chief', places: 2, used: 0 },
        { tier: 'national', places: 1, used: 0 },
      ],
    });
    const body = { recommenderIds: [params.recommenderId] };
    const reminded = await office.remindRecommenders({ params: { id: roundId }, body });
    expect(reminded).toEqual({ reminded: [params.recommenderId], alreadyToday: [] });
    expect((await office.remindRecommenders({ params: { id: roundId }, body })).reminded).toEqual([]);
    const sheet = Buffer.from(await (await office.exportRecommendations({ params: { id: roundId } })).arrayBuffer());
    const { rows } = await readSheet(Readable.from(sheet), { maxRows: 100 });
    expect(rows).toHaveLength(2);
    expect(rows[1]!.slice(1, 3)).toEqual(['市级', '1']);
    expect(await codesOf(story.officer.to(upgradeApi).recommendations({ params: { id: roundId } }))).toEqual([
      403,
      'identity.not-permitted',
    ]);
    await at(portal, over);
    expect((await office.recommendations({ params: { id: roundId } }))[0]!.late).toBe(true);
    expect(await codesOf(office.remindRecommenders({ params: { id: roundId }, body }))).toEqual([
      409,
      'recommendation.window-over',
    ]);
    await at(portal, start);
    expect((await viewOf(story)).recommender.id).toBe(await recommenderId(portal, '500101'));
  });
});

describe('the inbox', () => {
  const tasksOf = async (person: Visitor) =>
    (await person.to(insightApi).inbox()).groups.flatMap(({ tasks }) =>
      tasks.filter(({ category }) => category === 'round').map(({ kind, dueAt, params }) => ({ kind, dueAt, params })),
    );

  it('says whose turn it is: applicant, recommender, office', async () => {
    const own = await openPortal();
    const story = await aRankingRound(own);
    const unit = await own.given.hostUnit();
    const applicant = await own.signedIn(await own.given.account('applicant', { hostUnitId: unit }));
    const recommender = story.recommenderId;
    const draft = await anApplication(own, { round: story.roundId, recommender, unit, state: 'draft' });
    expect(await tasksOf(applicant)).toMatchObject([{ kind: 'application-draft', dueAt: '2026-03-15T10:00:00.000Z' }]);
    const [a] = await candidates(story, 1);
    expect(await tasksOf(story.officer)).toMatchObject([
      { kind: 'applications-to-look-at', dueAt: over, params: { count: 1, ranked: 0 } },
    ]);
    const office = await own.as('office');
    expect(await tasksOf(office)).toEqual([]);

    await at(own, opensAt);
    expect(await tasksOf(applicant)).toEqual([]);
    await own.db.run(sql`DELETE FROM applications WHERE id = ${draft}`);
    expect((await tasksOf(story.officer)).map(({ kind }) => kind)).toEqual(['ranking-to-submit']);
    expect(await tasksOf(office)).toMatchObject([{ kind: 'recommendations-missing', params: { count: 1 } }]);
    const ready = await aReadyRecommendation(story, [a!]);
    await submitted(story, ready.revision);
    expect(await tasksOf(story.officer)).toEqual([]);
    expect(await tasksOf(office)).toEqual([]);

    await at(own, over);
    expect((await tasksOf(office)).map(({ kind }) => kind)).toEqual(['review-to-start']);
    await own.db.run(sql`UPDATE upgrade_rounds SET state = 'reviewing' WHERE id = ${story.roundId}`);
    expect(await tasksOf(office)).toMatchObject([{ kind: 'applications-to-check', params: { count: 1 } }]);
    await own.close();
  });
});
