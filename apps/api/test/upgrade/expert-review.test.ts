import { filesApi } from '@jianglian/contracts/files';
import { insightApi } from '@jianglian/contracts/insight';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { answerOf } from './a-case.ts';
import { accepted, aRecommended, aReviewingRound } from './a-review.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

const full = { U1: 1_500, M1: 2_000, M2: 2_000, M3: 2_000, P1: 1_500, P2: 1_000 };
const blank = { notApplicable: false, deductions: [], comment: '', revision: 0 };

async function aPanelRound(sheets = 2) {
  const round = await aReviewingRound(portal);
  await portal.db.run(sql`
    UPDATE upgrade_rounds SET expert_review = true, sheets_per_application = ${sheets} WHERE id = ${round}`);
  const one = await aRecommended(portal, { round });
  await accepted(office, one.applicationId);
  return { round, ...one };
}

async function anExpert() {
  const account = await portal.given.account('evaluator');
  return { account, person: await portal.signedIn(account) };
}

const seat = (round: string, seats: { applicationId: string; accountId: string }[]) =>
  office.to(upgradeApi).assignReviewers({ params: { id: round }, body: { seats } });

/** Everything marked; `less` is taken off the first line. */
async function score(person: Visitor, less = 0, comment = '') {
  const queue = await person.to(upgradeApi).reviewQueue();
  const { sheetId: id } = queue.rows.find(({ state }) => state === 'draft')!;
  for (const [indicator, points] of Object.entries(full)) {
    const value = indicator === 'U1' ? points - less : points;
    await person.to(upgradeApi).saveReviewMark({
      params: { id, indicator },
      body: { ...blank, score: value, comment: value < 900 ? comment : '' },
    });
  }
  const { revision } = await person.to(upgradeApi).reviewSheet({ params: { id } });
  return { id, revision };
}

const handIn = (person: Visitor, { id, revision }: { id: string; revision: number }) =>
  person.to(upgradeApi).submitReviewSheet({ params: { id }, body: { revision } });

const panelOf = async (round: string) => (await office.to(upgradeApi).reviewPanels({ params: { id: round } })).rows[0]!;

describe('the expert review', () => {
  it('is scored blind, and has a result from the last sheet on until one is given back', async () => {
    const { round, applicationId } = await aPanelRound();
    const [one, other] = [await anExpert(), await anExpert()];
    await seat(round, [
      { applicationId, accountId: one.account.id },
      { applicationId, accountId: other.account.id },
    ]);
    const { groups } = await one.person.to(insightApi).inbox();
    expect(groups.flatMap(({ tasks }) => tasks)).toMatchObject([
      { kind: 'reviews-to-score', params: { left: 1, of: 1 } },
    ]);
    const first = await score(one.person, 300);
    await handIn(one.person, first);
    const half = await panelOf(round);
    expect(half).toMatchObject({ score: null, spread: null, missing: 0 });
    expect(half.sheets.map(({ total }) => total)).toEqual([null, null]);
    expect(half.sheets.map(({ state }) => state).toSorted()).toEqual(['draft', 'submitted']);
    await handIn(other.person, await score(other.person));
    expect(await panelOf(round)).toMatchObject({ score: 9_850, spread: 300, spreadOver: false, place: 1 });
    const kept = await portal.db.one(sql`
      SELECT score, spread, sheets, dropped FROM review_results WHERE application_id = ${applicationId}`);
    expect(kept).toEqual({ score: 9_850, spread: 300, sheets: 2, dropped: 0 });
    const sheet = (await panelOf(round)).sheets.find(({ id }) => id === first.id)!;
    const reopened = await office
      .to(upgradeApi)
      .reopenReviewSheet({ params: { id: first.id }, body: { revision: sheet.revision, reason: '理由请补充' } });
    expect(reopened.rows[0]).toMatchObject({ score: null });
    expect(await portal.db.rows(sql`SELECT 1 FROM review_results WHERE application_id = ${applicationId}`)).toEqual([]);
  });

  it('asks for words under 60 % and for every line, and takes nothing after its hour', async () => {
    const { round, applicationId } = await aPanelRound(1);
    const { account, person } = await anExpert();
    await seat(round, [{ applicationId, accountId: account.id }]);
    const early = (await person.to(upgradeApi).reviewQueue()).rows[0]!;
    expect((await answerOf(handIn(person, { id: early.sheetId, revision: 1 }))).codes).toHaveLength(6);
    const sheet = await score(person, 700);
    expect((await answerOf(handIn(person, sheet))).codes).toEqual(['evaluation.comment-below']);
    const save = (body: object) =>
      person
        .to(upgradeApi)
        .saveReviewMark({ params: { id: sheet.id, indicator: 'U1' }, body: { ...blank, score: 800, ...body } });
    expect((await answerOf(save({ score: 900 }))).codes).toEqual(['shared.stale-revision']);
    expect((await answerOf(save({ revision: 1, score: 1_600 }))).codes).toEqual(['evaluation.score-above-full']);
    const { settings } = await office.to(upgradeApi).reviewPanels({ params: { id: round } });
    const configure = (body: object) =>
      office.to(upgradeApi).saveReviewSettings({ params: { id: round }, body: { ...settings, ...body } });
    expect((await answerOf(configure({ closesAt: '2026-03-01T00:00:00.000Z' }))).codes).toEqual([
      'review.closes-in-the-past',
    ]);
    expect((await answerOf(configure({ rubricVersion: '2024-default' }))).codes).toEqual(['evaluation.rubric-unknown']);
    await configure({ closesAt: '2026-03-02T01:00:00.001Z' });
    const saved = await save({ revision: 1, comment: '制度不全' });
    await portal.db.run(sql`UPDATE review_settings SET closes_at = '2026-03-02T01:00:00Z' WHERE round_id = ${round}`);
    expect((await answerOf(save({ revision: 2 }))).codes).toEqual(['review.review-closed']);
    expect((await answerOf(handIn(person, { id: sheet.id, revision: saved.sheetRevision }))).codes).toContain(
      'review.review-closed',
    );
  });

  it('seats nobody in conflict, nobody twice, and nobody past the places', async () => {
    const mine = await aPanelRound(1);
    const { applicationId, round, recommenderUnit } = mine;
    const [free, second] = [await anExpert(), await anExpert()];
    const official = await portal.given.account('evaluator');
    await portal.db.run(sql`
      INSERT INTO account_roles (account_id, role, recommender_id) VALUES (${official.id}, 'recommender', ${recommenderUnit})`);
    const colleague = await portal.given.account('evaluator');
    await portal.db.run(sql`
      INSERT INTO evaluators (account_id, host_unit_id, clusters, occupations)
      SELECT ${colleague.id}, host_unit_id, '{}', '{}' FROM applications WHERE id = ${applicationId}`);
    const taken = (accountId: string) => answerOf(seat(round, [{ applicationId, accountId }]));
    expect((await taken(official.id)).codes).toEqual(['panel.conflict-recommender']);
    expect((await taken(colleague.id)).codes).toEqual(['panel.conflict-host-unit']);
    const both = await Promise.all([taken(free.account.id), taken(second.account.id)]);
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    const seated = both[0].status === 200 ? free : second;
    const { rows } = await seated.person.to(upgradeApi).reviewQueue();
    const queue = await seated.person
      .to(upgradeApi)
      .recuseReview({ params: { id: rows[0]!.sheetId }, body: { revision: 1, reason: '师生关系' } });
    expect(queue.rows).toEqual([]);
    expect((await taken(seated.account.id)).codes).toEqual(['panel.conflict-declared']);
    const proposal = await office.to(upgradeApi).proposeReviewers({ params: { id: round } });
    expect(proposal.seats.map(({ applicationId: id }) => id)).toEqual([applicationId]);
    expect([official.id, colleague.id, seated.account.id]).not.toContain(proposal.seats[0]!.accountId);
  });

  it('shows an expert nothing but the own sheets, without identity cards, and others nothing of it', async () => {
    const { round, applicationId, studio, recommender } = await aPanelRound(1);
    const [expert, stranger] = [await anExpert(), await anExpert()];
    await seat(round, [{ applicationId, accountId: expert.account.id }]);
    const id = (await expert.person.to(upgradeApi).reviewQueue()).rows[0]!.sheetId;
    const sheet = await expert.person.to(upgradeApi).reviewSheet({ params: { id } });
    expect(sheet.files.map(({ kind }) => kind)).toContain('evidence-merged');
    expect(sheet.files.map(({ kind }) => kind)).not.toContain('id-card');
    expect(sheet.texts).toContainEqual({ section: 'report', field: 'necessity', value: '产业需要。' });
    expect((await stranger.person.to(upgradeApi).reviewQueue()).rows).toEqual([]);
    expect((await answerOf(stranger.person.to(upgradeApi).reviewSheet({ params: { id } }))).status).toBe(404);
    const save = stranger.person
      .to(upgradeApi)
      .saveReviewMark({ params: { id, indicator: 'U1' }, body: { ...blank, score: 100 } });
    expect((await answerOf(save)).status).toBe(404);
    for (const person of [studio, recommender]) {
      expect((await answerOf(person.to(upgradeApi).reviewPanels({ params: { id: round } }))).status).toBe(403);
      expect((await answerOf(person.to(upgradeApi).reviewSheet({ params: { id } }))).status).toBe(403);
    }
    const seen = await studio.to(upgradeApi).application({ params: { id: applicationId } });
    expect(JSON.stringify(seen)).not.toMatch(/reviewScore|spread/);
    const evidence = sheet.files.find(({ kind }) => kind === 'evidence-merged')!.id;
    const card = (await portal.db.one<{ id: string }>(sql`
      SELECT file_id AS id FROM application_files WHERE application_id = ${applicationId} AND kind = 'id-card'`))!.id;
    await portal.db.run(sql`UPDATE files SET purpose = 'application' WHERE id = ANY(${[evidence]}::uuid[])`);
    await portal.db.run(sql`UPDATE files SET purpose = 'identity-copy' WHERE id = ${card}`);
    const statusOf = async (person: Visitor, file: string) =>
      (await answerOf(person.to(filesApi).file({ params: { id: file } }))).status;
    expect(await statusOf(expert.person, evidence)).toBe(200);
    expect(await statusOf(stranger.person, evidence)).toBe(404);
    expect(await statusOf(expert.person, card)).toBe(404);
  });

  it('is there only where the round has one, for accepted applications', async () => {
    const round = await aReviewingRound(portal);
    const { applicationId } = await aRecommended(portal, { round });
    const { account } = await anExpert();
    const seats = [{ applicationId, accountId: account.id }];
    expect((await answerOf(seat(round, seats))).codes).toEqual(['review.no-expert-review']);
    await portal.db.run(sql`UPDATE upgrade_rounds SET expert_review = true WHERE id = ${round}`);
    expect((await answerOf(seat(round, seats))).status).toBe(404);
  });
});
