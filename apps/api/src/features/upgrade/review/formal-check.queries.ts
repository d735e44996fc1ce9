import type { AcceptanceView, FormalChecksView, FormalCheckView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { offers, refusalsOf } from '@jianglian/domain/kernel';
import type { ApplicationAction } from '@jianglian/domain/upgrade';
import { acceptanceRefusals, applicationMachine } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { applicationOf } from './application-of.ts';
import { PriorityQueries } from './priority.queries.ts';
import { itemViews, type ReviewCase, ReviewCaseQueries } from './review-case.queries.ts';

const reviewActs: ReadonlySet<ApplicationAction> = new Set(['accept', 'refuse', 'reinstate']);

/** The formal check as the office sees it: a round's list and one case. */
@Injectable()
export class FormalCheckQueries {
  private readonly database: Database;
  private readonly cases: ReviewCaseQueries;
  private readonly priorities: PriorityQueries;
  private readonly clock: Clock;

  constructor(database: Database, cases: ReviewCaseQueries, priorities: PriorityQueries, clock: Clock) {
    this.database = database;
    this.cases = cases;
    this.priorities = priorities;
    this.clock = clock;
  }

  async list(roundId: string): Promise<FormalChecksView> {
    const round = await this.database.one<FormalChecksView['round']>(sql`
      SELECT id, title, state, expert_review AS "expertReview" FROM upgrade_rounds WHERE id = ${roundId}`);
    if (!round) throw new NotFoundError('round');
    const ofRound = sql`a.round_id = ${roundId}`;
    const cases = await this.cases.of(ofRound);
    const points = new Map((await this.priorities.of(ofRound)).map((priority) => [priority.applicationId, priority]));
    return {
      round,
      rows: cases.map(({ brief, recommenderName, rank, result, checkedBy, checkedAt }) => {
        const priority = points.get(brief.id)!;
        return {
          application: brief,
          recommenderName,
          rank,
          open: result.open.length,
          against: result.against.length,
          checkedBy,
          checkedAt,
          priority: {
            points: priority.points,
            of: priority.of,
            declared: priority.declared,
            preferred: priority.preferred,
          },
        };
      }),
    };
  }

  async view(id: string, actor: Actor): Promise<FormalCheckView> {
    const [found] = await this.cases.of(sql`a.id = ${id}`);
    if (!found) throw new NotFoundError('application');
    const [priority] = await this.priorities.of(sql`a.id = ${id}`);
    const history = await this.database.rows<FormalCheckView['history'][number]>(sql`
      SELECT v.id, v.outcome, v.clause, v.reason, b.display_name AS by, v.reviewed_at AS at
      FROM application_reviews v LEFT JOIN accounts b ON b.id = v.reviewed_by
      WHERE v.application_id = ${id} ORDER BY v.position DESC`);
    const { brief, round, result } = found;
    return {
      application: brief,
      round: { id: round.id, title: round.title, state: round.state },
      recommenderName: found.recommenderName,
      rank: found.rank,
      items: itemViews(found),
      open: [...result.open],
      against: [...result.against],
      files: [...found.files],
      texts: [...found.texts],
      priority: priority!,
      history,
      offers: this.offersOf(found, actor),
    };
  }

  /** What accepting would do, without doing it: of those named, or of all that are recommended. */
  async preview(roundId: string, ids: readonly string[] | undefined, actor: Actor): Promise<AcceptanceView> {
    const named = ids && sql`a.id = ANY(${ids}::uuid[])`;
    const cases = await this.cases.of(every([sql`a.round_id = ${roundId} AND a.state = 'recommended'`, named]));
    const now = this.clock.now();
    const judged = cases.map(({ brief, round, result }) => ({
      brief,
      refusals: [
        ...refusalsOf(applicationMachine, 'accept', applicationOf(brief), { actor, now, round }),
        ...acceptanceRefusals(result),
      ],
    }));
    return {
      accepted: judged.flatMap(({ brief, refusals }) => (refusals.length === 0 ? [brief.id] : [])),
      refused: judged.flatMap(({ brief, refusals }) =>
        refusals.length === 0 ? [] : [{ id: brief.id, studioName: brief.studioName, refusals: [...refusals] as never }],
      ),
    };
  }

  private offersOf({ brief, round, result }: ReviewCase, actor: Actor): FormalCheckView['offers'] {
    // The reason is asked for by the page, so it does not stand against the offer.
    const context = { actor, now: this.clock.now(), round, reason: '…' };
    return offers(applicationMachine, applicationOf(brief), context)
      .filter(({ action }) => reviewActs.has(action))
      .map(({ action, refusals }) => ({
        action,
        refusals: [...refusals, ...(action === 'accept' ? acceptanceRefusals(result) : [])] as never,
      }));
  }
}
