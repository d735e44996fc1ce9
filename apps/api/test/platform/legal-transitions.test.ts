import * as activity from '@jianglian/domain/activity';
import * as evaluation from '@jianglian/domain/evaluation';
import * as studio from '@jianglian/domain/studio';
import * as upgrade from '@jianglian/domain/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raw, sql } from '../../src/platform/database/index.ts';
import { openScenario, type ScenarioPortal } from '../support/scenario.ts';

/** restrict_violation or integrity_constraint_violation: some tables have stricter guards that speak before this one. */
const violation = /^2300[01]$/;

interface AnyMachine {
  readonly name: string;
  readonly moves: Readonly<Record<string, { readonly from: readonly string[]; readonly to: string }>>;
}

const isMachine = (value: unknown): value is AnyMachine =>
  typeof value === 'object' && value !== null && 'moves' in value && 'initial' in value;
const machines = [studio, activity, evaluation, upgrade].flatMap((feature) => Object.values(feature).filter(isMachine));

const movesOf = ({ moves }: AnyMachine) => [
  ...new Set(
    Object.values(moves).flatMap(({ from, to }) =>
      from.filter((state) => state !== to).map((state) => `${state} → ${to}`),
    ),
  ),
];

let portal: ScenarioPortal;
let guarded: readonly { machine: string; table: string; column: string }[];
beforeAll(async () => {
  portal = await openScenario('small', '2027-05-20T02:00:00Z');
  guarded = await portal.db.rows(sql`
    SELECT tgrelid::regclass::text AS table, parts[1] AS machine, parts[2] AS column
    FROM pg_trigger, LATERAL (SELECT string_to_array(encode(tgargs, 'escape'), '\\000') AS parts) args
    WHERE tgname = 'only_legal_transitions' ORDER BY 2`);
});
afterAll(() => portal.close());

describe('the database', () => {
  it('guards the state of every machine of the domain', () => {
    // A correction by two people is one machine for results and for awards.
    const named = new Set(guarded.map(({ machine }) => machine));
    expect([...named]).toEqual(machines.map(({ name }) => name).toSorted());
  });

  it.each(machines)('knows the moves of $name and no others', async (machine) => {
    const rows = await portal.db.rows<{ move: string }>(sql`
      SELECT from_state || ' → ' || to_state AS move FROM legal_transitions WHERE machine = ${machine.name}`);
    expect(rows.map(({ move }) => move).toSorted()).toEqual(movesOf(machine).toSorted());
  });

  it('refuses each illegal move of each state there is, also when no service is asked', async () => {
    let tried = 0;
    for (const { machine, table, column } of guarded) {
      const { moves } = machines.find(({ name }) => name === machine)!;
      const states = [...new Set(Object.values(moves).flatMap(({ from, to }) => [...from, to]))];
      const present = await portal.db.rows<{ place: string; state: string }>(
        sql`SELECT DISTINCT ON (${raw(column)}) ctid::text AS place, ${raw(column)} AS state FROM ${raw(table)} ORDER BY ${raw(column)}`,
      );
      const legal = new Set(movesOf({ name: machine, moves }));
      for (const { place, state } of present) {
        for (const to of states.filter((other) => other !== state && !legal.has(`${state} → ${other}`))) {
          tried += 1;
          await expect(
            portal.db.rows(sql`UPDATE ${raw(table)} SET ${raw(column)} = ${to} WHERE ctid = ${place}::tid`),
            `${machine}: ${state} → ${to}`,
          ).rejects.toMatchObject({ code: expect.stringMatching(violation) });
        }
      }
    }
    expect(tried).toBeGreaterThan(50);
  });
});
