import type { CheckMark } from '@jianglian/domain/evaluation';
import {
  missingInCheck,
  rectificationRefusals,
  refusalOfConflict,
  refusalsOfCheckMark,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { StudioEvents } from '../../studio/index.ts';
import { TiesQueries } from '../panel/ties.queries.ts';
import { RectificationCheckQueries } from './rectification-check.queries.ts';
import { type LockedCheck, RectificationCheckRepository } from './rectification-check.repository.ts';
import { timelineText } from './rectification-event.mapper.ts';
import { documentNumber, RectificationMoves } from './rectification-moves.service.ts';
import type { LockedRectification } from './rectification-record.ts';
import { RectificationRepository } from './rectification.repository.ts';

/** The effectiveness check: who checks, their judgements, and what the rule finds. */
@Injectable()
export class RectificationChecks {
  private readonly repository: RectificationRepository;
  private readonly checks: RectificationCheckRepository;
  private readonly queries: RectificationCheckQueries;
  private readonly moves: RectificationMoves;
  private readonly ties: TiesQueries;
  private readonly events: StudioEvents;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    repository: RectificationRepository,
    checks: RectificationCheckRepository,
    queries: RectificationCheckQueries,
    moves: RectificationMoves,
    ties: TiesQueries,
    events: StudioEvents,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.repository = repository;
    this.checks = checks;
    this.queries = queries;
    this.moves = moves;
    this.ties = ties;
    this.events = events;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Names the checkers, or changes them while they check: a check that was handed in stays, an open one may be taken back. */
  setCheckers(id: string, revision: number, accountIds: readonly string[], actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, revision);
      const wanted = [...new Set(accountIds)];
      const held = await this.checks.heldIn(id, found.round);
      const kept = held.filter(({ state, accountId }) => state === 'submitted' || wanted.includes(accountId));
      const added = wanted.filter((accountId) => !held.some((check) => check.accountId === accountId));
      const refusals = await this.conflictRefusals(found, added);
      const count = kept.length + added.length;
      if (found.state === 'checking') await this.change(found, count, refusals, actor, wanted);
      else {
        await this.moves.make(found, actor, {
          action: 'start-check',
          brought: { checkers: count },
          refusals,
          step: { kind: 'check-started', facts: { checkers: count } },
        });
      }
      await this.checks.release(held.filter((check) => !kept.includes(check)).map((check) => check.id));
      await this.checks.insert(id, found.round, added, this.clock.now());
    });
  }

  private async change(
    found: LockedRectification,
    count: number,
    refusals: readonly Refusal[],
    actor: Actor,
    wanted: readonly string[],
  ): Promise<void> {
    const reasons = [...refusals];
    if (count < found.settings.checkers) {
      reasons.push(rectificationRefusals('checkers-missing', { least: found.settings.checkers }));
    }
    if (count > 3) reasons.push(rectificationRefusals('checkers-too-many', { most: 3 }));
    if (reasons.length > 0) throw new RefusedError(reasons);
    await this.repository.save(found, found.state, {});
    await this.moves.note(found, actor, { kind: 'checkers-changed', facts: { checkers: wanted.length } });
  }

  private async conflictRefusals(found: LockedRectification, accountIds: readonly string[]): Promise<Refusal[]> {
    const { evaluationId } = found;
    const ties = await this.ties.of(found.cycleId, [evaluationId]);
    return accountIds.flatMap((accountId) =>
      ties.evaluators.has(accountId)
        ? ties.conflictsOf({ evaluationId, accountId }).map(refusalOfConflict)
        : [rectificationRefusals('checker-unknown')],
    );
  }

  /** One judgement under a revision of its own; a save repeated because its answer was lost is no conflict. */
  saveMark(id: string, mark: CheckMark & { readonly revision: number }, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const check = await this.mine(id, actor);
      const items = await this.repository.items(check.rectificationId);
      const refusals = [...openRefusals(check), ...refusalsOfCheckMark(items, mark)];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const { kept, changed } = await this.checks.saveMark(id, mark, this.clock.now());
      if (!kept) throw staleRevision(await this.queries.view(id, actor));
      if (!changed) return;
      await this.audit.record({
        subject: { type: 'rectification-check', id },
        action: 'marked',
        revision: mark.revision + 1,
        facts: { item: mark.item, score: mark.score, done: mark.done },
      });
    });
  }

  submit(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const check = await this.mine(id, actor);
      if (check.revision !== revision) throw staleRevision(await this.queries.view(id, actor));
      const items = await this.repository.items(check.rectificationId);
      const refusals = [...openRefusals(check), ...missingInCheck(items, await this.checks.marksOf(id))];
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.checks.close(id, 'submitted', this.clock.now());
      await this.trace(check, actor, 'check-in');
    });
  }

  recuse(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const check = await this.mine(id, actor);
      if (check.revision !== revision) throw staleRevision(await this.queries.view(id, actor));
      const refusals = openRefusals(check);
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.checks.close(id, 'recused', this.clock.now(), reason);
      await this.checks.declareConflict(actor.accountId, check.studioId, reason, this.clock.now());
      await this.trace(check, actor, 'checker-recused', reason);
    });
  }

  /** The official concludes what the rule found: nobody passes or fails against it. */
  conclude(
    id: string,
    order: {
      revision: number;
      verdict: 'pass' | 'fail';
      reason?: string | undefined;
      documentNumber?: string | undefined;
    },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const { number, refusals } = documentNumber(order.documentNumber);
      const { effect } = await this.moves.context(found, actor);
      const below = effect?.items.filter(({ met }) => !met).map(({ code }) => code) ?? [];
      await this.moves.make(found, actor, {
        action: order.verdict,
        refusals,
        changes: { concludedBy: actor.accountId, concludedAt: this.clock.now(), conclusion: order.reason ?? null },
        step: {
          kind: order.verdict === 'pass' ? 'passed' : 'failed',
          text: order.reason,
          facts: { below, documentNumber: number },
        },
      });
      // 不合格 is put on the timeline with the decision only: before that the studio has to be heard.
      if (order.verdict === 'pass') {
        await this.events.record(found.studioId, {
          kind: 'rectification-passed',
          happenedOn: this.clock.today(),
          reason: timelineText('passed'),
          documentNumber: number,
        });
      }
    });
  }

  checkAgain(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, revision);
      await this.moves.make(found, actor, {
        action: 'check-again',
        changes: {
          round: found.round + 1,
          expired: false,
          concludedBy: null,
          concludedAt: null,
          conclusion: null,
          intended: null,
          noticeReason: null,
          noticeNumber: null,
          noticedBy: null,
          noticedOn: null,
          answerUntil: null,
        },
        step: { kind: 'check-again', text: reason },
      });
    });
  }

  /** The check, locked with its rectification. Somebody else's does not exist. */
  private async mine(id: string, actor: Actor): Promise<LockedCheck> {
    const check = await this.checks.forUpdate(id, actor.accountId);
    if (!check) throw new NotFoundError('rectification check');
    return check;
  }

  private async trace(check: LockedCheck, actor: Actor, kind: 'check-in' | 'checker-recused', text?: string) {
    const found = await this.moves.lock(check.rectificationId, null);
    await this.moves.note(found, actor, { kind, text });
  }
}

const openRefusals = (check: LockedCheck): readonly Refusal[] =>
  check.state === 'draft' && check.rectificationState === 'checking' ? [] : [rectificationRefusals('check-closed')];
