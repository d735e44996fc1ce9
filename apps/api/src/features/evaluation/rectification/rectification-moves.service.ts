import type { Effectiveness, RectificationAction, RectificationContext } from '@jianglian/domain/evaluation';
import {
  closedRectificationStates,
  effectivenessOf,
  rectificationMachine,
  rectificationRefusals,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds, within } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { normaliseDocumentNumber, refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { sql } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { RectificationQueries } from './rectification.queries.ts';
import type { LockedRectification } from './rectification-record.ts';
import { type NewStep, type RectificationChanges, RectificationRepository } from './rectification.repository.ts';

export interface Move {
  readonly action: RectificationAction;
  readonly step: Omit<NewStep, 'side' | 'accountId' | 'at'>;
  readonly brought?: Partial<RectificationContext>;
  readonly changes?: RectificationChanges;
  readonly refusals?: readonly Refusal[];
  readonly reason?: string | undefined;
}

/** Every move of a rectification goes through here: lock, decide by the machine, save, trace, audit. */
@Injectable()
export class RectificationMoves {
  private readonly repository: RectificationRepository;
  private readonly queries: RectificationQueries;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(repository: RectificationRepository, queries: RectificationQueries, audit: AuditLog, clock: Clock) {
    this.repository = repository;
    this.queries = queries;
    this.audit = audit;
    this.clock = clock;
  }

  /** Locked, seen by the actor, and as the actor saw it. An order not served yet exists for the office alone. */
  async lock(id: string, actor: Actor | null, revision?: number): Promise<LockedRectification> {
    const found = await this.repository.forUpdate(
      id,
      actor ? studioVisibleTo(within(actor, 'rectification:read')) : sql`TRUE`,
    );
    if (!found || (found.state === 'drafted' && actor && !holds(actor, 'office'))) {
      throw new NotFoundError('rectification');
    }
    if (actor && revision !== undefined && found.revision !== revision) {
      throw staleRevision(await this.queries.view(id, actor));
    }
    return found;
  }

  async context(found: LockedRectification, actor: Actor | null): Promise<RectificationContext> {
    const checks = await this.repository.checksOf(found.id, found.round);
    const effect: Effectiveness | null =
      checks.submitted > 0 ? effectivenessOf(found.items, checks.marks, found.settings.passPercent) : null;
    return { actor, now: this.clock.now(), studio: found.studio, checks, effect };
  }

  /** The move is made, or every reason against it is given. */
  async make(found: LockedRectification, actor: Actor | null, move: Move): Promise<void> {
    const context = { ...(await this.context(found, actor)), ...move.brought };
    const reasons = [...refusalsOf(rectificationMachine, move.action, found, context), ...(move.refusals ?? [])];
    if (reasons.length > 0) throw new RefusedError(reasons);
    const { to } = rectificationMachine.moves[move.action];
    const closes = (closedRectificationStates as readonly string[]).includes(to);
    await this.repository.save(found, to, { ...move.changes, ...(closes ? { closedAt: this.clock.now() } : {}) });
    await this.note(found, actor, move.step, to, move.reason);
  }

  /** An entry of the trace that changes no state, or the one that goes with a move. */
  async note(
    found: LockedRectification,
    actor: Actor | null,
    step: Omit<NewStep, 'side' | 'accountId' | 'at'>,
    to: string = found.state,
    reason?: string,
  ): Promise<void> {
    await this.repository.addStep(found.id, {
      ...step,
      side: sideOf(found, actor),
      accountId: actor?.accountId ?? null,
      at: this.clock.now(),
    });
    const why = reason ?? step.text ?? undefined;
    await this.audit.record({
      subject: { type: 'rectification', id: found.id },
      studioId: found.studioId,
      action: step.kind,
      from: found.state,
      to,
      ...(why ? { reason: why } : {}),
      revision: found.revision + 1,
      ...(step.facts ? { facts: step.facts } : {}),
    });
  }

  /** Attached files are the actor's own uploads. */
  async fileRefusals(ids: readonly string[], actor: Actor): Promise<readonly Refusal[]> {
    if (ids.length === 0) return [];
    const own = await this.repository.ownFiles(ids, actor.accountId);
    return ids.filter((id) => !own.has(id)).map((fileId) => rectificationRefusals('file-unknown', { fileId }));
  }
}

const sideOf = ({ studioId }: LockedRectification, actor: Actor | null): NewStep['side'] => {
  if (actor === null) return 'clock';
  if (holds(actor, 'office')) return 'office';
  return actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId) ? 'studio' : 'checker';
};

/** The document number in its standard form, and what is wrong with it. */
export function documentNumber(text: string | undefined): {
  readonly number: string | null;
  readonly refusals: readonly Refusal[];
} {
  if (text === undefined) return { number: null, refusals: [] };
  const number = normaliseDocumentNumber(text) ?? null;
  return { number, refusals: number === null ? [rectificationRefusals('document-number-invalid', { text })] : [] };
}
