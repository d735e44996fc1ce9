import { type RecommendationView, upgradeApi } from '@jianglian/contracts/upgrade';
import type { AppliedTier } from '@jianglian/domain/upgrade';
import { sql } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';
import { ProblemAnswer, type Visitor } from '../support/visitor.ts';
import { recommenderId } from '../studio/a-studio.ts';
import { pdf } from '../support/sample-files.ts';
import { anApplication, anOpenRound, type WantedRound } from './an-application.ts';

/** 三(一): each recommender's places, as the call makes them. */
export async function somePlaces(
  portal: Portal,
  roundId: string,
  recommender: string,
  places: Partial<Record<AppliedTier, number>> = { municipal: 2, chief: 2, national: 1 },
): Promise<void> {
  for (const [tier, count] of Object.entries(places)) {
    await portal.db.run(sql`
      INSERT INTO upgrade_recommender_places (round_id, recommender_id, tier, place)
      SELECT ${roundId}, ${recommender}, ${tier}, n FROM generate_series(1, ${count}::int) n`);
  }
}

export interface RankingStory {
  readonly portal: Portal;
  readonly roundId: string;
  readonly recommenderId: string;
  readonly params: { readonly id: string; readonly recommenderId: string };
  readonly officer: Visitor;
}

/** A called round with the places of one district and its officer. */
export async function aRankingRound(portal: Portal, wanted: WantedRound = {}, code = '500101'): Promise<RankingStory> {
  const roundId = await anOpenRound(portal, wanted);
  const recommender = await recommenderId(portal, code);
  await somePlaces(portal, roundId, recommender);
  // Each story's own officer: nobody may ask the portal too often.
  const officer = await portal.signedIn(await portal.given.account('recommender', { recommenderId: recommender }));
  return { portal, roundId, recommenderId: recommender, params: { id: roundId, recommenderId: recommender }, officer };
}

/** New units that apply to the story's recommender; their ids. */
export async function candidates(
  { portal, roundId, recommenderId: recommender }: RankingStory,
  count: number,
  target: AppliedTier = 'municipal',
): Promise<string[]> {
  const ids: string[] = [];
  const unit = await portal.given.hostUnit();
  for (let index = 0; index < count; index++) {
    ids.push(await anApplication(portal, { round: roundId, recommender, target, unit }));
  }
  return ids;
}

export const viewOf = ({ officer, params }: RankingStory): Promise<RecommendationView> =>
  officer.to(upgradeApi).recommendation({ params });

export const rankedIn = (view: RecommendationView, tier: AppliedTier): string[] =>
  view.tiers.find((one) => one.tier === tier)!.ranked.map(({ id }) => id);

/** What a call was answered: its reply, or the problem. */
export const answered = <T>(call: Promise<T>): Promise<T | ProblemAnswer> =>
  call.catch((error: unknown) => {
    if (error instanceof ProblemAnswer) return error;
    throw error;
  });

/** A scan of a sealed paper, uploaded by the officer; its id. */
export async function aScan({ officer }: RankingStory, name = '盖章扫描件.pdf'): Promise<string> {
  const response = await officer.upload('/api/files?purpose=recommendation', { name, content: pdf(1) });
  return response.json<{ id: string }>().id;
}

/** The letter of the present list, sealed and uploaded. */
export async function withLetter(story: RankingStory): Promise<RecommendationView> {
  const { revision, serial } = await viewOf(story);
  const body = { revision, serial: serial!, fileId: await aScan(story, '推荐函.pdf') };
  return story.officer.to(upgradeApi).sealLetter({ params: story.params, body });
}

/** The sealed form of every ranked unit. */
export async function withForms(story: RankingStory): Promise<RecommendationView> {
  let view = await viewOf(story);
  for (const { id } of view.tiers.flatMap(({ ranked }) => ranked)) {
    const body = { revision: view.revision, fileId: await aScan(story, '核查证明表.pdf') };
    view = await story.officer.to(upgradeApi).sealForm({ params: { ...story.params, applicationId: id }, body });
  }
  return view;
}

/** Ranked, sealed and ready: one moment before it is submitted. */
export async function aReadyRecommendation(story: RankingStory, ids: readonly string[]): Promise<RecommendationView> {
  for (const applicationId of ids) {
    await story.officer.to(upgradeApi).addRank({ params: story.params, body: { applicationId } });
  }
  await withLetter(story);
  return withForms(story);
}

export const submitted = ({ officer, params }: RankingStory, revision: number): Promise<RecommendationView> =>
  officer.to(upgradeApi).submitRecommendation({ params, body: { revision } });
