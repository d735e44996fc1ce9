import type { VisitAction, VisitContext } from '@jianglian/domain/evaluation';
import { visitMachine, visitRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { attempt, refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CycleRepository } from '../cycle/cycle.repository.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { type LockedVisit, type VisitFindings, VisitRepository } from './visit.repository.ts';
import { VisitorQueries } from './visitor.queries.ts';

interface Order {
  readonly visits: readonly { readonly id: string; readonly revision: number }[];
  readonly on: string;
  readonly visitors: readonly string[];
  readonly note: string;
}

/** Visits after they are chosen: planned, made and written down, or cancelled. */
@Injectable()
export class VisitService {
  private readonly visits: VisitRepository;
  private readonly visitors: VisitorQueries;
  private readonly cycles: CycleRepository;
  private readonly rubrics: RubricQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    visits: VisitRepository,
    visitors: VisitorQueries,
    cycles: CycleRepository,
    rubrics: RubricQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.visits = visits;
    this.visitors = visitors;
    this.cycles = cycles;
    this.rubrics = rubrics;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** A studio the draw did not choose. Answers the cycle. */
  add(evaluationId: string, reason: string, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const { cycleId, studioName, chosen, evaluated } = await this.visits.evaluation(evaluationId);
      const cycle = await this.cycles.forShare(cycleId);
      const refusals: Refusal[] = [];
      if (cycle.state !== 'scoring' && cycle.state !== 'deciding') refusals.push(visitRefusals('cycle-is-past-visits'));
      if (chosen) refusals.push(visitRefusals('already-chosen', { studio: studioName }));
      if (!evaluated) refusals.push(visitRefusals('not-evaluated', { studio: studioName }));
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.visits.choose(
        [{ evaluationId, reason: 'by-hand', reasonText: reason }],
        this.clock.now(),
        actor.accountId,
      );
      await this.audit.record({
        subject: { type: 'evaluation', id: evaluationId },
        action: 'visit-added',
        to: 'chosen',
        reason,
      });
      return cycleId;
    });
  }

  /** Several for one day and the same people, all or none. */
  plan(cycleId: string, order: Order, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const visits = await this.current(order.visits);
      if (visits.some((visit) => visit.cycleId !== cycleId)) throw new NotFoundError('visit');
      const rows = await this.visitors.rows(
        cycleId,
        visits.map(({ evaluationId }) => evaluationId),
      );
      const refusals: Refusal[] = [];
      for (const visit of visits) {
        const context = await this.context(visit, actor);
        const plan = { on: order.on, visitors: order.visitors.length };
        refusals.push(...refusalsOf(visitMachine, 'plan', visit, { ...context, plan }));
      }
      for (const id of order.visitors) {
        const visitor = rows.find(({ accountId }) => accountId === id);
        if (!visitor) refusals.push(visitRefusals('not-a-visitor'));
        for (const { studioName: studio, source } of visitor?.conflicts ?? []) {
          refusals.push(visitRefusals('visitor-in-conflict', { visitor: visitor?.name ?? '', studio, source }));
        }
      }
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.visits.plan(
        visits.map(({ id }) => id),
        order.on,
        order.note,
        order.visitors,
      );
      for (const visit of visits) {
        await this.log(visit, 'visit-planned', 'planned', { on: order.on, visitors: order.visitors });
      }
    });
  }

  /** Cancel, restore or reopen, each with a reason. Answers the cycle. */
  move(
    action: Extract<VisitAction, 'cancel' | 'restore' | 'reopen'>,
    id: string,
    revision: number,
    reason: string,
    actor: Actor,
  ): Promise<string> {
    return this.unit.run(async () => {
      const [visit] = (await this.current([{ id, revision }])) as [LockedVisit];
      const outcome = attempt(visitMachine, action, visit, await this.context(visit, actor));
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      await this.visits.moveTo(id, outcome.subject.state, action === 'cancel' ? reason : null);
      await this.log(visit, `visit-${action}`, outcome.subject.state, {}, reason);
      return visit.cycleId;
    });
  }

  /** What was found, handed in once and whole; the phone keeps the draft until then. */
  record(id: string, revision: number, findings: VisitFindings, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const [visit] = (await this.visits.forUpdate([id])) as [LockedVisit];
      const record = {
        lines: findings.lines,
        signatures: findings.signatures,
        hasSignedForm: findings.formFileId !== null,
      };
      const outcome = attempt(visitMachine, 'record', visit, { ...(await this.context(visit, actor)), record });
      const refusals = [...(outcome.ok ? [] : outcome.refusals), ...(await this.fileRefusals(visit, findings, actor))];
      if (refusals.length > 0) throw new RefusedError(refusals);
      if (visit.revision !== revision) throw staleRevision({ id, revision: visit.revision });
      await this.visits.record(id, findings, this.clock.now(), actor.accountId);
      const count = (answer: string) => findings.lines.filter((line) => line.answer === answer).length;
      await this.log(visit, 'visit-recorded', 'done', {
        yes: count('yes'),
        partly: count('partly'),
        no: count('no'),
        photos: findings.photos.length,
      });
    });
  }

  private async current(asked: Order['visits']): Promise<LockedVisit[]> {
    const visits = await this.visits.forUpdate(asked.map(({ id }) => id));
    const stale = visits.find(({ id, revision }) => asked.some((one) => one.id === id && one.revision !== revision));
    if (stale) throw staleRevision({ id: stale.id, revision: stale.revision });
    return visits;
  }

  private async context(visit: LockedVisit, actor: Actor): Promise<VisitContext> {
    return {
      actor,
      cycle: visit.cycle,
      today: this.clock.today(),
      rubric: await this.rubrics.view(visit.rubricVersion),
    };
  }

  /** Own uploads, or what the record had before it was given back. */
  private async fileRefusals(visit: LockedVisit, findings: VisitFindings, actor: Actor): Promise<readonly Refusal[]> {
    const ids = [...findings.photos, ...findings.signatures].map(({ fileId }) => fileId);
    if (findings.formFileId !== null) ids.push(findings.formFileId);
    const own = await this.visits.ownFiles(ids, actor.accountId);
    return ids.every((id) => own.has(id) || visit.fileIds.includes(id)) ? [] : [visitRefusals('file-unknown')];
  }

  /** On the office's trail, not on the studio's timeline: who is visited is not told before it is. */
  private log(visit: LockedVisit, action: string, to: string, facts: object, reason?: string): Promise<void> {
    return this.audit.record({
      subject: { type: 'site-visit', id: visit.id },
      action,
      from: visit.state,
      to,
      revision: visit.revision + 1,
      facts: { evaluationId: visit.evaluationId, ...facts },
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
