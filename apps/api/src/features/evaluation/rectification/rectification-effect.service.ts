import { consequenceOf, subsidyConsequence } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { normaliseDocumentNumber } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { StudioEvents } from '../../studio/index.ts';
import { timelineText } from './rectification-event.mapper.ts';
import { RectificationMoves } from './rectification-moves.service.ts';
import type { LockedRectification } from './rectification-record.ts';
import { RectificationRepository } from './rectification.repository.ts';

/** Where a decision takes effect: on the studio's timeline at once, or when the ministry has confirmed it. */
@Injectable()
export class RectificationEffects {
  private readonly repository: RectificationRepository;
  private readonly moves: RectificationMoves;
  private readonly events: StudioEvents;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;

  constructor(
    repository: RectificationRepository,
    moves: RectificationMoves,
    events: StudioEvents,
    unit: UnitOfWork,
    clock: Clock,
  ) {
    this.repository = repository;
    this.moves = moves;
    this.events = events;
    this.unit = unit;
    this.clock = clock;
  }

  /** 国家级: what the ministry confirmed takes effect now. */
  confirm(
    id: string,
    order: {
      revision: number;
      documentNumber: string;
      confirmedOn?: CivilDate | undefined;
      reason?: string | undefined;
    },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const number = normaliseDocumentNumber(order.documentNumber) ?? order.documentNumber;
      const decided = await this.repository.decided(id);
      const confirmedOn = order.confirmedOn ?? this.clock.today();
      await this.moves.make(found, actor, {
        action: 'confirm',
        changes: { confirmedOn, confirmationNumber: number },
        step: { kind: 'confirmed', text: order.reason, facts: { documentNumber: number, confirmedOn } },
      });
      await this.takeEffect(
        found,
        decided.consequence,
        decided.subsidy,
        order.reason ?? decided.reason,
        number,
        confirmedOn,
      );
    });
  }

  /** The ministry did not confirm. The title stays; another notice of intent would be needed. */
  recall(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, revision);
      await this.moves.make(found, actor, {
        action: 'recall',
        changes: {
          intended: null,
          noticeReason: null,
          noticeNumber: null,
          noticedBy: null,
          noticedOn: null,
          answerUntil: null,
          consequence: null,
          subsidy: null,
          decisionReason: null,
          decisionNumber: null,
          decidedBy: null,
          decidedOn: null,
        },
        step: { kind: 'recalled', text: reason },
      });
    });
  }

  /** 四(四) 整改仍不合格: on the timeline with its consequence, and once. */
  private async fail({ studioId, dueOn, concludedBy }: LockedRectification, happenedOn: CivilDate): Promise<void> {
    if (await this.repository.hasFailed(studioId)) return;
    await this.events.record(studioId, {
      kind: 'rectification-failed',
      happenedOn,
      reason: concludedBy === null ? timelineText('expired', { due: dueOn }) : timelineText('failed'),
    });
  }

  async takeEffect(
    found: LockedRectification,
    consequence: ReturnType<typeof consequenceOf>,
    { code, atMostFen }: ReturnType<typeof subsidyConsequence>,
    reason: string,
    number: string | null,
    happenedOn: CivilDate = this.clock.today(),
  ): Promise<void> {
    const { studioId, studio } = found;
    await this.fail(found, happenedOn);
    const carried = { happenedOn, documentNumber: number, reason, subsidy: { code, atMostFen } };
    if (consequence.effect === 'downgraded' && consequence.toTier !== null) {
      await this.events.record(studioId, {
        kind: 'downgraded',
        ...carried,
        tier: consequence.toTier,
        despite: ['studio.same-unit-and-occupation'],
        ...(studio.tier === 'national' ? { ministryConfirmed: true } : {}),
      });
    } else await this.events.record(studioId, { kind: 'revoked', ...carried });
  }
}
