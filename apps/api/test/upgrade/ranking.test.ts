import { messageApi } from '@jianglian/contracts/message';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { AppliedTier } from '@jianglian/domain/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { ProblemAnswer } from '../support/visitor.ts';
import { recommenderId } from '../studio/a-studio.ts';
import { anApplication } from './an-application.ts';
import { answered, aRankingRound, candidates, rankedIn, type RankingStory, viewOf } from './a-ranking.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const ranking = (tiers: Partial<Record<AppliedTier, string[]>>) => ({
  municipal: [],
  chief: [],
  national: [],
  ...tiers,
});

const rank = ({ officer, params }: RankingStory, revision: number, tiers: Partial<Record<AppliedTier, string[]>>) =>
  officer.to(upgradeApi).rank({ params, body: { revision, ranking: ranking(tiers) } });

describe('a recommender ranks', () => {
  it('as a whole, within its places, and sees who holds them', async () => {
    const story = await aRankingRound(portal);
    const [a, b, c] = await candidates(story, 3);
    const empty = await viewOf(story);
    expect(empty).toMatchObject({ revision: 0, state: 'draft', serial: null, closed: [] });
    expect(empty.tiers.map(({ tier, places }) => [tier, places])).toEqual([
      ['municipal', 2],
      ['chief', 2],
      ['national', 1],
    ]);
    expect(new Set(empty.others.map(({ id }) => id))).toEqual(new Set([a, b, c]));

    const first = await rank(story, 0, { municipal: [a!, b!] });
    expect(rankedIn(first, 'municipal')).toEqual([a, b]);
    const swapped = await rank(story, first.revision, { municipal: [b!, a!] });
    expect(rankedIn(swapped, 'municipal')).toEqual([b, a]);
    expect(swapped.serial).not.toBe(first.serial);

    const refusal = await answered(rank(story, swapped.revision, { municipal: [b!, a!, c!] }));
    expect(refusal).toBeInstanceOf(ProblemAnswer);
    const { problem, status } = refusal as ProblemAnswer;
    const holders = [b, a].map((id) => empty.others.find((one) => one.id === id)!.studioName);
    expect([status, problem.code, problem.refusals[0]!.params]).toEqual([
      409,
      'recommendation.no-place',
      { tier: 'municipal', places: 2, holders },
    ]);
    expect(problem.title).toContain('市级');
    expect(rankedIn(await viewOf(story), 'municipal')).toEqual([b, a]);
  });

  it('and is shown the newer list when it was changed meanwhile', async () => {
    const story = await aRankingRound(portal);
    const [a, b] = await candidates(story, 2);
    await rank(story, 0, { municipal: [a!] });
    const stale = (await answered(rank(story, 0, { municipal: [b!] }))) as ProblemAnswer;
    expect([stale.status, stale.codes]).toEqual([409, ['shared.stale-revision']]);
    expect(rankedIn(stale.problem.current as never, 'municipal')).toEqual([a]);
  });

  it('one by one, and those behind a removed one move up', async () => {
    const story = await aRankingRound(portal);
    const { officer, params } = story;
    const [a, b, c] = await candidates(story, 3);
    const api = officer.to(upgradeApi);
    for (const applicationId of [a!, b!]) await api.addRank({ params, body: { applicationId } });
    const full = (await answered(api.addRank({ params, body: { applicationId: c! } }))) as ProblemAnswer;
    expect(full.codes).toEqual(['recommendation.no-place']);
    const twice = (await answered(api.addRank({ params, body: { applicationId: a! } }))) as ProblemAnswer;
    expect(twice.codes).toEqual(['recommendation.already-ranked']);
    await api.removeRank({ params: { ...params, applicationId: a! } });
    const view = await api.addRank({ params, body: { applicationId: c! } });
    expect(view.tiers[0]!.ranked.map(({ id, place }) => [id, place])).toEqual([
      [b, 1],
      [c, 2],
    ]);
  });

  it('only what applies for the tier, was handed in to it and stands', async () => {
    const story = await aRankingRound(portal);
    const { roundId } = story;
    const recommender = story.recommenderId;
    const [chief] = await candidates(story, 1, 'chief');
    const returned = await anApplication(portal, { round: roundId, recommender, state: 'returned' });
    const draft = await anApplication(portal, { round: roundId, recommender, state: 'draft' });
    const elsewhere = await anApplication(portal, {
      round: roundId,
      recommender: await recommenderId(portal, '500103'),
    });
    const codes = async (ids: string[]) => {
      const answer = (await answered(rank(story, 0, { municipal: ids }))) as ProblemAnswer;
      return [answer.status, answer.codes];
    };
    expect(await codes([chief!, returned])).toEqual([
      409,
      ['recommendation.wrong-tier', 'recommendation.not-rankable'],
    ]);
    expect(await codes([draft])).toEqual([404, ['shared.not-found']]);
    expect(await codes([elsewhere])).toEqual([404, ['shared.not-found']]);
    expect(new Set((await viewOf(story)).others.map(({ id }) => id))).toEqual(new Set([chief, returned]));
  });

  it('what stands: a returned one leaves the list, and its applicant is told until when', async () => {
    const story = await aRankingRound(portal);
    const { officer, params } = story;
    const api = officer.to(upgradeApi);
    const unit = await portal.given.hostUnit();
    const applicant = await portal.signedIn(await portal.given.account('applicant', { hostUnitId: unit }));
    const wanted = { round: story.roundId, recommender: story.recommenderId, unit };
    const [a, b] = [await anApplication(portal, wanted), await anApplication(portal, wanted)];
    for (const applicationId of [a, b]) await api.addRank({ params, body: { applicationId } });
    await api.returnApplication({ params: { id: a }, body: { revision: 1, reason: '事迹材料字数不足' } });
    expect((await viewOf(story)).tiers[0]!.ranked.map(({ id, place }) => [id, place])).toEqual([[b, 1]]);
    const { rows } = await applicant.to(messageApi).messages({ query: {} });
    expect(rows).toMatchObject([{ kind: 'application-returned', path: `/applications/${a}` }]);
  });

  it('its own list only; another recommender and a studio find nothing', async () => {
    const story = await aRankingRound(portal);
    const { params } = story;
    const other = await portal.as('recommender', { recommenderId: await recommenderId(portal, '500103') });
    const studio = await portal.as('studio');
    const office = await portal.as('office');
    const status = async (call: Promise<unknown>) => ((await answered(call)) as ProblemAnswer).status;
    expect(await status(other.to(upgradeApi).recommendation({ params }))).toBe(404);
    expect(await status(other.to(upgradeApi).rank({ params, body: { revision: 0, ranking: ranking({}) } }))).toBe(404);
    expect(await status(studio.to(upgradeApi).recommendation({ params }))).toBe(403);
    expect((await office.to(upgradeApi).recommendation({ params })).recommender.id).toBe(params.recommenderId);
    expect(await status(office.to(upgradeApi).rank({ params, body: { revision: 0, ranking: ranking({}) } }))).toBe(403);
  });
});

describe('64 clients for 2 places', () => {
  const clients = 64;

  it('one by one: exactly two get one, everybody else is told who holds them', async () => {
    for (let round = 0; round < 10; round++) {
      const story = await aRankingRound(portal);
      const { officer, params } = story;
      const ids = await candidates(story, clients);
      const answers = await Promise.all(
        ids.map((applicationId) => answered(officer.to(upgradeApi).addRank({ params, body: { applicationId } }))),
      );
      const refused = answers.filter((answer) => answer instanceof ProblemAnswer);
      expect(clients - refused.length).toBe(2);
      const view = await viewOf(story);
      const holders = view.tiers[0]!.ranked.map(({ studioName }) => studioName);
      expect(holders).toHaveLength(2);
      for (const { status, problem } of refused) {
        expect([status, problem.code]).toEqual([409, 'recommendation.no-place']);
        expect(problem.refusals[0]!.params['holders']).toEqual(holders);
      }
      const [stored] = await portal.db.rows<{ ranks: number }>(sql`
        SELECT count(*)::int AS ranks FROM recommendation_ranks WHERE round_id = ${params.id}`);
      expect(stored!.ranks).toBe(2);
    }
  }, 120_000);

  it('as whole lists: one is saved, the others are shown it; never three', async () => {
    for (let round = 0; round < 10; round++) {
      const story = await aRankingRound(portal);
      const ids = await candidates(story, clients);
      const answers = await Promise.all(
        ids.map((id, index) =>
          // Every fourth asks for one too many.
          answered(
            rank(story, 0, {
              municipal: [id, ids[(index + 1) % clients]!, ...(index % 4 ? [] : [ids[(index + 2) % clients]!])],
            }),
          ),
        ),
      );
      const saved = answers.filter((answer) => !(answer instanceof ProblemAnswer));
      expect(saved).toHaveLength(1);
      for (const answer of answers) {
        if (!(answer instanceof ProblemAnswer)) continue;
        expect(['shared.stale-revision', 'recommendation.no-place']).toContain(answer.problem.code);
      }
      expect((await viewOf(story)).tiers[0]!.ranked).toHaveLength(2);
    }
  }, 120_000);

  it('even past the portal, the database has no third place', async () => {
    const story = await aRankingRound(portal);
    const [a] = await candidates(story, 1);
    await rank(story, 0, {});
    const third = portal.db.run(sql`
      INSERT INTO recommendation_ranks (application_id, round_id, recommender_id, tier, place)
      VALUES (${a}, ${story.roundId}, ${story.recommenderId}, 'municipal', 3)`);
    await expect(third).rejects.toMatchObject({ message: expect.stringContaining('a_rank_takes_a_place') });
  });
});
