import { skillLevels } from '@jianglian/domain/reference';
import { grades, honourLevels } from '@jianglian/domain/studio';
import { appliedTiers } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { CivilDateText, endpoint, Id } from '../shared/index.ts';
import { CaseQuery, OutcomeName, VerdictRow, VerdictView } from './verdict.contract.ts';

const whole = (least: number, most: number) => z.int().min(least).max(most).optional();
const percent = z.number().min(0).max(100).optional();

/** Thresholds and years to try out; what is left out stays as the notice has it. */
export const DraftRulesInput = z.strictObject({
  oldestAge: whole(30, 80),
  presenceMonths: whole(0, 12),
  teamLeast: whole(1, 50),
  teamMost: whole(1, 100),
  skilledPercent: percent,
  trainingFundPercent: percent,
  skillFrom: z
    .strictObject(
      Object.fromEntries(appliedTiers.map((tier) => [tier, z.enum(skillLevels).optional()])) as Record<
        (typeof appliedTiers)[number],
        z.ZodOptional<z.ZodEnum<{ [Level in (typeof skillLevels)[number]]: Level }>>
      >,
    )
    .optional(),
  branchYears: whole(0, 10),
  coolingOffYears: whole(0, 10),
  provisionalYears: whole(0, 10),
  restartYears: whole(0, 10),
});

const Change = z.object({ studio: VerdictRow, before: OutcomeName, because: z.array(z.string()) });
const Changes = z.object({ count: z.int(), rows: z.array(Change) });

/** What a draft would change: who comes in, who drops out, and by which rule. Lists stop at 200 rows, counts do not. */
export const RuleSimulationView = z
  .object({
    ruleSet: z.object({ id: z.string(), version: z.int() }),
    on: CivilDateText,
    total: z.int(),
    before: z.record(OutcomeName, z.int()),
    after: z.record(OutcomeName, z.int()),
    comesIn: Changes,
    dropsOut: Changes,
  })
  .meta({ id: 'UpgradeRuleSimulation' });
export type RuleSimulationView = z.infer<typeof RuleSimulationView>;

export const simulationApi = {
  simulate: endpoint({
    method: 'POST',
    path: '/upgrade-simulations',
    permission: 'upgrade:read',
    summary: 'The verdict as it would be with another grade, another master or another place; nothing is written',
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('grade'), studioId: Id, ...CaseQuery, grade: z.enum(grades) }),
      z.strictObject({
        kind: z.literal('master'),
        studioId: Id,
        ...CaseQuery,
        birthDate: CivilDateText.nullable().default(null),
        skillLevel: z.enum(skillLevels).nullable().default(null),
        highestAward: z.enum(honourLevels).nullable().default(null),
      }),
      z.strictObject({ kind: z.literal('relocation'), studioId: Id, ...CaseQuery }),
    ]),
    reply: VerdictView,
  }),
  simulateRules: endpoint({
    method: 'POST',
    path: '/upgrade-simulations/rules',
    permission: 'upgrade:draft-rules',
    summary: 'A draft of the rules over all studios: who comes in, who drops out and why; nothing is written',
    body: z.strictObject({ rules: DraftRulesInput, on: CivilDateText.optional() }),
    reply: RuleSimulationView,
  }),
};
