import type { ReviewProposalView, ReviewSettingsView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { applicationRefusals, reviewRefusals } from '@jianglian/domain/upgrade';
import { timeText } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { panelQuestionOf, PanelSolver, RubricQueries, SeatCheck } from '../../evaluation/index.ts';
import { RoundRepository } from '../round/round.repository.ts';
import { ReviewNews } from './review-news.service.ts';
import { ReviewSettingsQueries } from './review-settings.queries.ts';
import { ReviewSheetRepository } from './review-sheet.repository.ts';
import { ReviewTiesQueries } from './review-ties.queries.ts';

interface ReviewSeat {
  readonly applicationId: string;
  readonly accountId: string;
}

/** The office seats experts, with the solver's proposal or by hand, and says how a round is reviewed. */
@Injectable()
export class ReviewPanelService {
  private readonly rounds: RoundRepository;
  private readonly sheets: ReviewSheetRepository;
  private readonly ties: ReviewTiesQueries;
  private readonly settings: ReviewSettingsQueries;
  private readonly rubrics: RubricQueries;
  private readonly solver: PanelSolver;
  private readonly news: ReviewNews;
  private readonly database: Database;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    rounds: RoundRepository,
    sheets: ReviewSheetRepository,
    ties: ReviewTiesQueries,
    settings: ReviewSettingsQueries,
    rubrics: RubricQueries,
    solver: PanelSolver,
    news: ReviewNews,
    database: Database,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.rounds = rounds;
    this.sheets = sheets;
    this.ties = ties;
    this.settings = settings;
    this.rubrics = rubrics;
    this.solver = solver;
    this.news = news;
    this.database = database;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Writes nothing. */
  async propose(roundId: string): Promise<ReviewProposalView> {
    const places = (await this.ties.places(roundId)).filter(({ missing }) => missing > 0);
    const ties = await this.ties.of(roundId);
    const { seats, unfilled } = await this.solver.solve(panelQuestionOf(places, [], ties, undefined));
    const nameOf = (id: string) => ties.studios.get(id)?.name ?? '';
    return {
      seats: seats.map(({ evaluationId, accountId, expertise }) => ({
        applicationId: evaluationId,
        accountId,
        studioName: nameOf(evaluationId),
        evaluatorName: ties.evaluators.get(accountId)?.name ?? '',
        expertise,
      })),
      unfilled: unfilled.map(({ evaluationId, missing, reason }) => ({
        applicationId: evaluationId,
        studioName: nameOf(evaluationId),
        missing,
        reason,
      })),
    };
  }

  /** All or none, under the lock of the applications, so that the last place is taken once. */
  assign(roundId: string, seats: readonly ReviewSeat[], actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.rounds.forShare(roundId);
      if (!round.expertReview) throw new RefusedError([reviewRefusals('no-expert-review')]);
      if (round.state !== 'reviewing') throw new RefusedError([applicationRefusals('not-in-review')]);
      const ids = [...new Set(seats.map(({ applicationId }) => applicationId))];
      await this.database.rows(sql`
        SELECT id FROM applications WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`);
      const places = await this.ties.places(roundId);
      if (ids.some((id) => !places.some(({ evaluationId }) => evaluationId === id))) {
        throw new NotFoundError('application');
      }
      const check = new SeatCheck(await this.ties.of(roundId), places);
      const refused = seats.flatMap(({ applicationId, accountId }) => {
        const refusals = check.take({ evaluationId: applicationId, accountId });
        return refusals.length > 0 ? [{ applicationId, accountId, refusals }] : [];
      });
      if (refused.length > 0) {
        throw new RefusedError(refused.flatMap(({ refusals }) => refusals).slice(0, 50), 409, refused);
      }
      const inserted = await this.sheets.insertAll(seats, actor.accountId, this.clock.now());
      await this.audit.recordAll(
        inserted.map(({ id, applicationId, accountId }) => ({
          subject: { type: 'review-sheet', id },
          action: 'assigned',
          to: 'draft',
          revision: 1,
          facts: { applicationId, accountId },
        })),
      );
      await this.news.assigned(round, inserted);
    });
  }

  /** A rubric is changed before the first sheet only: marks are points of its lines. */
  configure(roundId: string, wanted: ReviewSettingsView, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      await this.rounds.forUpdate(roundId);
      await this.rubrics.pinned(wanted.rubricVersion, 'review');
      const before = await this.settings.of(roundId);
      const { count } = (await this.database.one<{ count: number }>(sql`
        SELECT count(*)::int AS count FROM review_sheets sh JOIN applications a ON a.id = sh.application_id
        WHERE a.round_id = ${roundId} AND sh.state IN ('draft', 'submitted')`))!;
      const closes = wanted.closesAt === null ? null : new Date(wanted.closesAt);
      const refusals = [
        ...(count > 0 && before.rubricVersion !== wanted.rubricVersion
          ? [reviewRefusals('sheets-are-out', { count })]
          : []),
        ...(closes && wanted.closesAt !== before.closesAt && closes <= this.clock.now()
          ? [reviewRefusals('closes-in-the-past', { at: timeText(closes) })]
          : []),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      if (!(await this.sheets.saveSettings(roundId, wanted))) throw staleRevision(before);
      await this.audit.record({
        subject: { type: 'round', id: roundId },
        action: 'review-configured',
        revision: wanted.revision + 1,
        facts: { before, after: wanted, by: actor.accountId },
      });
    });
  }
}
