import type { RuleSimulationView, VerdictRow, VerdictView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import type { Grade } from '@jianglian/domain/studio';
import type { DraftRules, Successor, UpgradeFacts, UpgradeOutcome } from '@jianglian/domain/upgrade';
import {
  draftOf,
  draftRefusals,
  opensTheWay,
  upgradeOutcomes,
  withGrade,
  withMaster,
  withRelocation,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import type { Asked } from './case.mapper.ts';
import { CaseQueries } from './case.queries.ts';
import { judgedRow } from './verdict-list.queries.ts';
import { VerdictQueries } from './verdict.queries.ts';

type Supposed =
  | { readonly kind: 'grade'; readonly grade: Grade }
  | ({ readonly kind: 'master' } & Successor)
  | { readonly kind: 'relocation' };

/** Rows shown of those who come in and of those who drop out. */
const mostRows = 200;

/** What would be. It reads and never writes. */
@Injectable()
export class SimulationQueries {
  private readonly verdicts: VerdictQueries;
  private readonly cases: CaseQueries;
  private readonly clock: Clock;

  constructor(verdicts: VerdictQueries, cases: CaseQueries, clock: Clock) {
    this.verdicts = verdicts;
    this.cases = cases;
    this.clock = clock;
  }

  async one(actor: Actor, studioId: string, asked: Asked, supposed: Supposed): Promise<VerdictView> {
    const open = await this.verdicts.open(actor, studioId, asked);
    return this.verdicts.viewOf(open, assumed(open.facts, supposed));
  }

  /** Both rule sets over every studio within reach: as it is today, and under the draft, perhaps on another day. */
  async rules(actor: Actor, draft: DraftRules, on: CivilDate | undefined): Promise<RuleSimulationView> {
    const today = this.clock.today();
    const base = this.verdicts.rulesToday();
    const rules = draftOf(base, draft);
    const reasons = draftRefusals(rules);
    if (reasons.length > 0) throw new RefusedError(reasons, 422);
    const tally = { before: emptyCounts(), after: emptyCounts(), total: 0 };
    const comesIn: Change[] = [];
    const dropsOut: Change[] = [];
    const counts = { comesIn: 0, dropsOut: 0 };
    for await (const batch of this.cases.batches(actor, {})) {
      for (const row of batch) {
        const before = judgedRow(row, base, today);
        const after = judgedRow(row, rules, on ?? today);
        if (!before || !after) continue;
        tally.total += 1;
        tally.before[before.outcome] += 1;
        tally.after[after.outcome] += 1;
        if (opensTheWay(before.outcome) === opensTheWay(after.outcome)) continue;
        const into = opensTheWay(after.outcome);
        counts[into ? 'comesIn' : 'dropsOut'] += 1;
        const list = into ? comesIn : dropsOut;
        if (list.length < mostRows) list.push(changeOf(before, after));
      }
    }
    return {
      ...tally,
      ruleSet: { id: rules.id, version: rules.version },
      on: on ?? today,
      comesIn: { count: counts.comesIn, rows: comesIn },
      dropsOut: { count: counts.dropsOut, rows: dropsOut },
    };
  }
}

function assumed(facts: UpgradeFacts, supposed: Supposed): UpgradeFacts {
  switch (supposed.kind) {
    case 'grade':
      return withGrade(facts, supposed.grade);
    case 'master':
      return withMaster(facts, supposed);
    case 'relocation':
      return withRelocation(facts);
  }
}

type Change = RuleSimulationView['comesIn']['rows'][number];

/** Why: who comes in no longer has what stood in the way, who drops out has something new. */
function changeOf(before: VerdictRow, after: VerdictRow): Change {
  const [worse, better] = opensTheWay(after.outcome) ? [before, after] : [after, before];
  return { studio: after, before: before.outcome, because: worse.unmet.filter((rule) => !better.unmet.includes(rule)) };
}

const emptyCounts = (): Record<UpgradeOutcome, number> =>
  Object.fromEntries(upgradeOutcomes.map((outcome) => [outcome, 0])) as Record<UpgradeOutcome, number>;
