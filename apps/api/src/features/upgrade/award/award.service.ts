import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import type { AwardChoice, PlacesByTier, RankedCandidate } from '@jianglian/domain/upgrade';
import {
  awardRefusals,
  choiceRefusals,
  groundOf,
  masterRefusals,
  totalsRefusals,
  twinRefusals,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { RoundRepository } from '../round/round.repository.ts';
import { AwardCandidates, type CandidateCase, rankingOf } from './award-candidate.queries.ts';
import { AwardRepository, type AwardToKeep } from './award.repository.ts';

export interface SeenChoice extends AwardChoice {
  readonly revision: number;
}

/** Decisions on the applications of a round, one or many, all or none; the round is locked, so the totals hold (一(一)). */
@Injectable()
export class AwardDecisions {
  private readonly rounds: RoundRepository;
  private readonly candidates: AwardCandidates;
  private readonly awards: AwardRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    rounds: RoundRepository,
    candidates: AwardCandidates,
    awards: AwardRepository,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.rounds = rounds;
    this.candidates = candidates;
    this.awards = awards;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  decide(roundId: string, choices: readonly SeenChoice[], actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.rounds.forUpdate(roundId);
      const cases = await this.candidates.of(roundId);
      const ranking = rankingOf(cases, round.places);
      const refusals = [
        ...(round.state === 'reviewing' ? [] : [awardRefusals('decisions-are-fixed')]),
        ...standingRefusals(choices, cases, ranking),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const after = decidedAfter(cases, choices);
      const totals = [
        ...totalsRefusals(after.awarded, round.places),
        ...masterRefusals(after.awarded),
        ...twinRefusals(after.awarded, after.explained),
      ];
      if (totals.length > 0) throw new RefusedError(totals);
      const kept = decisionsToKeep(cases, choices, ranking, round.places);
      const takenBack = choices.filter(({ outcome }) => outcome === null).map(({ applicationId }) => applicationId);
      await this.awards.decide(roundId, takenBack, kept, actor.accountId, this.clock.now());
      await this.record(choices, kept);
    });
  }

  private async record(choices: readonly SeenChoice[], kept: readonly AwardToKeep[]): Promise<void> {
    const byId = new Map(kept.map((one) => [one.applicationId, one]));
    for (const { applicationId, outcome, reason, revision } of choices) {
      const { position, place, ground } = byId.get(applicationId) ?? {};
      await this.audit.record({
        subject: { type: 'application', id: applicationId },
        action: 'award-decided',
        to: outcome,
        revision: revision + 1,
        ...(reason?.trim() ? { reason: reason.trim() } : {}),
        facts: outcome === null ? { takenBack: true } : { position, place, ground },
      });
    }
  }
}

function standingRefusals(
  choices: readonly SeenChoice[],
  cases: readonly CandidateCase[],
  ranking: ReadonlyMap<string, RankedCandidate>,
): readonly Refusal[] {
  const byId = new Map(cases.map((one) => [one.applicationId, one]));
  return choices.flatMap((choice) => {
    const one = byId.get(choice.applicationId);
    const ranked = ranking.get(choice.applicationId);
    // What left the review meanwhile gives its place back, and nothing else.
    if (!one || !ranked || !(one.accepted || (choice.outcome === null && one.publishedOn === null))) {
      return [awardRefusals('not-in-review', { studio: one?.studioName ?? '' })];
    }
    if (one.revision !== choice.revision) return [awardRefusals('decided-meanwhile', { studio: one.studioName })];
    return choiceRefusals(choice, ranked, one.studioName);
  });
}

/** Who is awarded once the choices hold, and which of them say why they are. */
function decidedAfter(cases: readonly CandidateCase[], choices: readonly SeenChoice[]) {
  const chosen = new Map(choices.map((choice) => [choice.applicationId, choice]));
  const outcomeOf = (one: CandidateCase) => {
    const choice = chosen.get(one.applicationId);
    return choice === undefined ? one.outcome : choice.outcome;
  };
  const awarded = cases.filter((one) => outcomeOf(one) === 'award');
  const explained = awarded.filter((one) => (chosen.get(one.applicationId)?.reason ?? one.reason)?.trim());
  return { awarded, explained: new Set(explained.map(({ applicationId }) => applicationId)) };
}

function decisionsToKeep(
  cases: readonly CandidateCase[],
  choices: readonly SeenChoice[],
  ranking: ReadonlyMap<string, RankedCandidate>,
  places: PlacesByTier,
): readonly AwardToKeep[] {
  const byId = new Map(cases.map((one) => [one.applicationId, one]));
  const changed = new Set(choices.map(({ applicationId }) => applicationId));
  const taken = new Set(
    cases.flatMap(({ applicationId, tier, place }) =>
      place === null || changed.has(applicationId) ? [] : [`${tier} ${place}`],
    ),
  );
  const freePlace = (tier: CandidateCase['tier']): number => {
    let place = 1;
    while (taken.has(`${tier} ${place}`)) place += 1;
    taken.add(`${tier} ${place}`);
    return place;
  };
  return choices.flatMap(({ applicationId, outcome, reason }) => {
    if (outcome === null) return [];
    const { tier } = byId.get(applicationId) as CandidateCase;
    const ranked = ranking.get(applicationId) as RankedCandidate;
    const ground = outcome === 'decline' ? groundOf(ranked) : null;
    return [
      {
        applicationId,
        tier,
        outcome,
        place: outcome === 'award' ? freePlace(tier) : null,
        places: outcome === 'award' ? places[tier] : null,
        position: ranked.position,
        ground,
        reason: reason?.trim() || null,
        clause: ground === 'places' ? '一(一)' : null,
      },
    ];
  });
}
