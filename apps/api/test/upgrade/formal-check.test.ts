import { messageApi } from '@jianglian/contracts/message';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';
import { answerOf } from './a-case.ts';
import { anApplication } from './an-application.ts';
import { accepted, aRecommended, aReviewingRound, checkOf, itemOf, judgeAll } from './a-review.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

const yes = { revision: 0, answer: 'yes', remark: '' } as const;

describe('the formal check', () => {
  it('says of each item what a program found, with the clause, and leaves the rest to people', async () => {
    const { applicationId } = await aRecommended(portal, { round: await aReviewingRound(portal) });
    const check = await checkOf(office, applicationId);
    expect(itemOf(check, 'deeds')).toMatchObject({ clause: '三(二)2', found: 'ok', evidence: { characters: 1_800 } });
    expect(itemOf(check, 'evidence-pages')).toMatchObject({ found: 'ok', evidence: { pages: 12, most: 20 } });
    expect(itemOf(check, 'upgrade.team').finding?.verdict).toBe('met');
    expect(itemOf(check, 'seals')).toMatchObject({ found: 'people', standing: 'open' });
    expect(check.against).toEqual([]);
    expect(check.rank).toBe(1);
    expect(check.files.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['sealed-letter', 'sealed-form', 'evidence-merged', 'verification-form']),
    );
    for (const kind of ['evidence', 'id-card']) expect(check.files.map((file) => file.kind)).not.toContain(kind);
    expect(check.offers.find(({ action }) => action === 'accept')?.refusals[0]?.code).toBe('review.items-open');
  });

  it('accepts when people have said yes to all that is open, once, and tells applicant and recommender', async () => {
    const {
      applicationId: id,
      studio,
      recommender,
    } = await aRecommended(portal, {
      round: await aReviewingRound(portal),
    });
    const check = await judgeAll(office, id);
    expect(check.open).toEqual([]);
    const { revision } = check.application;
    const accept = () => office.to(upgradeApi).acceptApplication({ params: { id }, body: { revision } });
    const both = await Promise.all([answerOf(accept()), answerOf(accept())]);
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    const after = await checkOf(office, id);
    expect(after.application.state).toBe('accepted');
    expect(after.history).toMatchObject([{ outcome: 'accepted', clause: null }]);
    for (const person of [studio, recommender]) {
      const { rows } = await person.to(messageApi).messages({ query: {} });
      expect(rows.map(({ kind }) => kind)).toContain('application-accepted');
    }
    await expect(portal.db.run(sql`DELETE FROM application_reviews WHERE application_id = ${id}`)).rejects.toThrow(
      'append-only',
    );
    await expect(portal.db.run(sql`UPDATE review_judgements SET answer = 'no'`)).rejects.toThrow('append-only');
  });

  it('refuses with a clause of the check and a reason, and takes that back with a reason', async () => {
    const { applicationId: id, studio } = await aRecommended(portal, { round: await aReviewingRound(portal) });
    const revision = (await checkOf(office, id)).application.revision;
    const refuse = (body: object) =>
      office.to(upgradeApi).refuseApplication({
        params: { id },
        body: { revision, clause: '五(二)', reason: '推荐函未加盖公章', ...body },
      });
    expect((await answerOf(refuse({ clause: '四(一)' }))).codes).toEqual(['review.clause-unknown']);
    expect((await answerOf(refuse({ reason: ' ' }))).status).toBe(422);
    const refused = await refuse({});
    expect(refused.application).toMatchObject({
      state: 'refused',
      stateClause: '五(二)',
      stateReason: '推荐函未加盖公章',
    });
    const { rows } = await studio.to(messageApi).messages({ query: {} });
    expect(rows[0]).toMatchObject({ kind: 'application-refused', params: { clause: '五(二)' } });
    const stale = office.to(upgradeApi).reinstateApplication({ params: { id }, body: { revision, reason: '已补送' } });
    await expect(stale).rejects.toMatchObject({ status: 409, codes: ['shared.stale-revision'] });
    const back = await office.to(upgradeApi).reinstateApplication({
      params: { id },
      body: { revision: refused.application.revision, reason: '补送的推荐函已盖章' },
    });
    expect(back.application).toMatchObject({ state: 'recommended', stateReason: null, stateClause: null });
    expect(back.history.map(({ outcome }) => outcome)).toEqual(['reinstated', 'refused']);
  });

  it('shows what stands against it; a person may say otherwise with a remark, and two do not overwrite each other', async () => {
    const { applicationId: id } = await aRecommended(portal, {
      round: await aReviewingRound(portal),
      sealedForm: false,
      evidencePages: 21,
    });
    const check = await judgeAll(office, id);
    expect(check.against.toSorted()).toEqual(['evidence-pages', 'verification-form']);
    const judge = (item: string, body: object) =>
      office.to(upgradeApi).judgeItem({ params: { id, item }, body: { ...yes, ...body } });
    expect((await answerOf(judge('verification-form', {}))).codes).toEqual(['review.remark-needed']);
    expect((await answerOf(judge('nothing', {}))).codes).toEqual(['review.item-unknown']);
    await judge('verification-form', { remark: '纸质件已收' });
    const late = (await judge('verification-form', { remark: '未收到', answer: 'no' }).catch(
      (error: unknown) => error,
    )) as ProblemAnswer;
    expect(late).toMatchObject({ status: 409, codes: ['shared.stale-revision'] });
    const again = await judge('verification-form', { revision: 1, answer: 'no', remark: '纸质件无印章' });
    expect(itemOf(again, 'verification-form').judgements.map(({ answer }) => answer)).toEqual(['no', 'yes']);
    const accept = office
      .to(upgradeApi)
      .acceptApplication({ params: { id }, body: { revision: again.application.revision } });
    expect((await answerOf(accept)).codes).toEqual(['review.items-against']);
  });

  it('takes no provisional application in, and says why', async () => {
    const { applicationId: id } = await aRecommended(portal, {
      round: await aReviewingRound(portal),
      awaitsEvaluation: true,
    });
    const check = await judgeAll(office, id);
    expect(check.items[0]).toMatchObject({ item: 'awaits-evaluation', clause: '三(三)', fixed: true });
    const accept = office
      .to(upgradeApi)
      .acceptApplication({ params: { id }, body: { revision: check.application.revision } });
    expect((await answerOf(accept)).codes).toContain('application.awaits-evaluation');
    const overrule = office
      .to(upgradeApi)
      .judgeItem({ params: { id, item: 'awaits-evaluation' }, body: { ...yes, remark: '同意' } });
    expect((await answerOf(overrule)).codes).toEqual(['review.not-to-be-overruled']);
  });

  it('is closed while the round is not in review', async () => {
    const round = await aReviewingRound(portal);
    const { applicationId: id } = await aRecommended(portal, { round });
    await judgeAll(office, id);
    await portal.db.run(sql`
      UPDATE upgrade_rounds SET state = 'proposed', proposed_at = now(), proposed_by = (SELECT id FROM accounts LIMIT 1)
      WHERE id = ${round}`);
    const { revision } = (await checkOf(office, id)).application;
    const answers = await Promise.all([
      answerOf(office.to(upgradeApi).acceptApplication({ params: { id }, body: { revision } })),
      answerOf(
        office
          .to(upgradeApi)
          .refuseApplication({ params: { id }, body: { revision, clause: '五(二)', reason: '不全' } }),
      ),
      answerOf(office.to(upgradeApi).judgeItem({ params: { id, item: 'seals' }, body: { ...yes, revision: 1 } })),
    ]);
    for (const { codes } of answers) expect(codes).toEqual(['application.not-in-review']);
  });

  it('accepts several with a preview; those with something open stay as they are and are named', async () => {
    const round = await aReviewingRound(portal);
    const ready = await aRecommended(portal, { round, place: 1 });
    const open = await aRecommended(portal, { round, place: 2 });
    await judgeAll(office, ready.applicationId);
    const preview = await office.to(upgradeApi).acceptancePreview({ params: { id: round }, query: {} });
    expect(preview.accepted).toEqual([ready.applicationId]);
    expect(preview.refused).toMatchObject([{ id: open.applicationId, refusals: [{ code: 'review.items-open' }] }]);
    const applications = [ready.applicationId, open.applicationId];
    const done = await office.to(upgradeApi).acceptApplications({ params: { id: round }, body: { applications } });
    expect(done).toMatchObject({ accepted: [ready.applicationId], refused: [{ id: open.applicationId }] });
    const list = await office.to(upgradeApi).formalChecks({ params: { id: round } });
    expect(list.rows.map(({ application, rank }) => [application.state, rank])).toEqual([
      ['accepted', 1],
      ['recommended', 2],
    ]);
    const again = office.to(upgradeApi).acceptApplications({ params: { id: round }, body: { applications } });
    expect((await answerOf(again)).codes).toEqual(['review.nothing-to-accept']);
  });

  it('is the office’s own: applicant, recommender and evaluator see nothing of it', async () => {
    const round = await aReviewingRound(portal);
    const { applicationId: id, studio, recommender } = await aRecommended(portal, { round });
    await accepted(office, id);
    for (const person of [studio, recommender, await portal.as('evaluator')]) {
      expect((await answerOf(checkOf(person, id))).status).toBe(403);
      expect((await answerOf(person.to(upgradeApi).formalChecks({ params: { id: round } }))).status).toBe(403);
    }
  });
});

describe('points of priority', () => {
  it('are counted from verified activities, with each of them, for office and recommender only', async () => {
    const round = await aReviewingRound(portal);
    const mine = await aRecommended(portal, { round });
    const other = await aRecommended(portal, { round, recommender: '500101' });
    await portal.db.run(sql`
      INSERT INTO activities (id, series_id, studio_id, kind, mechanism, title, summary, place, people, started_on, metrics, state, verified_at,
        verified_by, created_by, created_at, submitted_at)
      SELECT v.id, v.id, ${mine.id}, 'mentoring', 'mentoring', '拜师', '收徒', '', '[]', day::date, '{"apprentices": 3}', state,
        CASE WHEN state = 'verified' THEN now() END, CASE WHEN state = 'verified' THEN a.id END, a.id, now(), now()
      FROM (SELECT id FROM accounts LIMIT 1) a,
        (SELECT gen_random_uuid() AS id, d.* FROM (VALUES ('2025-05-01', 'verified'), ('2025-06-01', 'verified'),
           ('2025-07-01', 'submitted'), ('2020-07-01', 'verified')) d(day, state)) v`);
    const of = (person: Visitor) => person.to(upgradeApi).casePriorities({ params: { id: round } });
    const seen = await of(mine.recommender);
    expect(seen.map(({ applicationId }) => applicationId)).toEqual([mine.applicationId]);
    expect(seen[0]).toMatchObject({ points: 100, of: 1_000, declared: 0, preferred: false });
    const apprentices = seen[0]!.items.find(({ item }) => item === 'apprentices')!;
    expect(apprentices).toMatchObject({ value: 6, from: 5, points: 100, source: 'verified', clause: '二(三)1' });
    expect(apprentices.activities.map(({ startedOn }) => startedOn)).toEqual(['2025-05-01', '2025-06-01']);
    expect((await of(office)).map(({ applicationId }) => applicationId).toSorted()).toEqual(
      [mine.applicationId, other.applicationId].toSorted(),
    );
    expect((await answerOf(of(mine.studio))).status).toBe(403);
    expect((await answerOf(of(await portal.as('evaluator')))).status).toBe(403);
    expect((await checkOf(office, mine.applicationId)).priority.points).toBe(100);
  });

  it('are what a unit without a studio declares in its form, and marked so', async () => {
    const round = await aReviewingRound(portal);
    const id = await anApplication(portal, { round, state: 'recommended' });
    await portal.db.run(sql`
      INSERT INTO application_sections (application_id, section, content, saved_at)
      VALUES (${id}, 'unit', '{"priority-apprentices": 8, "priority-exchange": 1}', now())`);
    const [priority] = await office.to(upgradeApi).casePriorities({ params: { id: round } });
    expect(priority).toMatchObject({ applicationId: id, points: 100, declared: 100, preferred: false });
    expect(priority!.items[0]).toMatchObject({ item: 'apprentices', value: 8, source: 'declared', activities: [] });
  });
});
