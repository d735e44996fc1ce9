import type { VerdictRow, VerdictSummary } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import type { AppliedTier, RuleSet, UpgradeOutcome, UpgradeVerdict } from '@jianglian/domain/upgrade';
import { opensTheWay, upgradeOutcomes, verdictOf } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { factsOf, targetOf } from './case.mapper.ts';
import { type CaseFilter, CaseQueries, type FactRow } from './case.queries.ts';
import { VerdictQueries } from './verdict.queries.ts';

export interface VerdictFilterInput extends CaseFilter {
  readonly outcome?: readonly UpgradeOutcome[] | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly missing?: readonly string[] | undefined;
  readonly by?: CivilDate | undefined;
}

/** Rows read first for a page: as many as a page has most. */
const firstBatch = 250;

/**
 * Verdicts of many studios. They are worked out from live facts each time and never stored: what the list says is what the
 * studio's own page says. Read in batches, so that memory stays flat however many there are.
 */
@Injectable()
export class VerdictListQueries {
  private readonly cases: CaseQueries;
  private readonly verdicts: VerdictQueries;
  private readonly clock: Clock;

  constructor(cases: CaseQueries, verdicts: VerdictQueries, clock: Clock) {
    this.cases = cases;
    this.verdicts = verdicts;
    this.clock = clock;
  }

  async page(
    actor: Actor,
    { after, limit, ...asked }: VerdictFilterInput & { after?: string | undefined; limit: number },
  ) {
    const found: VerdictRow[] = [];
    const size = narrows(asked) ? undefined : firstBatch;
    for await (const row of this.rows(actor, asked, after, size)) {
      if (found.push(row) > limit) break;
    }
    return this.cases.keys(after).page(found, limit);
  }

  /** Every row the filter finds. */
  async *rows(actor: Actor, asked: VerdictFilterInput, after?: string, size?: number): AsyncGenerator<VerdictRow> {
    const rules = this.verdicts.rulesToday();
    for await (const batch of this.cases.batches(actor, asked, after, size)) {
      for (const row of batch) {
        const judged = judgedRow(row, rules, this.clock.today());
        if (judged && fits(judged, asked)) yield judged;
      }
    }
  }

  async summary(actor: Actor, asked: VerdictFilterInput): Promise<VerdictSummary> {
    const outcomes = Object.fromEntries(upgradeOutcomes.map((outcome) => [outcome, 0])) as Record<
      UpgradeOutcome,
      number
    >;
    const rules = new Map<string, number>();
    const missing = new Map<string, number>();
    let total = 0;
    for await (const row of this.rows(actor, asked)) {
      total += 1;
      outcomes[row.outcome] += 1;
      for (const rule of row.unmet) rules.set(rule, (rules.get(rule) ?? 0) + 1);
      for (const fact of row.missing) missing.set(fact, (missing.get(fact) ?? 0) + 1);
    }
    const ranked = (counts: ReadonlyMap<string, number>) => [...counts].toSorted(([, one], [, other]) => other - one);
    return {
      total,
      outcomes,
      rules: ranked(rules).map(([rule, count]) => ({ rule, count })),
      missing: ranked(missing).map(([fact, count]) => ({ fact, count })),
    };
  }
}

const narrows = ({ outcome, rule, missing, by }: VerdictFilterInput): boolean =>
  [outcome, rule, missing, by].some((field) => field !== undefined);

/** One studio under one set of rules; undefined where there is no tier above. */
export function judgedRow(row: FactRow, rules: RuleSet, today: CivilDate): VerdictRow | undefined {
  const target = targetOf(row, {});
  return target && rowOf(row, target, verdictOf(rules, factsOf(row, target, {}, today)));
}

const rowOf = (row: FactRow, target: AppliedTier, verdict: UpgradeVerdict): VerdictRow => ({
  id: row.id,
  code: row.code,
  name: row.name,
  masterName: row.masterName,
  hostUnitName: row.hostUnitName,
  recommenderName: row.recommenderName,
  tier: row.tier,
  target,
  outcome: verdict.outcome,
  preferred: verdict.preferred,
  notBefore: verdict.notBefore,
  eligibleFrom: verdict.eligibleFrom,
  unmet: verdict.conditions.flatMap(({ rule, finding, coveredBy, alternative }) =>
    (finding.verdict === 'unmet' || finding.verdict === 'waits') && coveredBy === null && !alternative ? [rule] : [],
  ),
  missing: [
    ...new Set(
      verdict.conditions.flatMap(({ finding, coveredBy, alternative }) =>
        finding.verdict === 'unknown' && coveredBy === null && !alternative ? finding.missing : [],
      ),
    ),
  ],
  acts: [...new Set(verdict.acts.map(({ act }) => act))],
});

function fits(row: VerdictRow, { outcome, rule, missing, by }: VerdictFilterInput): boolean {
  return (
    (outcome === undefined || outcome.includes(row.outcome)) &&
    (rule === undefined || rule.some((one) => row.unmet.includes(one))) &&
    (missing === undefined || missing.some((fact) => row.missing.includes(fact))) &&
    (by === undefined || opensTheWay(row.outcome) || (row.eligibleFrom !== null && row.eligibleFrom <= by))
  );
}
