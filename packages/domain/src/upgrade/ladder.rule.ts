import { addYears, forPeople, met, unmet, waitsFor, yearOf } from '../kernel/index.ts';
import { isFinal, tierAbove } from '../studio/index.ts';
import type { UpgradeFacts } from './facts.ts';
import { byAct, upgradeRule } from './upgrade.rule.ts';

/** A studio that has a tier and goes up the ladder, not out of turn. */
const climbs = ({ tier, exceptionGround }: UpgradeFacts): boolean => tier !== null && exceptionGround === null;
const firstDay = (year: number): string => `${year}-01-01`;

/** 三(一): 逐级申报 – the tier above one's own, or 破格 with its ground. */
export const nextTier = upgradeRule({
  id: 'upgrade.next-tier',
  number: 'R15',
  clause: '三(一)',
  group: 'ladder',
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
  group: 'ladder',
  applies: ({ tier }) => tier !== null,
  needs: ['standing'],
  find: ({ standing: now }) => {
    if (now === 'active') return met({ standing: now });
    return unmet({ standing: now }, isFinal(now) ? {} : byAct('pass-rectification'));
  },
});

/** 三(三): awarded in the year before the round (2023年获建的…今年不能申报). Counts calendar years. */
export const coolingOff = upgradeRule({
  id: 'upgrade.cooling-off',
  number: 'R09',
  clause: '三(三)',
  group: 'ladder',
  applies: climbs,
  needs: ['awardedOn'],
  find: ({ awardedOn, roundYear }, { coolingOffYears }) => {
    const firstYear = yearOf(awardedOn) + coolingOffYears + 1;
    const evidence = { awardedOn, roundYear };
    return roundYear >= firstYear ? met(evidence) : unmet(evidence, { from: { day: firstDay(firstYear) } });
  },
});

/** Whether the case is that of R10: awarded two calendar years before the round. */
export const isProvisional = (
  { awardedOn, roundYear }: Pick<UpgradeFacts, 'awardedOn' | 'roundYear'>,
  provisionalYears: number,
): boolean => awardedOn != null && roundYear - yearOf(awardedOn) === provisionalYears;

/**
 * 三(三) and 四(四): awarded two years back one may apply first, and enters review with 优秀 only; later on 合格 or better is
 * asked for (domain default). An evaluation before the award of the present tier does not count.
 */
export const evaluated = upgradeRule({
  id: 'upgrade.evaluated',
  number: 'R10',
  clause: '三(三)',
  group: 'ladder',
  applies: (facts, { coolingOffYears }) =>
    climbs(facts) && (facts.awardedOn == null || facts.roundYear - yearOf(facts.awardedOn) > coolingOffYears),
  needs: ['awardedOn'],
  find: (facts, { provisionalYears }) => {
    const { awardedOn, lastGrade, lastEvaluatedOn, runningCycle } = facts;
    const counts = lastEvaluatedOn != null && lastEvaluatedOn >= awardedOn;
    const grade = counts ? (lastGrade ?? null) : null;
    const wanted = isProvisional(facts, provisionalYears) ? 'excellent' : 'qualified';
    const evidence = { awardedOn, grade, evaluatedOn: counts ? lastEvaluatedOn : null, wanted };
    const enough = grade === 'excellent' || (grade === 'qualified' && wanted === 'qualified');
    if (enough) return met(evidence);
    if (runningCycle) return waitsFor(runningCycle.name, evidence);
    return unmet(evidence, byAct(wanted === 'excellent' ? 'be-graded-excellent' : 'be-evaluated'));
  },
});

/** 三(三): after a change of master or a relocation, two years of running and an evaluation of 合格 or better. */
export const restart = upgradeRule({
  id: 'upgrade.restart',
  number: 'R12',
  clause: '三(三)',
  group: 'ladder',
  applies: ({ tier, masterChangedOn, relocatedOn }) => tier !== null && (masterChangedOn ?? relocatedOn) !== null,
  find: ({ masterChangedOn, relocatedOn, lastGrade, lastEvaluatedOn, on }, { restartYears: years }) => {
    const [approvedOn = ''] = [masterChangedOn, relocatedOn]
      .flatMap((day) => day ?? [])
      .toSorted()
      .toReversed();
    const from = addYears(approvedOn, years);
    const evaluatedSince = lastEvaluatedOn != null && lastEvaluatedOn >= approvedOn;
    const grade = evaluatedSince ? (lastGrade ?? null) : null;
    const evidence = { approvedOn, years, grade };
    const passed = grade === 'excellent' || grade === 'qualified';
    if (on >= from && passed) return met(evidence);
    return unmet(evidence, {
      ...(on < from ? { from: { day: from } } : {}),
      ...(passed ? {} : { act: 'be-evaluated' }),
    });
  },
});
