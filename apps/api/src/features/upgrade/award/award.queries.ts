import type { AwardRow, AwardsView, AwardTierView } from '@jianglian/contracts/upgrade';
import { publicityUntil } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { offers } from '@jianglian/domain/kernel';
import type { PlacesByTier, RankedCandidate, Round } from '@jianglian/domain/upgrade';
import { appliedTiers, changesSince, roundMachine } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { WorkCalendarQueries } from '../../evaluation/index.ts';
import { roundPlaces, roundWindows } from '../round/round-fragments.ts';
import { AwardCandidates, type CandidateCase, rankingOf } from './award-candidate.queries.ts';

type Head = Omit<AwardsView, 'tiers' | 'offers' | 'unchecked' | 'waiting' | 'untilIfReleased'> & {
  readonly places: PlacesByTier;
  readonly windows: Readonly<Record<keyof Round['windows'], string>>;
  readonly proposerId: string | null;
};

const steps: readonly string[] = ['propose', 'take-back', 'release', 'publish'];

/** The decision of a round as the office sees it. */
@Injectable()
export class AwardQueries {
  private readonly database: Database;
  private readonly candidates: AwardCandidates;
  private readonly calendar: WorkCalendarQueries;
  private readonly clock: Clock;

  constructor(database: Database, candidates: AwardCandidates, calendar: WorkCalendarQueries, clock: Clock) {
    this.database = database;
    this.candidates = candidates;
    this.calendar = calendar;
    this.clock = clock;
  }

  async view(id: string, actor: Actor): Promise<AwardsView> {
    const head = await this.database.one<Head>(sql`
      SELECT r.id, r.title, r.year, r.state, r.revision, r.expert_review AS "expertReview",
             proposer.display_name AS "proposedBy", r.proposed_by AS "proposerId", r.proposed_at AS "proposedAt",
             releaser.display_name AS "releasedBy", r.released_at AS "releasedAt",
             r.shortfall_reason AS "shortfallReason", r.publicity_working_days AS "publicityWorkingDays",
             r.publicity_until AS "publicityUntil", r.publicity_contact AS "publicityContact",
             r.award_document_number AS "awardDocumentNumber", r.awarded_on AS "awardedOn",
             ${roundPlaces('places')} AS places, ${roundWindows} AS windows
      FROM upgrade_rounds r LEFT JOIN accounts proposer ON proposer.id = r.proposed_by
      LEFT JOIN accounts releaser ON releaser.id = r.released_by WHERE r.id = ${id}`);
    if (!head) throw new NotFoundError('round');
    const { places, windows, proposerId, ...said } = head;
    const [cases, open] = [await this.candidates.of(id), await this.candidates.open(id)];
    const round: Round = {
      ...said,
      places,
      proposedBy: proposerId,
      windows: {
        opensAt: new Date(windows.opensAt),
        applicationsCloseAt: new Date(windows.applicationsCloseAt),
        recommendingOpensAt: new Date(windows.recommendingOpensAt),
        recommendingClosesAt: new Date(windows.recommendingClosesAt),
      },
    };
    const offered = offers(roundMachine, round, {
      actor,
      now: this.clock.now(),
      undecided: open.undecided + open.unchecked,
    }).filter(({ action }) => steps.includes(action));
    const ranking = rankingOf(cases, places);
    return {
      ...said,
      unchecked: open.unchecked,
      waiting: open.waiting,
      untilIfReleased: publicityUntil(await this.calendar.calendar(), this.clock.today(), head.publicityWorkingDays),
      offers: offered.map(({ action, refusals }) => ({ action, refusals: refusals as never })),
      tiers: appliedTiers.toReversed().map((tier) => tierView(tier, places[tier], cases, ranking)),
    };
  }
}

function tierView(
  tier: AwardTierView['tier'],
  places: number,
  cases: readonly CandidateCase[],
  ranking: ReadonlyMap<string, RankedCandidate>,
): AwardTierView {
  const own = cases.filter((one) => one.tier === tier);
  const countOf = (outcome: AwardRow['outcome']) => own.filter((one) => one.outcome === outcome).length;
  const rows = own.map((one) => rowOf(one, ranking.get(one.applicationId) as RankedCandidate));
  return {
    tier,
    places,
    awarded: countOf('award'),
    declined: countOf('decline'),
    undecided: countOf(null),
    rows: rows.toSorted((one, other) => one.position - other.position),
  };
}

/** Once published, the position is the one it was decided at: the register moves on. */
function rowOf(one: CandidateCase, ranked: RankedCandidate): AwardRow {
  const published = one.publishedOn !== null;
  return {
    ...one,
    application: one.application,
    position: published ? (one.decidedPosition ?? ranked.position) : ranked.position,
    tied: ranked.tied,
    proposal: ranked.proposal,
    twins: [...one.twins],
    changes: (published ? [] : changesSince(one)) as Refusal[] as never,
  };
}
