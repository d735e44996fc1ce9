import { conditionKey } from '@jianglian/contracts/upgrade';
import { fillIn } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import type { ProvisionalFact, ProvisionalOutcome } from '@jianglian/domain/upgrade';
import { applicationMachine, provisionalOutcome, verdictOf } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { RequestContext } from '../../../platform/context/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { ApplicationRepository, type LockedApplication } from '../application/application.repository.ts';
import { DeterminationService } from '../eligibility/determination.service.ts';
import { VerdictQueries } from '../eligibility/verdict.queries.ts';
import { RankingService } from '../recommendation/ranking.service.ts';
import { sayIn } from '../sheet-words.ts';
import { ProvisionalNews } from './provisional-news.service.ts';
import { ProvisionalRepository } from './provisional.repository.ts';

/** Where the notice says it: 先行申报, and who may not apply. */
export const provisionalClause = '三(三)';

interface Checked {
  readonly determinationId: string | null;
  readonly unmet: readonly string[];
}

/**
 * 先行申报 (三(三)): what becomes of applications when an evaluation comes out, is taken back, or never comes. It follows from the fact
 * alone, in the transaction of the fact; nobody presses a button.
 */
@Injectable()
export class ProvisionalService {
  private readonly steps: ProvisionalRepository;
  private readonly applications: ApplicationRepository;
  private readonly verdicts: VerdictQueries;
  private readonly determinations: DeterminationService;
  private readonly ranking: RankingService;
  private readonly news: ProvisionalNews;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    steps: ProvisionalRepository,
    applications: ApplicationRepository,
    verdicts: VerdictQueries,
    determinations: DeterminationService,
    ranking: RankingService,
    news: ProvisionalNews,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.steps = steps;
    this.applications = applications;
    this.verdicts = verdicts;
    this.determinations = determinations;
    this.ranking = ranking;
    this.news = news;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Something happened to studios; several facts of one studio in their order. */
  heard(facts: readonly { readonly studioId: string; readonly fact: ProvisionalFact }[]): Promise<void> {
    if (facts.length === 0) return Promise.resolve();
    return this.unit.run(async () => {
      const concerned = await this.steps.ofStudios([...new Set(facts.map(({ studioId }) => studioId))]);
      for (const { id, studioId } of concerned) {
        for (const { fact } of facts.filter((one) => one.studioId === studioId)) await this.follow(id, fact);
      }
    });
  }

  /** The awards of the round are published: whoever still waits, waits in vain. Joins the unit of the publication. */
  roundOver(roundId: string): Promise<void> {
    return this.unit.run(async () => {
      for (const id of await this.steps.waitingIn(roundId)) await this.follow(id, { kind: 'round-over' });
    });
  }

  private async follow(id: string, fact: ProvisionalFact): Promise<void> {
    const application = await this.applications.forUpdate(id);
    const released = await this.steps.isReleased(id);
    const wouldRelease = fact.kind === 'graded' && fact.grade === 'excellent' && application.awaitsEvaluation;
    const checked = wouldRelease ? await this.check(application) : { determinationId: null, unmet: [] };
    const outcome = provisionalOutcome({ ...application, released, unmet: checked.unmet }, fact);
    if (outcome) await this.carryOut(application, outcome, checked);
  }

  /** 且符合相应申报条件: the case anew, with the grade in it, and kept for the review. */
  private async check({ studioId, target, exceptionGround, round }: LockedApplication): Promise<Checked> {
    if (studioId === null) return { determinationId: null, unmet: [] };
    // The portal itself asks: whoever published the result need not see the studio's case.
    const clerk: Actor = { accountId: '', name: '', grants: [{ role: 'office' }] };
    const asked = { target, exception: exceptionGround ?? undefined };
    const { rules, facts } = await this.verdicts.open(clerk, studioId, asked);
    const ofRound = { ...facts, roundYear: round.year };
    const { outcome, conditions } = verdictOf(rules, ofRound);
    const actor = RequestContext.current()?.actor ?? null;
    const determinationId = await this.determinations.keep(actor, studioId, rules, ofRound);
    const open = conditions.filter(
      ({ finding, coveredBy, alternative }) => finding.verdict === 'unmet' && coveredBy === null && !alternative,
    );
    return { determinationId, unmet: outcome === 'not-yet' ? open.map(({ rule }) => rule) : [] };
  }

  private async carryOut(
    application: LockedApplication,
    { step, cause }: ProvisionalOutcome,
    { determinationId, unmet }: Checked,
  ): Promise<void> {
    const { id, studioId } = application;
    const reason = this.reasonOf(cause, unmet);
    const state = this.stateAfter(application, step);
    await this.applications.save(id, {
      state,
      ...(step === 'closed'
        ? { stateReason: reason, stateClause: provisionalClause }
        : { awaitsEvaluation: step === 'awaits' }),
    });
    if (step === 'closed') await this.ranking.release(id, cause);
    await this.steps.add(id, { step, cause, determinationId, unmet, at: this.clock.now() });
    await this.audit.record({
      subject: { type: 'application', id },
      action: step === 'awaits' ? 'awaited-again' : step,
      from: application.state,
      to: state,
      reason,
      revision: application.revision + 1,
      facts: { cause, unmet, clause: provisionalClause, determination: determinationId },
      ...(studioId === null ? {} : { studioId }),
    });
    await this.news.tell(application, { step, reason, clause: provisionalClause });
  }

  private stateAfter(application: LockedApplication, step: ProvisionalOutcome['step']): LockedApplication['state'] {
    const action = step === 'closed' ? 'close' : 'wait-again';
    if (step === 'released' || (step === 'awaits' && application.state !== 'accepted')) return application.state;
    const actor = RequestContext.current()?.actor ?? { accountId: '', grants: [] };
    const outcome = attempt(applicationMachine, action, application, {
      actor,
      now: this.clock.now(),
      round: application.round,
    });
    if (!outcome.ok) throw new RefusedError(outcome.refusals);
    return outcome.subject.state;
  }

  /** Kept in the language of the documents, as a reason of the office would be. */
  private reasonOf(cause: string, unmet: readonly string[]): string {
    const say = sayIn('zh-CN');
    const names = unmet.map((rule) => say('upgrade-condition', conditionKey(rule)));
    return fillIn(say('provisional-cause', cause), { unmet: names }, 'zh-CN');
  }
}
