import { activityApi } from '@jianglian/contracts/activity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { ProblemAnswer } from '../support/visitor.ts';
import { type AStudio, aStudio, anotherDistrict, submitted, training, verified } from './a-studio.ts';

let portal: Portal;
let studio: AStudio;
let elsewhere: AStudio;
beforeAll(async () => {
  portal = await openPortal();
  studio = await aStudio(portal);
  elsewhere = await aStudio(portal, { recommender: anotherDistrict });
});
afterAll(() => portal.close());

const problem = async (call: Promise<unknown>): Promise<{ status: number; codes: string[] }> => {
  const answer = await call.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => error as ProblemAnswer,
  );
  expect(answer).toBeInstanceOf(ProblemAnswer);
  return { status: answer.status, codes: answer.codes };
};

describe('an activity from log to correction', () => {
  it('is logged, verified by its own recommender, locked, corrected, and tells it all', async () => {
    expect(elsewhere.recommenderId).not.toBe(studio.recommenderId);
    const secretary = studio.secretary.to(activityApi);
    const officer = studio.officer.to(activityApi);
    const { id, revision } = await submitted(studio);

    expect(await problem(elsewhere.officer.to(activityApi).get({ params: { id } }))).toMatchObject({ status: 404 });
    expect(
      await problem(elsewhere.officer.to(activityApi).verify({ params: { id }, body: { revision } })),
    ).toMatchObject({ status: 404 });

    const done = await officer.verify({ params: { id }, body: { revision } });
    expect(done).toMatchObject({ state: 'verified', version: 1 });
    expect(await problem(secretary.edit({ params: { id }, body: { revision: done.revision, ...edit() } }))).toEqual({
      status: 409,
      codes: ['activity.locked'],
    });
    expect(await problem(secretary.withdraw({ params: { id }, body: { revision: done.revision } }))).toMatchObject({
      status: 409,
    });

    const correction = await secretary.correct({
      params: { id },
      body: { revision: done.revision, reason: '人次有误' },
    });
    expect(correction).toMatchObject({ state: 'draft', version: 2, supersedesId: id, correctionReason: '人次有误' });
    expect(correction.evidence).toHaveLength(1);
    expect((await secretary.get({ params: { id } })).correctionId).toBe(correction.id);
    // The officer does not see the draft of it, and the first version still counts.
    expect((await officer.get({ params: { id } })).correctionId).toBeNull();

    const changed = await secretary.edit({
      params: { id: correction.id },
      body: { revision: correction.revision, ...edit(), metrics: { personTimes: 42, hours: 3 } },
    });
    const again = await secretary.submit({ params: { id: correction.id }, body: { revision: changed.revision } });
    await officer.verify({ params: { id: correction.id }, body: { revision: again.revision } });
    expect((await officer.get({ params: { id } })).state).toBe('superseded');

    const history = await officer.history({ params: { id } });
    expect(history.versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'verified'],
      [1, 'superseded'],
    ]);
    expect(history.events.map(({ action, version }) => `${version} ${action}`).toReversed()).toEqual([
      '1 created',
      '1 attached',
      '1 submitted',
      '1 verified',
      '2 corrected',
      '2 edited',
      '2 submitted',
      '1 superseded',
      '2 verified',
    ]);
    expect(history.events[0]).toMatchObject({ role: 'recommender', from: 'submitted', to: 'verified' });
  });

  it('goes back to the studio with a reason, and not without', async () => {
    const officer = studio.officer.to(activityApi);
    const { id, revision } = await submitted(studio);
    expect(await problem(officer.return({ params: { id }, body: { revision, reason: ' ' } }))).toEqual({
      status: 409,
      codes: ['activity.reason-missing'],
    });
    const returned = await officer.return({ params: { id }, body: { revision, reason: '缺签到表' } });
    expect(returned).toMatchObject({ state: 'returned', returnReason: '缺签到表' });
    const seen = await studio.secretary.to(activityApi).get({ params: { id } });
    expect(seen.offers.map(({ action }) => action)).toEqual(['submit', 'edit', 'discard']);
  });

  it('is not verified by its own studio', async () => {
    const { id, revision } = await submitted(studio);
    expect(await problem(studio.secretary.to(activityApi).verify({ params: { id }, body: { revision } }))).toEqual({
      status: 403,
      codes: ['identity.not-permitted'],
    });
  });

  it('is not submitted with something missing, and says all of it', async () => {
    const api = studio.secretary.to(activityApi);
    const { id, revision } = await api.create({ body: training(studio, { title: '', people: [], metrics: {} }) });
    expect(await problem(api.submit({ params: { id }, body: { revision } }))).toEqual({
      status: 409,
      codes: [
        'activity.title-missing',
        'activity.people-missing',
        'activity.metrics-missing',
        'activity.metrics-missing',
        'activity.evidence-missing',
      ],
    });
  });

  it('is refused with every fault in what was written', async () => {
    const api = studio.secretary.to(activityApi);
    const body = training(studio, { startedOn: '2026-03-03', metrics: { hours: -1, projects: [] } });
    expect(await problem(api.create({ body }))).toEqual({
      status: 422,
      codes: ['activity.date-in-future', 'activity.metric-not-whole', 'activity.metric-unknown'],
    });
  });

  it('is not changed from a stale page; the answer has the newer version', async () => {
    const api = studio.secretary.to(activityApi);
    const { id } = await api.create({ body: training(studio) });
    await api.edit({ params: { id }, body: { revision: 1, ...edit(), title: '第一处改的' } });
    const answer = await api
      .edit({ params: { id }, body: { revision: 1, ...edit(), title: '第二处改的' } })
      .catch((error: unknown) => error as ProblemAnswer);
    expect(answer).toMatchObject({
      status: 409,
      problem: { code: 'shared.stale-revision', current: { title: '第一处改的', revision: 2 } },
    });
  });

  it('is thrown away while a draft, not after', async () => {
    const api = studio.secretary.to(activityApi);
    const { id } = await api.create({ body: training(studio) });
    await api.discard({ params: { id }, query: { revision: 1 } });
    expect(await problem(api.get({ params: { id } }))).toMatchObject({ status: 404 });
    const waiting = await submitted(studio);
    expect(await problem(api.discard({ params: { id: waiting.id }, query: { revision: waiting.revision } }))).toEqual({
      status: 409,
      codes: ['activity.locked'],
    });
  });
});

describe('a double click', () => {
  it('logs one activity', async () => {
    const api = studio.secretary.to(activityApi, { 'idempotency-key': 'phone-7f3a-0001' });
    const body = training(studio, { title: '只记一次' });
    const [one, other] = await Promise.all([api.create({ body }), api.create({ body })]);
    expect(other).toEqual(one);
    const { rows } = await api.list({ query: { studioId: studio.id, search: '只记一次' } });
    expect(rows).toHaveLength(1);
  });

  it('of a phone that lost the answer is the same activity days later, and nobody else’s', async () => {
    const id = '0f4b8f0e-6c1f-4d2a-9d53-1d5a5b1c7e01';
    const api = studio.secretary.to(activityApi);
    const first = await api.create({ body: { id, ...training(studio) } });
    await api.edit({ params: { id }, body: { revision: 1, ...edit() } });
    expect(await api.create({ body: { id, ...training(studio, { title: '又写了些' }) } })).toEqual({
      ...first,
      revision: 2,
    });
    const theirs = elsewhere.secretary.to(activityApi).create({ body: { id, ...training(elsewhere) } });
    expect(await problem(theirs)).toEqual({ status: 422, codes: ['shared.key-reused'] });
  });

  it('begins one correction', async () => {
    const { id, revision } = await verified(studio);
    const api = studio.secretary.to(activityApi);
    const clicks = await Promise.allSettled(
      [1, 2, 3].map(() => api.correct({ params: { id }, body: { revision, reason: '人次有误' } })),
    );
    expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = clicks.flatMap((click) =>
      click.status === 'rejected' ? (click.reason as ProblemAnswer).codes : [],
    );
    expect(new Set(refused)).toEqual(new Set(['activity.correction-open']));
  });

  it('verifies once', async () => {
    const { id, revision } = await submitted(studio);
    const officer = studio.officer.to(activityApi);
    const clicks = await Promise.allSettled([1, 2].map(() => officer.verify({ params: { id }, body: { revision } })));
    expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const records = await portal.db.rows(
      sql`SELECT FROM audit_records WHERE subject_id = ${id} AND action = 'verified'`,
    );
    expect(records).toHaveLength(1);
  });
});

describe('the database', () => {
  it('keeps a verified activity and submitted evidence as they are, whoever asks', async () => {
    const { id } = await verified(studio);
    const attempts = [
      sql`UPDATE activities SET metrics = '{}' WHERE id = ${id}`,
      sql`UPDATE activities SET state = 'draft' WHERE id = ${id}`,
      sql`UPDATE activities SET state = 'superseded', title = '改了' WHERE id = ${id}`,
      sql`DELETE FROM activities WHERE id = ${id}`,
      sql`DELETE FROM activity_evidence WHERE activity_id = ${id}`,
      sql`UPDATE activity_evidence SET note = '改了' WHERE activity_id = ${id}`,
    ];
    for (const attempt of attempts) await expect(portal.db.run(attempt)).rejects.toThrow(/locked/);
  });
});

describe('verifying many', () => {
  it('shows first what it would do, then verifies what it can and tells the rest', async () => {
    const district = await aStudio(portal, { recommender: anotherDistrict });
    const one = await submitted(district);
    portal.clock.advance({ minutes: 1 });
    const two = await submitted(district);
    const three = await submitted(district);
    await district.secretary.to(activityApi).withdraw({ params: { id: three.id }, body: { revision: three.revision } });
    const officer = district.officer.to(activityApi);

    const preview = await officer.previewVerification({ body: {} });
    expect(preview.rows.map(({ id, refusals }) => [id, refusals.length])).toEqual([
      [one.id, 0],
      [two.id, 0],
    ]);

    const chosen = [one, two, three, await submitted(studio)].map(({ id, revision }) => ({ id, revision }));
    const outcome = await officer.verifyMany({ body: { chosen } });
    expect(outcome.verified).toEqual([one.id, two.id]);
    // A draft again, and another district's: both as if they were not there.
    expect(outcome.refused.map(({ refusals }) => refusals.map(({ code }) => code))).toEqual([
      ['shared.not-found'],
      ['shared.not-found'],
    ]);
    expect(outcome.refused.map(({ title }) => title)).toEqual(['', '']);
  });
});

function edit() {
  const { studioId: _, ...content } = training(studio);
  return content;
}
