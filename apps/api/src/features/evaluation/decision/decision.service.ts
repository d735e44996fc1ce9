import { evaluationRefusals, refusalsOfDecision } from '@jianglian/domain/evaluation';
import type { GradeProposal, TierCap } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import type { Grade } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { type DecisionSession, DecisionSessions } from './decision-session.service.ts';
import { DecisionQueries, isConfirmable } from './decision.queries.ts';
import type { DecidedEvaluation } from './graded.queries.ts';
import { DecisionRepository, type DecisionToKeep } from './decision.repository.ts';

export interface DecisionInput {
  readonly grade: Grade;
  readonly reason?: string | undefined;
  readonly veto?: { readonly code: string; readonly reason: string; readonly fileId: string } | undefined;
}

@Injectable()
export class DecisionService {
  private readonly sessions: DecisionSessions;
  private readonly decisions: DecisionRepository;
  private readonly queries: DecisionQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    sessions: DecisionSessions,
    decisions: DecisionRepository,
    queries: DecisionQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.sessions = sessions;
    this.decisions = decisions;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Confirms or changes one proposed grade. Answers the cycle. */
  decide(id: string, revision: number, input: DecisionInput, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const { session, evaluation } = await this.sessions.open(id, revision);
      const refusals = [...this.refusals(session, evaluation, input, actor)];
      if (input.veto) refusals.push(...(await this.sessions.fileRefusals([input.veto.fileId], actor)));
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.keep([{ evaluation, input }], session, actor);
      return session.cycle.id;
    });
  }

  /** Confirms what is proposed for the given evaluations, all or none; ties are for a person and are refused here. */
  decideAsProposed(
    cycleId: string,
    asked: readonly { readonly id: string; readonly revision: number }[],
    actor: Actor,
  ): Promise<number> {
    return this.unit.run(async () => {
      const session = await this.sessions.session(cycleId);
      const byId = new Map(session.evaluations.map((one) => [one.id, one]));
      const chosen = asked.map(({ id, revision }) => {
        const evaluation = byId.get(id);
        if (!evaluation) throw new NotFoundError('evaluation');
        return { evaluation, revision };
      });
      const stale = chosen.find(({ evaluation, revision }) => evaluation.revision !== revision);
      if (stale) throw staleRevision((await this.queries.decided(cycleId, stale.evaluation.id)).row);
      return this.confirm(
        session,
        chosen.map(({ evaluation }) => evaluation),
        actor,
      );
    });
  }

  /** Confirms all that are undecided, scored and in no tie; as many as the page showed, or none. */
  decideEveryUndecided(cycleId: string, expected: number, actor: Actor): Promise<number> {
    return this.unit.run(async () => {
      const session = await this.sessions.session(cycleId);
      const chosen = session.evaluations.filter(
        ({ id, state }) =>
          (state === 'scored' || state === 'missed') && isConfirmable(session.proposals.get(id) as GradeProposal),
      );
      if (chosen.length !== expected) throw staleRevision(await this.queries.stand(cycleId));
      return this.confirm(session, chosen, actor);
    });
  }

  private async confirm(
    session: DecisionSession,
    evaluations: readonly DecidedEvaluation[],
    actor: Actor,
  ): Promise<number> {
    const chosen = evaluations.map((evaluation) => ({
      evaluation,
      input: { grade: (session.proposals.get(evaluation.id) as GradeProposal).grade },
    }));
    // Places are counted as if all of them had been decided already.
    const among = new Set(evaluations.map(({ id }) => id));
    const others = { ...session, evaluations: session.evaluations.filter(({ id }) => !among.has(id)) };
    const taken = takenOf(others.evaluations);
    const refusals = chosen.flatMap(({ evaluation, input }) =>
      this.refusals(others, evaluation, input, actor, taken.get(evaluation.tier) ?? 0),
    );
    refusals.push(...this.overfull(others, chosen));
    if (refusals.length > 0) throw new RefusedError(refusals);
    await this.keep(chosen, session, actor);
    return chosen.length;
  }

  private refusals(
    session: DecisionSession,
    evaluation: DecidedEvaluation,
    input: DecisionInput,
    actor: Actor,
    excellentElsewhere = excellentIn(session.evaluations, evaluation.tier, evaluation.id),
  ) {
    const cap = session.caps.find(({ tier }) => tier === evaluation.tier) as TierCap;
    return [
      ...this.sessions.machineRefusals('decide', session, evaluation, actor),
      ...refusalsOfDecision(
        session.rubric,
        session.proposals.get(evaluation.id) as GradeProposal,
        { grade: input.grade, reason: input.reason ?? null, veto: input.veto ?? null },
        {
          tier: cap.tier,
          places: cap.places,
          excellentElsewhere,
        },
      ),
    ];
  }

  /** 优秀 of this call and those decided before, tier by tier. */
  private overfull(
    others: DecisionSession,
    chosen: readonly { readonly evaluation: DecidedEvaluation; readonly input: DecisionInput }[],
  ): readonly Refusal[] {
    return others.caps.flatMap(({ tier, places }) => {
      const now = chosen.filter(({ evaluation, input }) => evaluation.tier === tier && input.grade === 'excellent');
      return now.length > 0 && excellentIn(others.evaluations, tier) + now.length > places
        ? [evaluationRefusals('cap-passed', { tier, places })]
        : [];
    });
  }

  private async keep(
    chosen: readonly { readonly evaluation: DecidedEvaluation; readonly input: DecisionInput }[],
    session: DecisionSession,
    actor: Actor,
  ): Promise<void> {
    const decisions = chosen.map(({ evaluation, input }): DecisionToKeep => {
      const proposal = session.proposals.get(evaluation.id) as GradeProposal;
      return {
        id: evaluation.id,
        grade: input.grade,
        proposedGrade: proposal.grade,
        final: proposal.final,
        reasons: reasonsOf(proposal, input),
        reason: input.reason ?? null,
        veto: input.veto ?? null,
      };
    });
    await this.decisions.decide(decisions, actor.accountId, this.clock.now());
    for (const [index, decision] of decisions.entries()) {
      const { evaluation } = chosen[index] as (typeof chosen)[number];
      await this.audit.record({
        subject: { type: 'evaluation', id: decision.id },
        action: 'decided',
        from: evaluation.state,
        to: 'decided',
        revision: evaluation.revision + 1,
        ...(decision.reason === null ? {} : { reason: decision.reason }),
        facts: {
          grade: decision.grade,
          proposed: decision.proposedGrade,
          final: decision.final,
          before: evaluation.grade,
          veto: decision.veto,
        },
      });
    }
  }
}

const takenOf = (evaluations: readonly DecidedEvaluation[]): ReadonlyMap<string, number> => {
  const taken = new Map<string, number>();
  for (const { tier, grade } of evaluations) if (grade === 'excellent') taken.set(tier, (taken.get(tier) ?? 0) + 1);
  return taken;
};

const excellentIn = (evaluations: readonly DecidedEvaluation[], tier: string, besides?: string): number =>
  evaluations.filter((one) => one.tier === tier && one.grade === 'excellent' && one.id !== besides).length;

/** What the rule found, and what the person added to it. */
function reasonsOf(proposal: GradeProposal, { grade, reason, veto }: DecisionInput): DecisionToKeep['reasons'] {
  if (veto) return [{ code: 'veto', params: { veto: veto.code, reason: veto.reason }, clause: '四(四)' }];
  const changed = grade !== proposal.grade || proposal.inTie;
  return changed && reason
    ? [...proposal.reasons, { code: 'changed', params: { reason }, clause: null }]
    : proposal.reasons;
}
