import { conditionGroups, exceptionGrounds, appliedTiers, upgradeOutcomes } from '@jianglian/domain/upgrade';
import { tiers } from '@jianglian/domain/studio';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant, oneOrMore, pageOf, PageQuery } from '../shared/index.ts';

export const AppliedTierName = z.enum(appliedTiers);
export const OutcomeName = z.enum(upgradeOutcomes);
const TierName = z.enum(tiers);
const Named = z.object({ id: Id, name: z.string() });
const Evidence = z.record(z.string(), z.unknown());
const RuleSetRef = z.object({ id: z.string(), version: z.int() });

export const factSources = [
  'registry',
  'timeline',
  'team',
  'honours',
  'evaluation',
  'declaration',
  'comparison',
  'assumption',
  'application',
] as const;

/** Who declared a fact that no register has, and who confirmed it. */
export const DeclarationRef = z.object({
  id: Id,
  source: z.string(),
  fileId: Id.nullable(),
  declaredBy: z.string().nullable(),
  declaredAt: Instant,
  confirmedBy: z.string().nullable(),
  confirmedAt: Instant.nullable(),
});

/** One fact as it was used: its value, the day it speaks of and where it comes from. */
export const FactView = z.object({
  fact: z.string(),
  value: z.unknown(),
  on: CivilDateText.nullable(),
  source: z.enum(factSources),
  documentNumber: z.string().nullable(),
  declaration: DeclarationRef.nullable(),
});
export type FactView = z.infer<typeof FactView>;

const Remedy = z.object({
  from: z.object({ day: CivilDateText }).optional(),
  act: z.string().optional(),
});
export const FindingView = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('met'), evidence: Evidence }),
  z.object({ verdict: z.literal('unmet'), evidence: Evidence, remedy: Remedy }),
  z.object({ verdict: z.literal('waived'), evidence: Evidence, reason: z.string() }),
  z.object({ verdict: z.literal('unknown'), missing: z.array(z.string()) }),
  z.object({ verdict: z.literal('people'), evidence: Evidence }),
  z.object({ verdict: z.literal('waits'), evidence: Evidence, for: z.string() }),
]);

export const ConditionView = z
  .object({
    rule: z.string(),
    number: z.string(),
    group: z.enum(conditionGroups),
    soft: z.boolean(),
    clause: z.string(),
    quote: z.string(),
    finding: FindingView,
    /** The alternative that is met in its place. */
    coveredBy: z.string().nullable(),
    /** Only another way to meet a condition. */
    alternative: z.boolean(),
    facts: z.array(FactView),
    /** The waiver the office gave for it. */
    waiver: z.object({ id: Id, reason: z.string(), by: z.string().nullable(), at: Instant }).nullable(),
  })
  .meta({ id: 'UpgradeCondition' });
export type ConditionView = z.infer<typeof ConditionView>;

export const VerdictView = z
  .object({
    studio: z.object({ id: Id, name: z.string(), tier: TierName, masterName: z.string(), hostUnitName: z.string() }),
    target: AppliedTierName,
    exception: z.enum(exceptionGrounds).nullable(),
    on: CivilDateText,
    roundYear: z.int(),
    ruleSet: RuleSetRef,
    documentNumber: z.string(),
    outcome: OutcomeName,
    /** 优秀 in the present tier: put forward first (四(四)). */
    preferred: z.boolean(),
    notBefore: CivilDateText.nullable(),
    eligibleFrom: CivilDateText.nullable(),
    acts: z.array(z.object({ rule: z.string(), act: z.string() })),
    conditions: z.array(ConditionView),
    /** What people judge in review, whatever the facts say; it does not stand in the way of an application. */
    judged: z.array(z.object({ key: z.string(), number: z.string(), clause: z.string(), quote: z.string() })),
    runningCycle: Named.nullable(),
    /** Hash of rule set, facts and findings; null for a simulation. */
    determination: z.string().nullable(),
  })
  .meta({ id: 'UpgradeVerdict' });
export type VerdictView = z.infer<typeof VerdictView>;

/** A studio in the list of verdicts. */
export const VerdictRow = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    masterName: z.string(),
    hostUnitName: z.string(),
    recommenderName: z.string(),
    tier: TierName,
    target: AppliedTierName,
    outcome: OutcomeName,
    preferred: z.boolean(),
    notBefore: CivilDateText.nullable(),
    eligibleFrom: CivilDateText.nullable(),
    /** Rules that are unmet, or that wait for a result. */
    unmet: z.array(z.string()),
    missing: z.array(z.string()),
    acts: z.array(z.string()),
  })
  .meta({ id: 'UpgradeVerdictRow' });
export type VerdictRow = z.infer<typeof VerdictRow>;

export const VerdictFilter = {
  q: z.string().trim().max(100).optional(),
  target: oneOrMore(AppliedTierName).optional(),
  outcome: oneOrMore(OutcomeName).optional(),
  /** Studios of which this rule is unmet or waits. */
  rule: oneOrMore(z.string().max(60)).optional(),
  /** Studios that lack this fact. */
  missing: oneOrMore(z.string().max(40)).optional(),
  recommender: oneOrMore(Id).optional(),
  /** One may apply by this day without doing anything. */
  by: CivilDateText.optional(),
};

export const VerdictSummary = z.object({
  total: z.int(),
  outcomes: z.record(OutcomeName, z.int()),
  /** How many studios each rule holds up, the most frequent first. */
  rules: z.array(z.object({ rule: z.string(), count: z.int() })),
  missing: z.array(z.object({ fact: z.string(), count: z.int() })),
});
export type VerdictSummary = z.infer<typeof VerdictSummary>;

export const CaseQuery = {
  /** The next tier where none is said. */
  target: AppliedTierName.optional(),
  exception: z.enum(exceptionGrounds).optional(),
};

export const DeterminationView = z
  .object({
    id: z.string(),
    studio: Named,
    recordedAt: Instant,
    ruleSet: RuleSetRef,
    target: AppliedTierName,
    outcome: OutcomeName,
    facts: z.record(z.string(), z.unknown()),
    findings: z.array(z.object({ rule: z.string(), finding: FindingView })),
    /** Worked out anew from the kept facts: the same id, another one, or null where the rule set is not shipped any more. */
    same: z.boolean().nullable(),
  })
  .meta({ id: 'UpgradeDetermination' });
export type DeterminationView = z.infer<typeof DeterminationView>;

export const verdictApi = {
  verdict: endpoint({
    method: 'GET',
    path: '/studios/:id/upgrade-verdict',
    permission: 'upgrade:read',
    summary: 'May the studio apply for the next tier: each condition with clause, fact, source and remedy',
    params: ById,
    query: z.strictObject(CaseQuery),
    reply: VerdictView,
  }),
  verdicts: endpoint({
    method: 'GET',
    path: '/upgrade-verdicts',
    permission: 'upgrade:survey',
    summary: 'Running studios within reach with their verdict, filtered and paged',
    query: z.strictObject({ ...VerdictFilter, ...PageQuery }),
    reply: pageOf(VerdictRow),
  }),
  summary: endpoint({
    method: 'GET',
    path: '/upgrade-verdicts/summary',
    permission: 'upgrade:survey',
    summary: 'How many studios within reach have which verdict, and what holds them up',
    query: z.strictObject(VerdictFilter),
    reply: VerdictSummary,
  }),
  export: endpoint({
    method: 'GET',
    path: '/upgrade-verdicts/export',
    permission: 'upgrade:survey',
    summary: 'The filtered verdicts as an xlsx file',
    query: z.strictObject(VerdictFilter),
    reply: 'file',
  }),
  determine: endpoint({
    method: 'POST',
    path: '/studios/:id/upgrade-determinations',
    permission: 'upgrade:read',
    summary: 'Keep the verdict of now with its facts; the same case keeps the same id',
    params: ById,
    body: z.strictObject(CaseQuery),
    reply: DeterminationView,
    creates: true,
  }),
  determination: endpoint({
    method: 'GET',
    path: '/upgrade-determinations/:id',
    permission: 'upgrade:read',
    summary: 'A kept determination, worked out anew from its facts',
    params: z.strictObject({ id: z.string().regex(/^[0-9a-f]{64}$/) }),
    reply: DeterminationView,
  }),
};
