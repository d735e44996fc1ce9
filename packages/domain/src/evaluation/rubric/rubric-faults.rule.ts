import type { Refusal } from '../../kernel/index.ts';
import { scoreText, sumOf } from '../../kernel/index.ts';
import { tiers } from '../../studio/index.ts';
import { lineFaults } from './line-faults.rule.ts';
import { codeFaults, fault, percentFaults, wordingFaults } from './fault.ts';
import type { RubricFault } from './fault.ts';
import type { Rubric } from './rubric.ts';
import { indicatorsOf, sumOfPoints } from './rubric.ts';

/** Of fewer sheets than three nothing is left once the highest and the lowest are out. */
const LEAST_TO_DROP = 3;
const MOST_YEARS = 5;

/**
 * Everything that keeps a draft from being published, each with the path of its field (`indicators.3.points`).
 * A fault of content only: what is not of the right shape never gets here.
 */
export function rubricFaults(rubric: Rubric): readonly RubricFault[] {
  return [
    ...wordingFaults('title', rubric.title),
    ...pointsFaults(rubric),
    ...groupFaults(rubric),
    ...codeFaults('indicators', rubric.indicators),
    ...rubric.indicators.flatMap((indicator, place) => lineFaults(rubric, indicator, `indicators.${place}`)),
    ...borderFaults(rubric),
    ...commentFaults(rubric),
    ...tierFaults(rubric),
    ...bonusFaults(rubric),
    ...vetoFaults(rubric),
    ...panelFaults(rubric),
  ];
}

/** The same as refusals of the publication: the path is one of the params. */
export const rubricPublicationRefusals = (rubric: Rubric): readonly Refusal[] =>
  rubricFaults(rubric).map(({ code, params, path }) => ({ code, params: { ...params, path } }));

function pointsFaults(rubric: Rubric): readonly RubricFault[] {
  const found: RubricFault[] = [];
  // Shares, caps and stored scores are all counted out of 100.00.
  if (rubric.fullScore !== 10_000) found.push(fault('fullScore', 'full-score-fixed'));
  const sum = sumOfPoints(rubric);
  if (sum !== rubric.fullScore) {
    found.push(fault('indicators', 'points-not-full', { sum: scoreText(sum), full: scoreText(rubric.fullScore) }));
  }
  return found;
}

function groupFaults(rubric: Rubric): readonly RubricFault[] {
  return [
    ...codeFaults('groups', rubric.groups),
    ...rubric.groups.flatMap(({ code, name, excellentFromPercent }, place) => [
      ...wordingFaults(`groups.${place}.name`, name),
      ...percentFaults(`groups.${place}.excellentFromPercent`, excellentFromPercent),
      ...(indicatorsOf(rubric, code).length === 0
        ? [fault(`groups.${place}.code`, 'group-empty', { group: code })]
        : []),
    ]),
  ];
}

function borderFaults({ thresholds, fullScore, excellentCapPercent }: Rubric): readonly RubricFault[] {
  const { excellent, qualified } = thresholds;
  const inOrder = 0 < qualified && qualified < excellent && excellent <= fullScore;
  const params = { excellent: scoreText(excellent), qualified: scoreText(qualified) };
  return [
    ...(inOrder ? [] : [fault('thresholds.excellent', 'thresholds-out-of-order', params)]),
    ...percentFaults('excellentCapPercent', excellentCapPercent),
  ];
}

function commentFaults({ comments }: Rubric): readonly RubricFault[] {
  const { belowPercent, abovePercent, offPrefillPercent } = comments;
  const overlap = belowPercent !== null && abovePercent !== null && belowPercent >= abovePercent;
  return [
    ...percentFaults('comments.belowPercent', belowPercent),
    ...percentFaults('comments.abovePercent', abovePercent),
    ...percentFaults('comments.offPrefillPercent', offPrefillPercent),
    ...(overlap
      ? [fault('comments.abovePercent', 'comment-rules-overlap', { below: belowPercent, above: abovePercent })]
      : []),
  ];
}

/** Targets in the pre-fill are those of 市级; the other tiers are told relative to it. */
function tierFaults({ tierFactors, subsidyFen }: Rubric): readonly RubricFault[] {
  return tiers.flatMap((tier) => {
    const subsidy = subsidyFen[tier];
    return [
      ...(tierFactors[tier] > 0 ? [] : [fault(`tierFactors.${tier}`, 'tier-factor-not-positive', { tier })]),
      ...(tier === 'municipal' && tierFactors[tier] !== 100
        ? [fault(`tierFactors.${tier}`, 'tier-factor-of-reference')]
        : []),
      ...(subsidy !== null && subsidy < 0 ? [fault(`subsidyFen.${tier}`, 'subsidy-negative', { tier })] : []),
    ];
  });
}

function bonusFaults({ bonus }: Rubric): readonly RubricFault[] {
  return [
    ...codeFaults('bonus.items', bonus.items),
    ...bonus.items.flatMap(({ code, text, points }, place) => [
      ...wordingFaults(`bonus.items.${place}.text`, text),
      ...(points <= 0 ? [fault(`bonus.items.${place}.points`, 'points-not-positive', { code })] : []),
      ...(points > bonus.cap
        ? [fault(`bonus.items.${place}.points`, 'bonus-above-cap', { code, cap: scoreText(bonus.cap) })]
        : []),
    ]),
  ];
}

/** Without a veto a studio that handed nothing in could never be graded. */
function vetoFaults({ vetoes }: Rubric): readonly RubricFault[] {
  return [
    ...(vetoes.length === 0 ? [fault('vetoes', 'vetoes-missing')] : []),
    ...codeFaults('vetoes', vetoes),
    ...vetoes.flatMap(({ text }, place) => wordingFaults(`vetoes.${place}.text`, text)),
  ];
}

function panelFaults({ dropExtremesFrom, spreadLimit, years, fullScore }: Rubric): readonly RubricFault[] {
  const found: RubricFault[] = [];
  if (dropExtremesFrom < LEAST_TO_DROP) {
    found.push(fault('dropExtremesFrom', 'drop-extremes-too-few', { least: LEAST_TO_DROP }));
  }
  if (spreadLimit <= 0 || spreadLimit > fullScore) {
    found.push(fault('spreadLimit', 'spread-out-of-range', { full: scoreText(fullScore) }));
  }
  if (years < 1 || years > MOST_YEARS) found.push(fault('years', 'years-out-of-range', { most: MOST_YEARS }));
  return found;
}

/** Points of each group, for the sum shown while editing. */
export const pointsByGroup = (rubric: Rubric): ReadonlyMap<string, number> =>
  new Map(rubric.groups.map(({ code }) => [code, sumOf(indicatorsOf(rubric, code).map(({ points }) => points))]));
