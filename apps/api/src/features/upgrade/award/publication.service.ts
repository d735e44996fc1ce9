import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { normaliseDocumentNumber } from '@jianglian/domain/kernel';
import { awardRefusals, publicationRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { StudioEvents, StudioRegister } from '../../studio/index.ts';
import { ProvisionalService } from '../provisional/provisional.service.ts';
import { type LockedRound, RoundRepository } from '../round/round.repository.ts';
import { AwardCandidates, type CandidateCase } from './award-candidate.queries.ts';
import { AwardNews } from './award-news.service.ts';
import { AwardSteps } from './award-step.service.ts';
import { AwardRepository, type PublishedAward } from './award.repository.ts';
import { FoundingForms } from './founding-form.queries.ts';

export interface PublicationOrder {
  readonly revision: number;
  readonly documentNumber: string;
  readonly awardedOn?: string | undefined;
}

interface Terms {
  readonly documentNumber: string;
  readonly awardedOn: string;
}

const twin = 'studio.same-unit-and-occupation';

/**
 * Publication: studios upgraded and founded, results, messages and the round's own state in one transaction, or none of it. What
 * is frozen or changed since is left out knowingly and follows alone.
 */
@Injectable()
export class AwardPublication {
  private readonly steps: AwardSteps;
  private readonly rounds: RoundRepository;
  private readonly candidates: AwardCandidates;
  private readonly awards: AwardRepository;
  private readonly forms: FoundingForms;
  private readonly events: StudioEvents;
  private readonly register: StudioRegister;
  private readonly provisional: ProvisionalService;
  private readonly news: AwardNews;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    steps: AwardSteps,
    rounds: RoundRepository,
    candidates: AwardCandidates,
    awards: AwardRepository,
    forms: FoundingForms,
    events: StudioEvents,
    register: StudioRegister,
    provisional: ProvisionalService,
    news: AwardNews,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.steps = steps;
    this.rounds = rounds;
    this.candidates = candidates;
    this.awards = awards;
    this.forms = forms;
    this.events = events;
    this.register = register;
    this.provisional = provisional;
    this.news = news;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  publish(id: string, order: PublicationOrder & { leaveOut: readonly string[] }, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.steps.locked(id, order.revision, actor);
      const leaveOut = new Set(order.leaveOut);
      const cases = await this.candidates.of(id);
      const awarded = cases.filter(({ outcome }) => outcome === 'award');
      const frozen = awarded.filter(({ applicationId, frozenBy }) => frozenBy > 0 && !leaveOut.has(applicationId));
      const refusals = [
        ...(await this.steps.machineRefusals('publish', round, actor, frozen.length)),
        ...(await this.documentRefusals(order, id)),
        ...publicationRefusals(awarded, leaveOut),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const terms = this.termsOf(order);
      const ready = cases.filter(({ applicationId, accepted }) => accepted && !leaveOut.has(applicationId));
      await this.carryOut(round, ready, terms);
      const refused = await this.awards.declineRefused(id);
      // 三(三): whoever still waits for an evaluation, waits in vain.
      await this.provisional.roundOver(id);
      await this.awards.publishRound(id, terms.documentNumber, terms.awardedOn);
      await this.news.published(refused, terms.documentNumber);
      await this.steps.record(round, 'published', 'published', {
        ...terms,
        published: ready.length,
        leftOut: [...leaveOut],
      });
    });
  }

  /** One result that was left out when the others were published; answers its round. */
  publishOne(applicationId: string, order: PublicationOrder): Promise<string> {
    return this.unit.run(async () => {
      const roundId = await this.awards.roundOf(applicationId);
      if (roundId === undefined) throw new NotFoundError('application');
      const round = await this.rounds.forUpdate(roundId);
      const one = (await this.candidates.of(roundId)).find((found) => found.applicationId === applicationId);
      if (!one || one.outcome === null) throw new NotFoundError('application');
      const refusals = [
        ...(round.state === 'published' && one.application.state === 'accepted'
          ? []
          : [awardRefusals('not-in-publicity')]),
        ...(one.revision === order.revision ? [] : [awardRefusals('decided-meanwhile', { studio: one.studioName })]),
        ...(await this.documentRefusals(order, roundId)),
        ...(one.outcome === 'award' ? publicationRefusals([one], new Set()) : []),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.carryOut(round, [one], this.termsOf(order));
      return roundId;
    });
  }

  private async documentRefusals(order: PublicationOrder, roundId: string): Promise<readonly Refusal[]> {
    const future = (order.awardedOn ?? '') > this.clock.today() ? [awardRefusals('awarded-on-in-future')] : [];
    const documentNumber = normaliseDocumentNumber(order.documentNumber);
    if (documentNumber === undefined) {
      return [awardRefusals('document-number-invalid', { text: order.documentNumber }), ...future];
    }
    return (await this.awards.documentTaken(documentNumber, roundId))
      ? [awardRefusals('document-number-used', { number: documentNumber }), ...future]
      : future;
  }

  private termsOf(order: PublicationOrder): Terms {
    return {
      documentNumber: normaliseDocumentNumber(order.documentNumber) as string,
      awardedOn: order.awardedOn ?? this.clock.today(),
    };
  }

  private async carryOut(round: LockedRound, ready: readonly CandidateCase[], terms: Terms): Promise<void> {
    const awarded = ready.filter(({ outcome }) => outcome === 'award');
    const founding = awarded.filter(({ application }) => application.kind === 'founding');
    const upgrades = awarded.filter(({ application }) => application.kind === 'upgrade');
    const said = { happenedOn: terms.awardedOn, documentNumber: terms.documentNumber };
    await this.events.recordAll(
      upgrades.map(({ application, target, reason }) => ({
        studioId: application.studioId as string,
        act: { kind: 'upgraded' as const, tier: target, ...said, ...reasonOf(round, reason) },
      })),
    );
    const orders = await this.forms.orders(founding.map(({ applicationId }) => applicationId));
    const founded = await this.register.found(
      founding.map(({ applicationId, target, reason, hostUnitId }) => ({
        ...this.orderOf(orders, applicationId),
        ...said,
        ...reasonOf(round, reason),
        tier: target,
        hostUnit: { id: hostUnitId },
      })),
    );
    const studioOf = new Map<string, string | null>([
      ...upgrades.map(({ applicationId, application }) => [applicationId, application.studioId] as const),
      ...founding.map(({ applicationId }, index) => [applicationId, founded[index] ?? null] as const),
    ]);
    const results: PublishedAward[] = ready.map(({ applicationId }) => ({
      applicationId,
      studioId: studioOf.get(applicationId) ?? null,
    }));
    await this.awards.publish(results, terms.documentNumber, terms.awardedOn);
    for (const { applicationId, outcome, application, reason } of ready) {
      const studioId = studioOf.get(applicationId);
      await this.audit.record({
        subject: { type: 'application', id: applicationId },
        action: outcome === 'award' ? 'awarded' : 'declined',
        from: application.state,
        to: outcome === 'award' ? 'awarded' : 'declined',
        revision: application.revision + 1,
        ...(studioId ? { studioId } : {}),
        ...(reason === null ? {} : { reason }),
        facts: { ...terms, ...(studioId ? { studio: studioId } : {}) },
      });
    }
    await this.news.published(
      results.map(({ applicationId }) => applicationId),
      terms.documentNumber,
    );
  }

  private orderOf(orders: Awaited<ReturnType<FoundingForms['orders']>>, applicationId: string) {
    const order = orders.get(applicationId);
    if (!order) throw new NotFoundError('application');
    return order;
  }
}

/** The timeline says which round it was; why 三(三)'s "in principle" was set aside stays with the decision. */
const reasonOf = (round: LockedRound, reason: string | null) => ({
  reason: round.title,
  ...(reason === null ? {} : { despite: [twin] }),
});
