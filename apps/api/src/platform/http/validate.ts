import type { Endpoint, Problem } from '@jianglian/contracts/shared';
import { z } from 'zod';
import { RefusedError, sharedRefusals } from './problem/refused.error.ts';

export type FieldProblem = NonNullable<Problem['fields']>[number];

/** The input did not fit its schema; `fields` name each place. */
export class InvalidInputError extends RefusedError {
  readonly fields: readonly FieldProblem[];

  constructor(fields: readonly FieldProblem[]) {
    super([sharedRefusals('invalid-input', { fields: fields.map((field) => field.path) })], 422);
    this.fields = fields;
  }
}

const nothing = z.strictObject({});

/** What came with the request, checked against the endpoint. All faults at once; unknown keys are faults. */
export function validInput(endpoint: Endpoint, given: { params: unknown; query: unknown; body: unknown }): object {
  const faults: FieldProblem[] = [];
  const parsed: Record<string, unknown> = {};
  const check = (part: 'params' | 'query' | 'body', schema: z.ZodType, value: unknown) => {
    const result = schema.safeParse(value);
    if (result.success) parsed[part] = result.data;
    else faults.push(...result.error.issues.flatMap((issue) => faultsOf(part, issue)));
  };
  if (endpoint.params) check('params', endpoint.params, given.params);
  check('query', endpoint.query ?? nothing, given.query);
  if (endpoint.body) check('body', endpoint.body, given.body);
  else if (!endpoint.multipart) check('body', nothing, given.body ?? {});
  if (faults.length > 0) throw new InvalidInputError(faults);
  return parsed;
}

function faultsOf(part: string, issue: z.core.$ZodIssue): FieldProblem[] {
  const path = [part, ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({ path: [...path, name].join('.'), code: issue.code, message: issue.message }));
  }
  return [{ path: path.join('.'), code: issue.code ?? 'custom', message: issue.message }];
}
