import type { RankedCase, RecommendationView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import type { AppliedTier, RecommendationState, Ranking } from '@jianglian/domain/upgrade';
import {
  appliedTiers,
  emptyRanking,
  rankingClosed,
  recommendationMachine,
  roundPhase,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { Receipts } from '../../../platform/receipts/index.ts';
import { applicationBrief, roundColumns, type StoredRound, windowsOf } from '../application/application-fragments.ts';
import { VerdictQueries } from '../eligibility/verdict.queries.ts';
import { rankedListSerial } from './ranked-list-serial.ts';
import type { RecommendationKey } from './recommendation-key.ts';

type Scan = RankedCase['form'];
type CaseRow = Omit<RankedCase, 'outcome' | 'preferred'> & { readonly tierPlace: number | null };

interface Head {
  readonly round: StoredRound & { readonly documentNumber: string | null };
  readonly recommender: { readonly id: string; readonly name: string };
  readonly id: string | null;
  readonly revision: number;
  readonly state: RecommendationState;
  readonly letter: (NonNullable<Scan> & { readonly serial: string }) | null;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly reopenReason: string | null;
  readonly places: readonly { readonly tier: AppliedTier; readonly places: number }[];
}

const scanOf = sql`CASE WHEN f.id IS NOT NULL THEN
  jsonb_build_object('fileId', f.id, 'name', f.name, 'mediaType', f.media_type) END`;

/** One recommender's ranking of a round, for itself and for the office. */
@Injectable()
export class RecommendationQueries {
  private readonly database: Database;
  private readonly verdicts: VerdictQueries;
  private readonly receipts: Receipts;
  private readonly clock: Clock;

  constructor(database: Database, verdicts: VerdictQueries, receipts: Receipts, clock: Clock) {
    this.database = database;
    this.verdicts = verdicts;
    this.receipts = receipts;
    this.clock = clock;
  }

  /** Not there and not yours are one answer. */
  async view(key: RecommendationKey, actor: Actor): Promise<RecommendationView> {
    if (!mayRead(key, actor)) throw new NotFoundError('recommendation');
    const head = await this.head(key);
    const cases = await this.cases(key, actor);
    const tiers = appliedTiers.map((tier) => ({
      tier,
      places: head.places.find((row) => row.tier === tier)?.places ?? 0,
      ranked: cases.filter((one) => one.target === tier && one.place !== null).toSorted(byPlace),
    }));
    const { windows, ...round } = head.round;
    const call = { state: round.state, windows: windowsOf(windows) };
    const now = this.clock.now();
    const serial = rankedListSerial(key, round.year, rankingOf(tiers));
    const outdated = head.letter !== null && head.letter.serial !== serial;
    const subject = { state: head.state, recommenderId: key.recommenderId };
    const ranked = tiers.flatMap((tier) => tier.ranked);
    const receipts = head.id === null ? [] : await this.receipts.of({ type: 'recommendation', id: head.id });
    return {
      round: {
        id: round.id,
        title: round.title,
        year: round.year,
        documentNumber: round.documentNumber,
        state: round.state,
        phase: roundPhase(call, now),
        recommendingOpensAt: windows.recommendingOpensAt,
        recommendingClosesAt: windows.recommendingClosesAt,
        applicationsCloseAt: windows.applicationsCloseAt,
      },
      recommender: head.recommender,
      revision: head.revision,
      state: head.state,
      serverNow: now.toISOString(),
      tiers,
      others: cases.filter(({ place }) => place === null),
      serial,
      letter: head.letter && { ...head.letter, outdated },
      submittedAt: head.submittedAt,
      submittedBy: head.submittedBy,
      reopenReason: head.reopenReason,
      receipts,
      closed: [...rankingClosed(subject, { actor, now, round: call })] as never,
      offers: offers(recommendationMachine, subject, {
        actor,
        now,
        round: call,
        ranked: ranked.length,
        hasSealedLetter: head.letter !== null,
        outdatedLetter: outdated ? { letter: head.letter.serial, current: serial ?? '—' } : null,
        unverified: ranked.filter(({ form }) => form === null).map(({ studioName }) => studioName),
        // The reason is asked for by the page, so it does not stand against the offer.
        reason: '…',
      })
        .filter(({ action }) => (action === 'reopen') === holds(actor, 'office'))
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }

  private async head({ roundId, recommenderId }: RecommendationKey): Promise<Head> {
    const row = await this.database.one<Head>(sql`
      SELECT ${roundColumns} || jsonb_build_object('documentNumber', r.document_number) AS round,
             jsonb_build_object('id', w.id, 'name', w.name) AS recommender, p.id, coalesce(p.revision, 0) AS revision,
             coalesce(p.state, 'draft') AS state, p.submitted_at AS "submittedAt", b.display_name AS "submittedBy",
             p.reopen_reason AS "reopenReason",
             CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('fileId', f.id, 'name', f.name,
               'mediaType', f.media_type, 'serial', p.letter_serial) END AS letter,
             coalesce((SELECT jsonb_agg(x) FROM (
               SELECT tier, count(*)::int AS places FROM upgrade_recommender_places
               WHERE round_id = r.id AND recommender_id = w.id GROUP BY tier) x), '[]') AS places
      FROM upgrade_rounds r JOIN recommenders w ON w.id = ${recommenderId}
      LEFT JOIN recommendations p ON p.round_id = r.id AND p.recommender_id = w.id
      LEFT JOIN accounts b ON b.id = p.submitted_by LEFT JOIN files f ON f.id = p.letter_file_id
      WHERE r.id = ${roundId} AND r.state <> 'draft'`);
    if (!row) throw new NotFoundError('recommendation');
    return row;
  }

  /** Handed in to this recommender; what was withdrawn is shown no more unless it is ranked. */
  private async cases({ roundId, recommenderId }: RecommendationKey, actor: Actor): Promise<RankedCase[]> {
    const rows = await this.database.rows<{ brief: CaseRow }>(sql`
      SELECT ${applicationBrief} || jsonb_build_object('form', ${scanOf}, 'tierPlace', k.place, 'place',
               CASE WHEN k.place IS NOT NULL THEN row_number() OVER (PARTITION BY a.target ORDER BY k.place) END) AS brief
      FROM applications a
      LEFT JOIN recommendation_ranks k ON k.application_id = a.id AND k.recommender_id = a.recommender_id
      LEFT JOIN files f ON f.id = k.form_file_id
      WHERE a.round_id = ${roundId} AND a.recommender_id = ${recommenderId} AND a.submitted_at IS NOT NULL
        AND (a.state <> 'withdrawn' OR k.place IS NOT NULL)
      ORDER BY a.submitted_at, a.id`);
    const briefs = rows.map(({ brief }) => brief);
    const outcomes = await this.verdicts.outcomes(
      actor,
      briefs.flatMap(({ studioId, target, exceptionGround }) =>
        studioId === null ? [] : [{ studioId, target, exception: exceptionGround ?? undefined }],
      ),
    );
    return briefs.map(({ tierPlace: _place, ...brief }) => {
      const verdict = brief.studioId === null ? undefined : outcomes.get(brief.studioId);
      return { ...brief, outcome: verdict?.outcome ?? null, preferred: verdict?.preferred ?? false };
    });
  }
}

const byPlace = (one: RankedCase, other: RankedCase): number => (one.place ?? 0) - (other.place ?? 0);

const rankingOf = (tiers: readonly { tier: AppliedTier; ranked: readonly RankedCase[] }[]): Ranking => ({
  ...emptyRanking,
  ...Object.fromEntries(tiers.map(({ tier, ranked }) => [tier, ranked.map(({ id }) => id)])),
});

const mayRead = ({ recommenderId }: RecommendationKey, actor: Actor): boolean =>
  holds(actor, 'office') ||
  actor.grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === recommenderId);
