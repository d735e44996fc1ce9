import { type AwardRow, type AwardsView, upgradeApi } from '@jianglian/contracts/upgrade';
import type { AppliedTier } from '@jianglian/domain/upgrade';
import { sql } from '../../src/platform/database/index.ts';
import { aStudio, recommenderId } from '../studio/a-studio.ts';
import type { Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { anApplication, anOpenRound } from './an-application.ts';

type Places = Partial<Record<AppliedTier, number>>;

/** A round in review, its windows over, with so many places of each tier. */
export async function anAwardRound(portal: Portal, places: Places = {}): Promise<string> {
  const round = await anOpenRound(portal, {
    state: 'reviewing',
    opensAt: '2026-01-01T00:00:00Z',
    applicationsCloseAt: '2026-01-15T10:00:00Z',
    recommendingOpensAt: '2026-01-16T00:00:00Z',
    recommendingClosesAt: '2026-01-22T10:00:00Z',
  });
  for (const tier of ['municipal', 'chief', 'national'] as const) {
    await portal.db.run(sql`
      INSERT INTO upgrade_round_places (round_id, tier, places, per_recommender)
      VALUES (${round}, ${tier}, ${places[tier] ?? 0}, 2)`);
  }
  return round;
}

/** A studio's accepted application for the next tier. */
export async function aCandidate(portal: Portal, round: string, wanted: Parameters<typeof aStudio>[1] = {}) {
  const studio = await aStudio(portal, wanted);
  const id = await anApplication(portal, { round, studio, state: 'accepted', submittedAt: '2026-01-10T00:00:00Z' });
  return { id, studio };
}

/** A unit's accepted application for a new studio, with what its form says of it. */
export async function aFoundingCandidate(
  portal: Portal,
  round: string,
  wanted: { unit?: string; master?: string } = {},
) {
  const unit = wanted.unit ?? (await portal.given.hostUnit());
  const id = await anApplication(portal, {
    round,
    unit,
    state: 'accepted',
    submittedAt: '2026-01-10T00:00:00Z',
    ...(wanted.master === undefined ? {} : { masterName: wanted.master }),
  });
  const sections = {
    target: { cluster: 'B1', district: '500101' },
    master: { gender: 'male', 'birth-date': '1980-05-01', 'skill-level': 'technician', honours: [] },
  };
  for (const [section, content] of Object.entries(sections)) {
    await portal.db.run(sql`
      INSERT INTO application_sections (application_id, section, content, saved_at)
      VALUES (${id}, ${section}, ${JSON.stringify(content)}, ${portal.clock.now()})`);
  }
  return { id, unit };
}

/** Its place in the list of the recommending unit 500101. */
export async function ranked(portal: Portal, round: string, ids: readonly string[], tier: AppliedTier = 'chief') {
  const recommender = await recommenderId(portal, '500101');
  await portal.db.run(sql`
    INSERT INTO recommendations (round_id, recommender_id) VALUES (${round}, ${recommender}) ON CONFLICT DO NOTHING`);
  for (const [index, id] of ids.entries()) {
    await portal.db.run(sql`
      INSERT INTO upgrade_recommender_places (round_id, recommender_id, tier, place)
      VALUES (${round}, ${recommender}, ${tier}, ${index + 1})`);
    await portal.db.run(sql`
      INSERT INTO recommendation_ranks (application_id, round_id, recommender_id, tier, place)
      VALUES (${id}, ${round}, ${recommender}, ${tier}, ${index + 1})`);
  }
}

export const awardsOf = (person: Visitor, id: string): Promise<AwardsView> =>
  person.to(upgradeApi).awards({ params: { id } });

export const rowsOf = (view: AwardsView): readonly AwardRow[] => view.tiers.flatMap(({ rows }) => rows);

export async function decide(
  person: Visitor,
  round: string,
  outcomes: Readonly<Record<string, 'award' | 'decline' | null>>,
  reason: string | null = null,
): Promise<AwardsView> {
  const rows = rowsOf(await awardsOf(person, round));
  return person.to(upgradeApi).decideAwards({
    params: { id: round },
    body: {
      decisions: Object.entries(outcomes).map(([applicationId, outcome]) => ({
        applicationId,
        outcome,
        reason,
        revision: rows.find(({ application }) => application.id === applicationId)?.revision ?? 0,
      })),
    },
  });
}

/** Two people of the office: one proposes, the other releases. */
export async function twoOfTheOffice(portal: Portal) {
  return {
    one: await portal.signedIn(await portal.given.account('office')),
    other: await portal.signedIn(await portal.given.account('office')),
  };
}

/** Proposed by one, released by the other. */
export async function released(round: string, people: { one: Visitor; other: Visitor }): Promise<AwardsView> {
  const { revision } = await awardsOf(people.one, round);
  const proposed = await people.one
    .to(upgradeApi)
    .proposeAwards({ params: { id: round }, body: { revision, shortfallReason: null } });
  return people.other
    .to(upgradeApi)
    .releaseAwards({ params: { id: round }, body: { revision: proposed.revision, contact: '市高技办 88126933' } });
}
