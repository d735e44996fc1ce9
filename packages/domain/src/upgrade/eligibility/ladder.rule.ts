import type { CivilDate } from '../../kernel/index.ts';
import { addYears, forPeople, met, unmet, waitsFor, yearOf } from '../../kernel/index.ts';
import { isFinal, tierAbove } from '../../studio/index.ts';
import type { UpgradeFacts } from './facts.ts';
import { byAct, fromDay, upgradeRule } from './upgrade.rule.ts';

/** A studio that has a tier and goes up the ladder step by step: 破格 breaks with the order and with the years of waiting. */
const climbs = ({ tier, exceptionGround }: UpgradeFacts): boolean => tier !== null && exceptionGround === null;
const firstDay = (year: number): CivilDate => `${year}-01-01`;

/** 三(一): 逐级申报 – the tier above one's own, or 破格 with its ground. */
export const nextTier = upgradeRule({
  id: 'upgrade.next-tier',
  number: 'R15',
  clause: '三(一)',
  quote: '工作室按属地或归口原则逐级申报',
  group: 'ladder',
  reads: ['tier', 'exceptionGround'],
  find: ({ tier, target, exceptionGround: ground }, { exceptionTiers }) => {
    if (ground !== null) {
      return exceptionTiers.includes(target)
        ? forPeople({ tier, target, ground })
        : unmet({ tier, target, ground }, byAct('apply-in-turn'));
    }
    const next = tier === null ? 'municipal' : tierAbove(tier);
    return next === target
      ? met({ tier, target })
      : unmet({ tier, target, next: next ?? null }, byAct('apply-in-turn'));
  },
});

/** 三(三): 限期整改、终止工作的技能大师工作室不得申报上一层级. */
export const standing = upgradeRule({
  id: 'upgrade.standing',
  number: 'R13',
  clause: '三(三)',
  quote: '限期整改、终止工作的技能大师工作室不得申报上一层级工作室。',
  group: 'ladder',
  applies: ({ tier }) => tier !== null,
  needs: ['standing'],
  find: ({ standing: now }) => {
    if (now === 'active') return met({ standing: now });
    return unmet({ standing: now }, byAct(isFinal(now) ? 'found-anew' : 'pass-rectification'));
  },
});

/** 三(三): awarded in the year before the round (2023年获建的…今年不能申报). Counts calendar years. */
export const coolingOff = upgradeRule({
  id: 'upgrade.cooling-off',
  number: 'R09',
  clause: '三(三)',
  quote: '2023年获建的技能大师工作室今年不能申报上一等级工作室。',
  group: 'ladder',
  applies: climbs,
  needs: ['awardedOn'],
  find: ({ awardedOn, roundYear }, { coolingOffYears }) => {
    const firstYear = yearOf(awardedOn) + coolingOffYears + 1;
    const evidence = { awardedOn, roundYear, firstYear };
    return roundYear >= firstYear ? met(evidence) : unmet(evidence, fromDay(firstDay(firstYear)));
  },
});

/** Whether the case is that of R10: awarded so many calendar years before the round that one may apply first. */
export const isProvisional = (
  { awardedOn, roundYear }: Pick<UpgradeFacts, 'awardedOn' | 'roundYear'>,
  provisionalYears: number,
): boolean => awardedOn != null && roundYear - yearOf(awardedOn) <= provisionalYears;

/** A grade counts when it was given since a day: of an evaluation before it nobody speaks any more. */
const gradeSince = ({ lastGrade, lastEvaluatedOn }: UpgradeFacts, day: CivilDate) =>
  lastEvaluatedOn != null && lastEvaluatedOn >= day ? (lastGrade ?? null) : null;

/**
 * 三(三) and 四(四): awarded two years back one may apply first, and enters review with 优秀 only; later on 合格 or better is
 * asked for (domain default). An evaluation before the award of the present tier does not count. The notice names 市级 and
 * 首席; of a 区县级 studio the district chooses the best (五(四)).
 */
export const evaluated = upgradeRule({
  id: 'upgrade.evaluated',
  number: 'R10',
  clause: '三(三)',
  quote:
    '2022年获建的市级和市级首席技能大师工作室，可对应层级先行申报市级首席或国家级技能大师工作室，考核评估优秀且符合相应申报条件的后续纳入评审范围。',
  group: 'ladder',
  applies: (facts, { coolingOffYears }) =>
    climbs(facts) &&
    facts.tier !== 'district' &&
    (facts.awardedOn == null || facts.roundYear - yearOf(facts.awardedOn) > coolingOffYears),
  needs: ['awardedOn'],
  reads: ['awardedOn', 'lastGrade', 'lastEvaluatedOn', 'runningCycle', 'evaluationDueOn'],
  find: (facts, { provisionalYears }) => {
    const { awardedOn, lastEvaluatedOn, runningCycle, evaluationDueOn } = facts;
    const grade = gradeSince(facts, awardedOn);
    const first = isProvisional(facts, provisionalYears);
    const wanted = first ? 'excellent' : 'qualified';
    const evidence = {
      awardedOn,
      grade: grade ?? 'none',
      evaluatedOn: grade === null ? null : (lastEvaluatedOn ?? null),
      dueOn: evaluationDueOn ?? null,
      wanted,
    };
    if (grade === 'excellent' || (grade === 'qualified' && !first)) return met(evidence);
    if (runningCycle) return waitsFor(runningCycle.name, evidence);
    // 先行申报: who has not been evaluated yet may apply and waits for the evaluation to come.
    if (first && grade === null) return waitsFor('next-evaluation', evidence);
    return unmet(evidence, byAct(first ? 'be-graded-excellent' : 'be-evaluated'));
  },
});

/** The latest consented change of master or relocation since the award of the present tier; null: none. */
export function restartedOn({
  awardedOn,
  masterChangedOn,
  relocatedOn,
}: Pick<UpgradeFacts, 'awardedOn' | 'masterChangedOn' | 'relocatedOn'>): CivilDate | null {
  const days = [masterChangedOn, relocatedOn].filter(
    (day): day is CivilDate => day !== null && day >= (awardedOn ?? ''),
  );
  return days.toSorted().at(-1) ?? null;
}

const hasRestarted = (facts: UpgradeFacts): boolean => facts.tier !== null && restartedOn(facts) !== null;
const approval = (facts: UpgradeFacts): CivilDate => restartedOn(facts) as CivilDate;
const restartQuote =
  '经申请同意迁建或变更命名专家的技能大师工作室，运行两年且评估合格后方可按规定条件申报上一层级工作室。';

/** 三(三): two full years of running after the consent to a change of master or a relocation. */
export const restartYears = upgradeRule({
  id: 'upgrade.restart-years',
  number: 'R12',
  clause: '三(三)',
  quote: restartQuote,
  group: 'ladder',
  applies: hasRestarted,
  reads: ['masterChangedOn', 'relocatedOn', 'awardedOn'],
  find: (facts, { restartYears: years }) => {
    const approvedOn = approval(facts);
    const from = addYears(approvedOn, years);
    const evidence = { approvedOn, years, from };
    return facts.on >= from ? met(evidence) : unmet(evidence, fromDay(from));
  },
});

/** 三(三): and an evaluation of 合格 or better since then. */
export const restartEvaluated = upgradeRule({
  id: 'upgrade.restart-evaluated',
  number: 'R12',
  clause: '三(三)',
  quote: restartQuote,
  group: 'ladder',
  applies: hasRestarted,
  reads: [
    'masterChangedOn',
    'relocatedOn',
    'awardedOn',
    'lastGrade',
    'lastEvaluatedOn',
    'runningCycle',
    'evaluationDueOn',
  ],
  find: (facts) => {
    const approvedOn = approval(facts);
    const grade = gradeSince(facts, approvedOn);
    const evidence = { approvedOn, grade: grade ?? 'none', dueOn: facts.evaluationDueOn ?? null };
    if (grade === 'excellent' || grade === 'qualified') return met(evidence);
    return facts.runningCycle ? waitsFor(facts.runningCycle.name, evidence) : unmet(evidence, byAct('be-evaluated'));
  },
});
