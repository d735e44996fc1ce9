import type { Refusal } from '../../kernel/index.ts';
import { objectionRefusals as refuse } from './objection.refusals.ts';

/**
 * How an account can have taken part in what an objection is about. Releasing the results of an evaluation is no part, it decides
 * nothing about a single studio; releasing the awards of a round is, for the places are one decision.
 */
export const involvements = [
  'deciding',
  'proposing',
  'releasing',
  'evaluating',
  'opinion',
  'recommending',
  'objecting',
] as const;
export type Involvement = (typeof involvements)[number];

/** Accounts that took part, by how. */
export type Participants = Readonly<Partial<Record<Involvement, readonly string[]>>>;

/**
 * Who took part does not handle an objection against it: nobody judges over what he did himself. All the ways in which the
 * account took part; none: it may handle the objection. Domain section 4, step 8.
 */
export const dependenceOf = (accountId: string, participants: Participants): readonly Refusal[] =>
  involvements.filter((how) => participants[how]?.includes(accountId)).map((how) => refuse(`took-part-${how}`));
