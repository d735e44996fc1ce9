import type { PanelNetwork } from '@jianglian/domain/evaluation';
import { emptyPlaceCost } from '@jianglian/domain/evaluation';

const termsALine = 40;

/**
 * The network as a linear programme in CPLEX LP format: seats between 0 and 1, every studio's places taken or said to be
 * empty, every evaluator's seats carried by steps of load. Flows have whole corners, so that no integers need to be asked for.
 */
export function panelModel(network: PanelNetwork): string {
  const { evaluations, evaluators, arcs, steps } = network;
  const ofEvaluation = evaluations.map((): string[] => []);
  const ofEvaluator = evaluators.map((): string[] => []);
  for (const [index, { evaluation, evaluator }] of arcs.entries()) {
    ofEvaluation[evaluation]!.push(`x${index}`);
    ofEvaluator[evaluator]!.push(`x${index}`);
  }
  for (const [index, { evaluator }] of steps.entries()) ofEvaluator[evaluator]!.push(`- l${index}`);
  const objective = [
    ...evaluations.map((_, index) => `${emptyPlaceCost} u${index}`),
    ...arcs.flatMap(({ cost }, index) => (cost === 0 ? [] : [`${cost} x${index}`])),
    ...steps.map(({ cost }, index) => `${cost} l${index}`),
  ];
  return [
    'Minimize',
    ' obj:',
    sum(objective),
    'Subject To',
    ...evaluations.map(
      ({ places }, index) => ` s${index}:\n${sum([...ofEvaluation[index]!, `u${index}`])} = ${places}`,
    ),
    ...ofEvaluator.flatMap((terms, index) => (terms.length === 0 ? [] : [` e${index}:\n${sum(terms)} = 0`])),
    'Bounds',
    ...arcs.map((_, index) => ` 0 <= x${index} <= 1`),
    ...steps.map(({ width }, index) => ` 0 <= l${index} <= ${width}`),
    'End',
  ].join('\n');
}

function sum(terms: readonly string[]): string {
  const lines: string[] = [];
  for (let from = 0; from < terms.length; from += termsALine) {
    const line = terms
      .slice(from, from + termsALine)
      .map((term, index) => (term.startsWith('-') || (from === 0 && index === 0) ? term : `+ ${term}`));
    lines.push(`  ${line.join(' ')}`);
  }
  return lines.join('\n');
}
