import { cq20247Rules, type UpgradeFacts, verdictOf } from '@jianglian/domain/upgrade';
import { expect, it } from 'vitest';
import { determinationId } from './determination-id.ts';

/** As a determination of 2026-07-01 keeps them. Never edit: what was kept does not change either. */
const kept: UpgradeFacts = {
  on: '2026-07-01',
  roundYear: 2026,
  target: 'chief',
  tier: 'municipal',
  standing: 'active',
  awardedOn: '2022-11-30',
  lastGrade: 'qualified',
  lastEvaluatedOn: '2025-01-15',
  evaluationDueOn: '2027-01-15',
  runningCycle: null,
  masterChangedOn: null,
  relocatedOn: '2024-07-02',
  birthDate: '1975-03-20',
  presenceMonths: 9,
  teamSize: 2,
  insuredWithUnit: true,
  skillLevel: 'technician',
  highestAward: 'provincial',
  nationalHonours: [],
  heritageBearer: null,
  exceptionGround: null,
  hostKind: 'enterprise',
  skilledPercent: 41.5,
  trainingFundPercent: 64,
  isBranch: false,
  inBranchSince: null,
  otherStudiosOfMaster: [],
  twins: [{ id: '5a1c0d7e-0000-4000-8000-000000000001', name: '另一技能大师工作室' }],
  nationalWithSameUnit: null,
  waivers: { 'upgrade.skill': '绝技绝活' },
};
const subject = '5a1c0d7e-0000-4000-8000-000000000002';

it('a determination kept under version 1 of cq-2024-7 is found under the same id for ever: other rules are another version', () => {
  const id = determinationId(subject, verdictOf(cq20247Rules, kept), kept);
  expect(id).toBe('61e3a62dae1012442d03a39a9bb6d9aef81e82a23fdcdda57308f5cf0e8b51e7');
});
