import type { VerdictView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { notices } from '@jianglian/domain/notice';
import type { AppliedTier, ExceptionGround, RuleSet, UpgradeFacts, UpgradeVerdict } from '@jianglian/domain/upgrade';
import {
  cq20247Rules,
  eligibilityRefusals,
  judgedInReview,
  ruleSetOn,
  ruleSets,
  verdictOf,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { type Asked, type AskedIn, factsOf, factViews, targetOf } from './case.mapper.ts';
import { CaseQueries, type CaseRow } from './case.queries.ts';
import { determinationId } from './determination-id.ts';

export interface OpenCase {
  readonly row: CaseRow;
  readonly target: AppliedTier;
  readonly rules: RuleSet;
  readonly facts: UpgradeFacts;
}

/** One studio's verdict from live facts, and the same with something assumed. */
@Injectable()
export class VerdictQueries {
  private readonly cases: CaseQueries;
  private readonly clock: Clock;

  constructor(cases: CaseQueries, clock: Clock) {
    this.cases = cases;
    this.clock = clock;
  }

  /** The rules in force today; before the first notice the first one speaks. */
  rulesToday(): RuleSet {
    return ruleSetOn(ruleSets, this.clock.today()) ?? cq20247Rules;
  }

  /** Not there and not yours are one answer. A round's own rules and year count, where one is asked about. */
  async open(actor: Actor, id: string, asked: Asked & { readonly round?: AskedIn }): Promise<OpenCase> {
    const row = await this.cases.one(actor, id, asked.target);
    if (!row) throw new NotFoundError('studio');
    const target = targetOf(row, asked);
    if (target === undefined) throw new RefusedError([eligibilityRefusals('nothing-above')], 422);
    const { round } = asked;
    const rules = ruleSets.find(({ id: set, version }) => set === round?.ruleSet && version === round.ruleSetVersion);
    const facts = factsOf(row, target, asked, this.clock.today());
    return {
      row,
      target,
      rules: rules ?? this.rulesToday(),
      facts: round ? { ...facts, roundYear: round.year } : facts,
    };
  }

  /** What came of each studio's case, by studio; those out of reach are left out. */
  async outcomes(
    actor: Actor,
    asked: readonly { studioId: string; target: AppliedTier; exception?: ExceptionGround | undefined }[],
  ): Promise<ReadonlyMap<string, UpgradeVerdict>> {
    if (asked.length === 0) return new Map();
    const rules = this.rulesToday();
    const cases = await this.cases.several(actor, asked);
    return new Map(
      cases.flatMap((row) => {
        const one = asked.find(({ studioId }) => studioId === row.id);
        return one ? [[row.id, verdictOf(rules, factsOf(row, one.target, one, this.clock.today()))] as const] : [];
      }),
    );
  }

  async view(actor: Actor, id: string, asked: Asked): Promise<VerdictView> {
    return this.viewOf(await this.open(actor, id, asked));
  }

  viewOf({ row, target, rules, facts }: OpenCase, assumed?: UpgradeFacts): VerdictView {
    const used = assumed ?? facts;
    const verdict = verdictOf(rules, used);
    const notice = notices.find(({ id }) => id === rules.notice);
    return {
      studio: {
        id: row.id,
        name: row.name,
        tier: row.tier,
        masterName: row.masterName,
        hostUnitName: row.hostUnitName,
      },
      target,
      exception: facts.exceptionGround,
      on: verdict.on,
      roundYear: used.roundYear,
      ruleSet: verdict.ruleSet,
      documentNumber: notice?.documentNumber ?? '',
      outcome: verdict.outcome,
      preferred: verdict.preferred,
      notBefore: verdict.notBefore,
      eligibleFrom: verdict.eligibleFrom,
      acts: [...verdict.acts],
      conditions: conditionsOf(verdict, facts, row, assumed),
      judged: judgedInReview(target, used).map(({ key, number, clause, quote }) => ({
        key,
        number: number ?? '',
        clause,
        quote,
      })),
      runningCycle: row.runningCycle,
      determination: assumed ? null : determinationId(row.id, verdict, facts),
    };
  }
}

const conditionsOf = (
  verdict: UpgradeVerdict,
  facts: UpgradeFacts,
  row: CaseRow,
  assumed: UpgradeFacts | undefined,
): VerdictView['conditions'] =>
  verdict.conditions.map(({ cites, reads, finding, ...condition }) => {
    const waiver = row.waivers?.find(({ rule, target }) => rule === condition.rule && target === verdict.target);
    return {
      ...condition,
      clause: cites.clause,
      finding: finding as VerdictView['conditions'][number]['finding'],
      facts: factViews(reads, facts, row, assumed),
      waiver: waiver ? { id: waiver.id, reason: waiver.reason, by: waiver.by, at: waiver.at } : null,
    };
  });
