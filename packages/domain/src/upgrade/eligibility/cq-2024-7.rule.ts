import type { RuleSet } from './rule-set.ts';

/** 渝高技办〔2024〕7号. */
export const cq20247Rules: RuleSet = {
  id: 'cq-2024-7',
  version: 1,
  notice: 'cq-2024-7',
  inForceFrom: '2024-07-03',
  oldestAge: 55,
  presenceMonths: 6,
  team: { least: 3, most: 15 },
  enterprise: { skilledPercent: 35, trainingFundPercent: 60 },
  masters: {
    municipal: { awardFrom: 'municipal', skillFrom: 'technician' },
    chief: { awardFrom: 'provincial', skillFrom: 'senior-technician' },
    national: { awardFrom: null, skillFrom: 'senior-technician' },
  },
  heritageTiers: ['municipal', 'chief'],
  exceptionTiers: ['chief', 'national'],
  branchYears: 2,
  coolingOffYears: 1,
  provisionalYears: 2,
  restartYears: 2,
  deeds: { least: 1500, most: 2000 },
  evidencePages: 20,
  places: { municipal: 30, chief: 15, national: 5 },
  placesPerRecommender: { municipal: 2, chief: 2, national: 1 },
  subsidyFen: { municipal: 5_000_000, chief: 15_000_000, national: null },
};

/** Every rule set the portal knows. A changed threshold is a new version beside the old one: kept determinations name theirs. */
export const ruleSets: readonly RuleSet[] = [cq20247Rules];
