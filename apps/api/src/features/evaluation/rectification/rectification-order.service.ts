import type { RectificationSettings, Rubric } from '@jianglian/domain/evaluation';
import {
  aggregate,
  defaultRectificationSettings,
  dueAfter,
  failedLines,
  indicatorOf,
  rectificationRefusals,
  settingRefusalsOfTerms,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate, Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { StudioEvents } from '../../studio/index.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { timelineText } from './rectification-event.mapper.ts';
import { documentNumber, RectificationMoves } from './rectification-moves.service.ts';
import { type FailedEvaluation, RectificationSource } from './rectification-source.queries.ts';
import type { LockedRectification } from './rectification-record.ts';
import { RectificationRepository } from './rectification.repository.ts';

/** From a published 不合格 to the served order. */
@Injectable()
export class RectificationOrders {
  private readonly repository: RectificationRepository;
  private readonly source: RectificationSource;
  private readonly moves: RectificationMoves;
  private readonly rubrics: RubricQueries;
  private readonly events: StudioEvents;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    repository: RectificationRepository,
    source: RectificationSource,
    moves: RectificationMoves,
    rubrics: RubricQueries,
    events: StudioEvents,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.repository = repository;
    this.source = source;
    this.moves = moves;
    this.rubrics = rubrics;
    this.events = events;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  async settings(): Promise<{ settings: RectificationSettings; revision: number }> {
    return (await this.repository.settings()) ?? { settings: defaultRectificationSettings, revision: 0 };
  }

  saveSettings(settings: RectificationSettings, revision: number): Promise<void> {
    return this.unit.run(async () => {
      const refusals = settingRefusalsOfTerms(settings);
      if (refusals.length > 0) throw new RefusedError(refusals, 422);
      const before = await this.settings();
      if (!(await this.repository.saveSettings(settings, revision))) throw staleRevision(await this.settings());
      await this.audit.record({
        subject: { type: 'rectification-settings', id: 'settings' },
        action: 'edited',
        facts: { before: before.settings, after: settings },
      });
    });
  }

  /** The last day of a term that begins with an order of this day, by the office's settings. */
  async dueAfter(orderedOn: CivilDate): Promise<CivilDate> {
    return dueAfter(orderedOn, (await this.settings()).settings);
  }

  /**
   * For every 不合格 of the cycle whose studio is under `rectification-ordered` since and has no order prepared yet: the failed
   * lines by rule, for the office to look at. Joins the caller's unit; may be called again.
   */
  async prepareFor(cycleId: string): Promise<number> {
    const failed = await this.source.failedIn(cycleId);
    const { settings } = await this.settings();
    for (const evaluation of failed) await this.prepare(evaluation, settings);
    return failed.length;
  }

  private async prepare(evaluation: FailedEvaluation, settings: RectificationSettings): Promise<void> {
    const rubric = await this.rubrics.view(evaluation.rubricVersion);
    const outcome = evaluation.sheets.length > 0 ? aggregate(rubric, evaluation.sheets) : null;
    const lines = failedLines(rubric, outcome, settings.passPercent);
    const id = await this.repository.insert({
      studioId: evaluation.studioId,
      evaluationId: evaluation.id,
      cycleTitle: evaluation.cycleTitle,
      rubricVersion: evaluation.rubricVersion,
      state: 'drafted',
      tier: evaluation.tier,
      score: evaluation.score,
      veto: evaluation.veto,
      settings,
      orderedOn: evaluation.orderedOn,
      documentNumber: evaluation.documentNumber,
      dueOn: evaluation.until,
      firstDueOn: evaluation.until,
      createdAt: this.clock.now(),
    });
    await this.repository.insertItems(
      lines.map(({ indicator, points, score, cause, borderPercent }) => ({
        rectificationId: id,
        code: indicator,
        position: placeOf(rubric, indicator),
        kind: 'line' as const,
        points,
        score,
        cause,
        borderPercent,
      })),
    );
    const found = await this.moves.lock(id, null);
    await this.moves.note(found, null, { kind: 'prepared', facts: { lines: lines.map(({ indicator }) => indicator) } });
  }

  /** Before the order is served: lines in or out, and the acts it asks for; each with its reason. */
  changeItems(
    id: string,
    order: {
      readonly revision: number;
      readonly lines: readonly { readonly code: string; readonly removed: boolean; readonly reason: string }[];
      readonly acts?: readonly { readonly text: string }[] | undefined;
    },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const rubric = await this.rubrics.view(found.rubricVersion);
      const scores = await this.source.scoresOf(found.evaluationId, rubric);
      const refusals: Refusal[] = order.lines.flatMap(({ code }) =>
        indicatorOf(rubric, code) ? [] : [rectificationRefusals('item-unknown', { item: code })],
      );
      if (found.state !== 'drafted') refusals.push(rectificationRefusals('in-procedure'));
      if (refusals.length > 0) throw new RefusedError(refusals);
      for (const { code, removed, reason } of order.lines) {
        if (found.items.some((item) => item.code === code))
          await this.repository.saveItem(id, code, { removed, reason });
        else if (!removed) {
          await this.repository.insertItems([
            {
              rectificationId: id,
              code,
              position: placeOf(rubric, code),
              kind: 'line',
              points: indicatorOf(rubric, code)?.points ?? 0,
              score: scores.get(code) ?? null,
              cause: 'office',
              reason,
            },
          ]);
        }
      }
      if (order.acts) await this.replaceActs(found, order.acts);
      await this.repository.save(found, found.state, {});
      await this.moves.note(found, actor, {
        kind: 'items-changed',
        facts: {
          lines: order.lines.map(({ code, removed }) => `${removed ? '−' : '+'}${code}`),
          acts: order.acts?.length ?? null,
        },
        text: order.lines.map(({ code, reason }) => `${code}：${reason}`).join('\n') || null,
      });
    });
  }

  private async replaceActs(found: LockedRectification, acts: readonly { readonly text: string }[]): Promise<void> {
    await this.repository.removeActs(found.id);
    await this.repository.insertItems(
      acts.map(({ text }, index) => ({
        rectificationId: found.id,
        code: `act-${index + 1}`,
        position: 100 + index,
        kind: 'act' as const,
        text,
        cause: found.hasVeto ? ('veto' as const) : ('office' as const),
        reason: found.hasVeto ? null : text,
      })),
    );
  }

  /** Serves the order. Served later than it was published, its term is counted from the service: nobody loses days by it. */
  issue(id: string, order: { revision: number; documentNumber?: string | undefined }, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const { number, refusals } = documentNumber(order.documentNumber);
      const today = this.clock.today();
      const served = dueAfter(today, found.settings);
      const dueOn = served > found.dueOn ? served : found.dueOn;
      await this.moves.make(found, actor, {
        action: 'issue',
        refusals,
        changes: { issuedOn: today, dueOn, firstDueOn: dueOn, ...(number ? { documentNumber: number } : {}) },
        step: { kind: 'issued', facts: { documentNumber: number, dueOn } },
      });
      if (dueOn > found.dueOn && found.studio.standing === 'rectifying') {
        await this.events.record(found.studioId, {
          kind: 'rectification-extended',
          fromService: true,
          happenedOn: today,
          until: dueOn,
          reason: timelineText('served', { day: today }),
          documentNumber: number,
        });
      }
    });
  }
}

const placeOf = ({ indicators }: Rubric, indicator: string): number =>
  indicators.findIndex(({ code }) => code === indicator) + 1;
