import fc from 'fast-check';
import { addDays } from '../kernel/index.ts';
import type { UpgradeFacts } from './facts.ts';
import { good } from './upgrade-case.builder.ts';

const namesake = { id: 's9', name: '第九技能大师工作室' };
export const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2016-01-01', days));
/** Any case the registers can hold, well-formed. */
export const anyFacts: fc.Arbitrary<UpgradeFacts> = fc.record({
  on: fc.constant(good.on),
  roundYear: fc.constant(2026),
  target: fc.constantFrom('municipal', 'chief', 'national'),
  tier: fc.constantFrom(null, 'district', 'municipal', 'chief'),
  standing: fc.constantFrom('active', 'rectifying'),
  awardedOn: day,
  lastGrade: fc.constantFrom(null, 'excellent', 'qualified', 'failed'),
  lastEvaluatedOn: fc.option(day, { nil: null }),
  evaluationDueOn: fc.option(day, { nil: null }),
  runningCycle: fc.constantFrom(null, namesake),
  masterChangedOn: fc.option(day, { nil: null }),
  relocatedOn: fc.option(day, { nil: null }),
  birthDate: day.map((on) => addDays(on, -16_500)),
  presenceMonths: fc.integer({ min: 0, max: 12 }),
  teamSize: fc.integer({ min: 0, max: 20 }),
  insuredWithUnit: fc.boolean(),
  skillLevel: fc.constantFrom('senior', 'technician', 'senior-technician'),
  highestAward: fc.constantFrom('district', 'municipal', 'provincial', 'national'),
  nationalHonours: fc.constantFrom([], ['national-technical-expert'] as const),
  heritageBearer: fc.boolean(),
  exceptionGround: fc.constantFrom(null, 'worldskills-gold'),
  hostKind: fc.constantFrom('enterprise', 'vocational-college'),
  skilledPercent: fc.integer({ min: 0, max: 100 }),
  trainingFundPercent: fc.integer({ min: 0, max: 100 }),
  isBranch: fc.boolean(),
  inBranchSince: day,
  otherStudiosOfMaster: fc.constantFrom([], [namesake]),
  twins: fc.constantFrom([], [namesake]),
  nationalWithSameUnit: fc.constantFrom(null, namesake),
  waivers: fc.constant({}),
});
