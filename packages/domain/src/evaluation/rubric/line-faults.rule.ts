import { scoreText } from '../../kernel/index.ts';
import { codeFaults, fault, wordingFaults } from './fault.ts';
import type { RubricFault } from './fault.ts';
import { prefillParams } from './prefill-params.ts';
import type { Indicator, PrefillSetting, Rubric } from './rubric.ts';

/** What is wrong with one line of the rubric. */
export function lineFaults(rubric: Rubric, indicator: Indicator, path: string): readonly RubricFault[] {
  const { code, group, name, points, fullMark, deductionRule, evidence, prefill } = indicator;
  const twice = evidence.findIndex((kind, place) => evidence.indexOf(kind) < place);
  return [
    ...(code.length > 10 ? [fault(`${path}.code`, 'code-malformed', { code, longest: 10 })] : []),
    ...(rubric.groups.some((one) => one.code === group)
      ? []
      : [fault(`${path}.group`, 'group-unknown', { code, group })]),
    ...wordingFaults(`${path}.name`, name),
    ...wordingFaults(`${path}.fullMark`, fullMark),
    ...wordingFaults(`${path}.deductionRule`, deductionRule),
    ...(points <= 0 ? [fault(`${path}.points`, 'points-not-positive', { code })] : []),
    ...(twice < 0 ? [] : [fault(`${path}.evidence`, 'evidence-twice', { code })]),
    ...deductionFaults(indicator, path),
    ...(prefill ? prefillFaults(prefill, `${path}.prefill`) : []),
  ];
}

function deductionFaults({ code: line, points, deductions }: Indicator, path: string): readonly RubricFault[] {
  return [
    ...codeFaults(`${path}.deductions`, deductions),
    ...deductions.flatMap(({ code, text, each, unit }, place) => {
      const own = `${path}.deductions.${place}`;
      const found: RubricFault[] = [...wordingFaults(`${own}.text`, text)];
      // Without a unit it is taken once; 0 only notes the reason.
      if (unit !== null) found.push(...wordingFaults(`${own}.unit`, unit));
      if (each === null) return found;
      if (each < 0) found.push(fault(`${own}.each`, 'deduction-negative', { code }));
      if (each > points) {
        const params = { code: line, deduction: code, each: scoreText(each), points: scoreText(points) };
        found.push(fault(`${own}.each`, 'deduction-above-points', params));
      }
      return found;
    }),
  ];
}

function prefillFaults({ rule, params, scaled }: PrefillSetting, path: string): readonly RubricFault[] {
  const known = prefillParams[rule];
  return [
    ...Object.keys(known).flatMap((param) =>
      param in params ? [] : [fault(`${path}.params.${param}`, 'prefill-param-missing', { rule, param })],
    ),
    ...Object.entries(params).flatMap(([param, value]) => {
      if (!Object.hasOwn(known, param)) {
        return [fault(`${path}.params.${param}`, 'prefill-param-unknown', { rule, param })];
      }
      return value < 0 ? [fault(`${path}.params.${param}`, 'prefill-param-negative', { param })] : [];
    }),
    ...scaled.flatMap((param) =>
      Object.hasOwn(known, param) ? [] : [fault(`${path}.scaled`, 'prefill-scaled-unknown', { rule, param })],
    ),
  ];
}
