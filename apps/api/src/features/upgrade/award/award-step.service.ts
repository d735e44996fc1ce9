import { publicityUntil } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { refusalsOf } from '@jianglian/domain/kernel';
import type { AwardOutcome, RoundAction } from '@jianglian/domain/upgrade';
import {
  awardRefusals,
  masterRefusals,
  roundMachine,
  shortfallRefusals,
  totalsRefusals,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { WorkCalendarQueries } from '../../evaluation/index.ts';
import { type LockedRound, RoundRepository } from '../round/round.repository.ts';
import { AwardCandidates, type CandidateCase } from './award-candidate.queries.ts';
import { AwardQueries } from './award.queries.ts';
import { AwardRepository } from './award.repository.ts';

/** From decided to announced: proposed by one, released by another into publicity. Publication has a service of its own. */
@Injectable()
export class AwardSteps {
  private readonly rounds: RoundRepository;
  private readonly candidates: AwardCandidates;
  private readonly awards: AwardRepository;
  private readonly views: AwardQueries;
  private readonly calendar: WorkCalendarQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    rounds: RoundRepository,
    candidates: AwardCandidates,
    awards: AwardRepository,
    views: AwardQueries,
    calendar: WorkCalendarQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.rounds = rounds;
    this.candidates = candidates;
    this.awards = awards;
    this.views = views;
    this.calendar = calendar;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  propose(id: string, revision: number, shortfallReason: string | null, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.locked(id, revision, actor);
      const cases = await this.candidates.of(id);
      const decided = cases.flatMap(({ tier, outcome }) => (outcome === null ? [] : [{ tier, outcome }]));
      await this.demand('propose', round, actor, [
        ...standRefusals(round, cases),
        ...reviewRefusals(round, cases),
        ...shortfallRefusals(decided, round.places, shortfallReason),
      ]);
      await this.awards.propose(id, actor.accountId, this.clock.now(), shortfallReason?.trim() || null);
      await this.record(round, 'proposed', 'proposed', countsOf(cases), shortfallReason?.trim() || undefined);
    });
  }

  takeBack(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.locked(id, revision, actor);
      await this.demand('take-back', round, actor);
      await this.awards.takeBack(id);
      await this.record(round, 'taken-back', 'reviewing', {}, reason);
    });
  }

  /** From here on the candidates are public, and objections are taken. */
  release(id: string, revision: number, contact: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.locked(id, revision, actor);
      const cases = await this.candidates.of(id);
      await this.demand('release', round, actor, standRefusals(round, cases));
      const calendar = await this.calendar.calendar();
      const until = publicityUntil(calendar, this.clock.today(), round.publicityWorkingDays);
      await this.awards.release(id, actor.accountId, this.clock.now(), until, contact);
      await this.record(round, 'released', 'publicity', { until, ...countsOf(cases) });
    });
  }

  async locked(id: string, revision: number, actor: Actor): Promise<LockedRound> {
    const round = await this.rounds.forUpdate(id);
    if (round.revision !== revision) throw staleRevision(await this.views.view(id, actor));
    return round;
  }

  /** Every reason of the machine against a step of the round. */
  async machineRefusals(
    action: RoundAction,
    round: LockedRound,
    actor: Actor,
    frozen = 0,
  ): Promise<readonly Refusal[]> {
    const { undecided, unchecked } = await this.candidates.open(round.id);
    const context = { actor, now: this.clock.now(), undecided: undecided + unchecked, frozen };
    return refusalsOf(roundMachine, action, round, context);
  }

  record(round: LockedRound, action: string, to: string, facts: object, reason?: string): Promise<void> {
    return this.audit.record({
      subject: { type: 'round', id: round.id },
      action,
      from: round.state,
      to,
      revision: round.revision + 1,
      facts,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  private async demand(action: RoundAction, round: LockedRound, actor: Actor, more: readonly Refusal[] = []) {
    const refusals = [...(await this.machineRefusals(action, round, actor)), ...more];
    if (refusals.length > 0) throw new RefusedError(refusals);
  }
}

/** The places may have been changed since the decisions. */
function standRefusals(round: LockedRound, cases: readonly CandidateCase[]): readonly Refusal[] {
  const awarded = cases.filter(({ outcome }) => outcome === 'award');
  return [...totalsRefusals(awarded, round.places), ...masterRefusals(awarded)];
}

/** The order rests on the experts' scores where the round asks for them. */
function reviewRefusals({ expertReview }: LockedRound, cases: readonly CandidateCase[]): readonly Refusal[] {
  const open = cases.filter(({ reviewScore }) => reviewScore === null).length;
  return expertReview && open > 0 ? [awardRefusals('review-open', { count: open })] : [];
}

const countsOf = (cases: readonly CandidateCase[]) => {
  const count = (outcome: AwardOutcome) => cases.filter((one) => one.outcome === outcome).length;
  return { awarded: count('award'), declined: count('decline') };
};
