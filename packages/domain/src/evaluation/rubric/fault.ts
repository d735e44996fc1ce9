import type { Refusal, RefusalParam } from '../../kernel/index.ts';
import { rubricRefusals as refuse } from './rubric.refusals.ts';
import type { Wording } from './rubric.ts';

/** What is wrong with a draft, and where: `path` leads to the field, list places counted from 0. */
export interface RubricFault extends Refusal {
  readonly path: string;
}

export const fault = (
  path: string,
  reason: Parameters<typeof refuse>[0],
  params: Readonly<Record<string, RefusalParam>> = {},
): RubricFault => ({ path, ...refuse(reason, params) });

/** Columns of lines and conflicts hold ten characters; paths and addresses need plain ones. */
const CODE = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

export function codeFaults(
  path: string,
  items: readonly { readonly code: string }[],
  longest = 40,
): readonly RubricFault[] {
  return items.flatMap(({ code }, place) => {
    if (!CODE.test(code) || code.length > longest) {
      return [fault(`${path}.${place}.code`, 'code-malformed', { code, longest })];
    }
    const first = items.findIndex((one) => one.code === code);
    return first < place ? [fault(`${path}.${place}.code`, 'code-twice', { code })] : [];
  });
}

export const wordingFaults = (path: string, wording: Wording): readonly RubricFault[] =>
  (['zh', 'en'] as const).flatMap((language) =>
    wording[language].trim() === '' ? [fault(`${path}.${language}`, 'text-missing')] : [],
  );

export const percentFaults = (path: string, percent: number | null): readonly RubricFault[] =>
  percent === null || (percent >= 0 && percent <= 100) ? [] : [fault(path, 'percent-out-of-range', { percent })];
