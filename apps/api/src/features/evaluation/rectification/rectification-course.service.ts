import { rectificationRefusals, standingItems } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { addDays } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { StudioEvents } from '../../studio/index.ts';
import { documentNumber, RectificationMoves } from './rectification-moves.service.ts';
import type { LockedRectification } from './rectification-record.ts';
import { RectificationRepository } from './rectification.repository.ts';

export interface PlanOrder {
  readonly revision: number;
  readonly text: string;
  readonly items: readonly { readonly code: string; readonly text: string; readonly by: string | null }[];
}

export interface ReportOrder {
  readonly revision: number;
  readonly text: string;
  readonly items: readonly {
    readonly code: string;
    readonly text: string;
    readonly activityIds: readonly string[];
    readonly fileIds: readonly string[];
  }[];
}

/** The term: plan, progress, the one extension, report. */
@Injectable()
export class RectificationCourse {
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

  handInPlan(id: string, order: PlanOrder, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const planned = {
        ...found,
        items: found.items.map((item) => {
          const given = order.items.find(({ code }) => code === item.code);
          return given ? { ...item, plan: given.text, planBy: given.by } : item;
        }),
      };
      await this.moves.make(planned, actor, {
        action: 'hand-in-plan',
        brought: { handedIn: true },
        refusals: unknownItems(found, order.items),
        changes: { planText: order.text },
        step: {
          kind: 'plan-handed-in',
          text: order.text || null,
          facts: { items: order.items.map(({ code }) => code) },
        },
      });
      for (const { code, text, by } of order.items)
        await this.repository.saveItem(id, code, { plan: text, planBy: by });
    });
  }

  returnPlan(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, revision);
      await this.moves.make(found, actor, { action: 'return-plan', step: { kind: 'plan-returned', text: reason } });
    });
  }

  acceptPlan(id: string, revision: number, reason: string | undefined, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, revision);
      await this.moves.make(found, actor, { action: 'accept-plan', step: { kind: 'plan-accepted', text: reason } });
    });
  }

  /** Told any time while the term runs; changes no state and stales nobody's page. */
  addProgress(id: string, text: string, fileIds: readonly string[], actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor);
      const refusals = [...(await this.moves.fileRefusals(fileIds, actor))];
      if (!['ordered', 'planned', 'rectifying'].includes(found.state)) {
        refusals.push(rectificationRefusals('in-procedure'));
      }
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.moves.note(found, actor, { kind: 'progress', text, fileIds });
    });
  }

  extend(
    id: string,
    order: { revision: number; days: number; reason: string; documentNumber?: string | undefined },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const { number, refusals } = documentNumber(order.documentNumber);
      const until = addDays(found.dueOn, order.days);
      await this.moves.make(found, actor, {
        action: 'extend',
        brought: { until },
        refusals,
        changes: { dueOn: until },
        step: { kind: 'extended', text: order.reason, facts: { until, days: order.days, documentNumber: number } },
      });
      await this.events.record(found.studioId, {
        kind: 'rectification-extended',
        happenedOn: this.clock.today(),
        until,
        reason: order.reason,
        documentNumber: number,
      });
    });
  }

  /** The report with its evidence: verified activities of the studio, and files it uploads. */
  report(id: string, order: ReportOrder, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const reported = {
        ...found,
        items: found.items.map((item) => {
          const given = order.items.find(({ code }) => code === item.code);
          return given
            ? { ...item, report: given.text, evidence: given.activityIds.length + given.fileIds.length }
            : { ...item, report: null, evidence: 0 };
        }),
      };
      await this.moves.make(reported, actor, {
        action: 'report',
        brought: { handedIn: true },
        refusals: [...unknownItems(found, order.items), ...(await this.evidenceRefusals(found, order, actor))],
        changes: { reportText: order.text, reportedAt: this.clock.now() },
        step: { kind: 'reported', text: order.text || null, facts: { items: order.items.map(({ code }) => code) } },
      });
      for (const { code, text, activityIds, fileIds } of order.items) {
        await this.repository.saveItem(id, code, {
          report: text,
          activityIds: [...activityIds],
          fileIds: [...fileIds],
        });
      }
    });
  }

  private async evidenceRefusals({ studioId }: LockedRectification, order: ReportOrder, actor: Actor) {
    const activityIds = [...new Set(order.items.flatMap((item) => item.activityIds))];
    const verified = await this.repository.verifiedActivities(activityIds, studioId);
    return [
      ...activityIds
        .filter((id) => !verified.has(id))
        .map((activityId) => rectificationRefusals('evidence-not-verified', { activityId })),
      ...(await this.moves.fileRefusals([...new Set(order.items.flatMap(({ fileIds }) => fileIds))], actor)),
    ];
  }
}

const unknownItems = (
  { items }: LockedRectification,
  given: readonly { readonly code: string }[],
): readonly Refusal[] =>
  given
    .filter(({ code }) => !standingItems(items).some((item) => item.code === code))
    .map(({ code }) => rectificationRefusals('item-unknown', { item: code }));
