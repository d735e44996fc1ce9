import type { AcceptanceView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { attempt, type Refusal } from '@jianglian/domain/kernel';
import type { Judgement } from '@jianglian/domain/upgrade';
import {
  acceptanceRefusals,
  applicationMachine,
  applicationRefusals,
  judgementRefusals,
  refusalClauseRefusals,
  reviewRefusals,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { sql, UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { type LockedApplication, ApplicationRepository } from '../application/application.repository.ts';
import { FormalCheckQueries } from './formal-check.queries.ts';
import { FormalCheckRepository } from './formal-check.repository.ts';
import { type ReviewCase, ReviewCaseQueries } from './review-case.queries.ts';
import { ReviewNews } from './review-news.service.ts';

interface Decision {
  readonly action: 'accept' | 'refuse' | 'reinstate';
  readonly outcome: 'accepted' | 'refused' | 'reinstated';
  readonly clause?: string;
  readonly reason?: string;
}

/** The office says yes or no to items, and accepts, refuses or reinstates applications (三(二), 五(二)). */
@Injectable()
export class FormalCheckService {
  private readonly applications: ApplicationRepository;
  private readonly checks: FormalCheckRepository;
  private readonly cases: ReviewCaseQueries;
  private readonly queries: FormalCheckQueries;
  private readonly news: ReviewNews;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    applications: ApplicationRepository,
    checks: FormalCheckRepository,
    cases: ReviewCaseQueries,
    queries: FormalCheckQueries,
    news: ReviewNews,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.applications = applications;
    this.checks = checks;
    this.cases = cases;
    this.queries = queries;
    this.news = news;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Said while the application is open for the check; two who say it at once do not overwrite each other. */
  judge(id: string, judgement: Judgement, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { application, found } = await this.locked(id);
      const closed =
        application.round.state === 'reviewing' && application.state === 'recommended'
          ? []
          : [applicationRefusals('not-in-review')];
      const refusals = [...closed, ...judgementRefusals(found.items, judgement)];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const at = this.clock.now();
      const said = { applicationId: id, ...judgement, revision, by: actor.accountId, at };
      if (!(await this.checks.judge(said))) throw staleRevision(await this.queries.view(id, actor));
      await this.audit.record({
        subject: { type: 'application', id },
        action: 'judged',
        ...(judgement.remark === '' ? {} : { reason: judgement.remark }),
        facts: { item: judgement.item, answer: judgement.answer },
      });
    });
  }

  accept(id: string, revision: number, actor: Actor): Promise<void> {
    return this.decide(id, revision, { action: 'accept', outcome: 'accepted' }, actor, ({ result }) =>
      acceptanceRefusals(result),
    );
  }

  refuse(id: string, revision: number, clause: string, reason: string, actor: Actor): Promise<void> {
    return this.decide(id, revision, { action: 'refuse', outcome: 'refused', clause, reason }, actor, ({ items }) =>
      refusalClauseRefusals(items, clause),
    );
  }

  reinstate(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.decide(id, revision, { action: 'reinstate', outcome: 'reinstated', reason }, actor, () => []);
  }

  /** Those with nothing open, in one unit; the others stay as they are and are named with their reasons. */
  acceptAll(roundId: string, ids: readonly string[], actor: Actor): Promise<AcceptanceView> {
    return this.unit.run(async () => {
      const chosen = [...new Set(ids)].toSorted();
      const done: AcceptanceView = { accepted: [], refused: [] };
      for (const id of chosen) {
        const { application, found } = await this.locked(id);
        if (application.roundId !== roundId) throw new NotFoundError('application');
        const refusals = await this.carryOut(application, found, { action: 'accept', outcome: 'accepted' }, actor, () =>
          acceptanceRefusals(found.result),
        );
        if (refusals.length === 0) done.accepted.push(id);
        else done.refused.push({ id, studioName: application.studioName, refusals: [...refusals] as never });
      }
      if (done.accepted.length === 0) {
        throw new RefusedError([reviewRefusals('nothing-to-accept')], 409, done);
      }
      return done;
    });
  }

  private decide(
    id: string,
    revision: number,
    decision: Decision,
    actor: Actor,
    against: (found: ReviewCase) => readonly Refusal[],
  ): Promise<void> {
    return this.unit.run(async () => {
      const { application, found } = await this.locked(id);
      if (application.revision !== revision) throw staleRevision(await this.queries.view(id, actor));
      const refusals = await this.carryOut(application, found, decision, actor, against);
      if (refusals.length > 0) throw new RefusedError(refusals);
    });
  }

  /** Everything against it, or nothing and it is done: state, record of what was found, audit, news. */
  private async carryOut(
    application: LockedApplication,
    found: ReviewCase,
    { action, outcome, clause, reason }: Decision,
    actor: Actor,
    against: (found: ReviewCase) => readonly Refusal[],
  ): Promise<readonly Refusal[]> {
    const now = this.clock.now();
    const moved = attempt(applicationMachine, action, application, {
      actor,
      now,
      round: application.round,
      ...(reason === undefined ? {} : { reason }),
    });
    if (!moved.ok) return moved.refusals;
    const refusals = against(found);
    if (refusals.length > 0) return refusals;
    const { id } = application;
    const said = action === 'refuse';
    await this.applications.save(id, {
      state: moved.subject.state,
      stateReason: said ? reason! : null,
      stateClause: said ? clause! : null,
    });
    await this.checks.record({
      applicationId: id,
      outcome,
      ...(clause === undefined ? {} : { clause }),
      ...(reason === undefined ? {} : { reason }),
      findings: found.result.items,
      by: actor.accountId,
      at: now,
    });
    await this.audit.record({
      subject: { type: 'application', id },
      action: outcome,
      from: application.state,
      to: moved.subject.state,
      revision: application.revision + 1,
      ...(reason === undefined ? {} : { reason }),
      ...(application.studioId === null ? {} : { studioId: application.studioId }),
      facts: { roundId: application.roundId, ...(clause === undefined ? {} : { clause }) },
    });
    await this.news.checked(application, outcome, { clause, reason });
    return [];
  }

  /** The application locked; what was found is read afterwards, so that it is what is decided upon. */
  private async locked(id: string): Promise<{ application: LockedApplication; found: ReviewCase }> {
    const application = await this.applications.forUpdate(id);
    const [found] = await this.cases.of(sql`a.id = ${id}`);
    if (!found) throw new NotFoundError('application');
    return { application, found };
  }
}
