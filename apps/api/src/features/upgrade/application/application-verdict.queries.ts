import type { ApplicationVerdict, ConditionView, FactView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { notices } from '@jianglian/domain/notice';
import type {
  Application,
  FactName,
  FormContent,
  RuleSet,
  UpgradeFacts,
  UpgradeVerdict,
} from '@jianglian/domain/upgrade';
import { cq20247Rules, foundingFacts, judgedInReview, ruleSets, verdictOf } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { VerdictQueries } from '../eligibility/verdict.queries.ts';
import type { RoundOfApplication } from './application-fragments.ts';
import { ApplicationRegisterQueries } from './application-register.queries.ts';

export interface JudgedApplication extends Application {
  readonly id: string;
  readonly round: Pick<RoundOfApplication, 'year' | 'ruleSet' | 'ruleSetVersion'>;
}

export interface Judged {
  readonly rules: RuleSet;
  readonly facts: UpgradeFacts;
  readonly verdict: UpgradeVerdict;
  readonly view: ApplicationVerdict;
}

export const rulesOf = ({ ruleSet, ruleSetVersion }: JudgedApplication['round']): RuleSet =>
  ruleSets.find(({ id, version }) => id === ruleSet && version === ruleSetVersion) ?? cq20247Rules;

/** The verdict beside an application, under the rules and the year of its round. */
@Injectable()
export class ApplicationVerdictQueries {
  private readonly database: Database;
  private readonly verdicts: VerdictQueries;
  private readonly register: ApplicationRegisterQueries;
  private readonly clock: Clock;

  constructor(database: Database, verdicts: VerdictQueries, register: ApplicationRegisterQueries, clock: Clock) {
    this.database = database;
    this.verdicts = verdicts;
    this.register = register;
    this.clock = clock;
  }

  /** Of now: a studio from the registers, a studio to be from its form. */
  async live(actor: Actor, application: JudgedApplication, content: FormContent): Promise<Judged> {
    const { studioId, target, exceptionGround, round } = application;
    if (studioId !== null) {
      const asked = { target, exception: exceptionGround ?? undefined, round };
      const open = await this.verdicts.open(actor, studioId, asked);
      const view = this.verdicts.viewOf(open);
      return {
        rules: open.rules,
        facts: open.facts,
        verdict: verdictOf(open.rules, open.facts),
        view: { ...view, determination: null },
      };
    }
    const rules = rulesOf(round);
    const on = { on: this.clock.today(), roundYear: round.year, target, exceptionGround };
    const facts = foundingFacts(content, await this.register.comparedWith(application.id), on);
    return judgedOf(rules, facts, null);
  }

  /** As it was when the application was handed in last; undefined: nothing was determined. */
  async kept(applicationId: string): Promise<Judged | undefined> {
    const row = await this.database.one<{ id: string; facts: UpgradeFacts; ruleSet: string; version: number }>(sql`
      SELECT d.id, d.facts, d.rule_set AS "ruleSet", d.rule_set_version AS version
      FROM applications a JOIN upgrade_determinations d ON d.id = a.determination_id WHERE a.id = ${applicationId}`);
    const rules = row && ruleSets.find(({ id, version }) => id === row.ruleSet && version === row.version);
    return row && rules ? judgedOf(rules, row.facts, row.id) : undefined;
  }
}

function judgedOf(rules: RuleSet, facts: UpgradeFacts, determination: string | null): Judged {
  const verdict = verdictOf(rules, facts);
  const view: ApplicationVerdict = {
    target: verdict.target,
    exception: facts.exceptionGround,
    on: verdict.on,
    ruleSet: verdict.ruleSet,
    documentNumber: notices.find(({ id }) => id === rules.notice)?.documentNumber ?? '',
    outcome: verdict.outcome,
    preferred: verdict.preferred,
    notBefore: verdict.notBefore,
    eligibleFrom: verdict.eligibleFrom,
    acts: [...verdict.acts],
    conditions: verdict.conditions.map(({ cites, reads, finding, ...condition }) => ({
      ...condition,
      clause: cites.clause,
      finding: finding as ConditionView['finding'],
      facts: factViews(reads, facts),
      waiver: null,
    })),
    judged: judgedInReview(facts.target, facts).map(({ key, number, clause, quote }) => ({
      key,
      number: number ?? '',
      clause,
      quote,
    })),
    determination,
  };
  return { rules, facts, verdict, view };
}

/** Facts of the form, and facts as they were kept: the day is the one they were judged on. */
const factViews = (reads: readonly FactName[], facts: UpgradeFacts): FactView[] =>
  reads.flatMap((fact) =>
    facts[fact] === null || facts[fact] === undefined
      ? []
      : [
          {
            fact,
            value: facts[fact],
            on: facts.on,
            source: 'application' as const,
            documentNumber: null,
            declaration: null,
          },
        ],
  );
