import { describe, expect, it } from 'vitest';
import { isContention, isDatabaseAway, violates } from './faults.ts';
import { keyset } from './keyset.ts';
import { SnakeNaming } from './snake-naming.ts';
import { every, sql } from './sql.ts';
import { valueParsers } from './value-parsers.ts';

describe('values from the database', () => {
  const parse = (oid: number, text: string) =>
    (valueParsers.getTypeParser(oid) as unknown as (text: string) => unknown)(text);

  it.each([
    ['2024-07-03 10:00:00+00', '2024-07-03T10:00:00.000Z'],
    ['2024-07-03 10:00:00.5+00', '2024-07-03T10:00:00.500Z'],
    ['2024-07-03 10:00:00.123456+00', '2024-07-03T10:00:00.123456Z'],
    ['2024-07-03 18:00:00+08', '2024-07-03T10:00:00.000Z'],
    ['infinity', 'infinity'],
  ])('the instant %s is %s', (text, iso) => {
    expect(parse(1184, text)).toBe(iso);
  });

  it('civil dates stay text, bigint is a number or an error', () => {
    expect(parse(1082, '2024-07-03')).toBe('2024-07-03');
    expect(parse(20, '9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => parse(20, '9007199254740993')).toThrow(RangeError);
  });
});

describe('a keyset', () => {
  const name = { key: 'name', column: sql`s.name` };
  const id = { key: 'id', column: sql`s.id` };
  const cursorOf = (columns: Parameters<typeof keyset>[0], row: object) => keyset(columns).page([row, {}], 1).next!;

  it('asks for the rows after the last with one comparison when all columns go one way', () => {
    const { where, orderBy } = keyset([name, id], cursorOf([name, id], { name: 'b', id: 2 }));
    expect([where.text, where.values]).toEqual(['(s.name,s.id) > ($1,$2)', ['b', 2]]);
    expect(orderBy.text).toBe('s.name ASC,s.id ASC');
  });

  it('compares column by column when they go different ways', () => {
    const columns = [{ ...name, descending: true }, id];
    const { where } = keyset(columns, cursorOf(columns, { name: 'b', id: 2 }));
    expect(where.text).toBe('s.name <= $1 AND (s.name < $2 OR (s.id) > ($3))');
    expect(where.values).toEqual(['b', 'b', 2]);
  });

  it('has a next page only when there was a row too many', () => {
    expect(keyset([id]).page([{ id: 1 }, { id: 2 }], 2)).toEqual({ rows: [{ id: 1 }, { id: 2 }], next: null });
    expect(keyset([id]).page([], 2)).toEqual({ rows: [], next: null });
  });

  it.each(['nonsense', Buffer.from('["id+"]').toString('base64url'), Buffer.from('["name+",1]').toString('base64url')])(
    'refuses a cursor made elsewhere or for another order: %s',
    (cursor) => {
      expect(() => keyset([id], cursor)).toThrow('shared.bad-cursor');
    },
  );
});

it('conditions that are absent are left out', () => {
  expect(every([undefined, false]).text).toBe('TRUE');
  expect(every([sql`a = ${1}`, undefined, sql`b OR c`]).text).toBe('(a = $1) AND (b OR c)');
});

it('properties are columns in snake case', () => {
  const naming = new SnakeNaming();
  expect(naming.columnName('failedLogins', undefined, [])).toBe('failed_logins');
  expect(naming.joinColumnName('hostUnit', 'id')).toBe('host_unit_id');
});

describe('faults', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, true],
    [{ driverError: { code: '57P01' } }, true],
    [{ message: 'Connection terminated unexpectedly' }, true],
    [{ code: '23505' }, false],
    [new TypeError('a bug'), false],
    [undefined, false],
  ])('%o means the database is away: %s', (error, away) => {
    expect(isDatabaseAway(error)).toBe(away);
  });

  it('contention and violated constraints are told apart', () => {
    expect(isContention({ driverError: { code: '40P01' } })).toBe(true);
    expect(violates({ driverError: { code: '23505', constraint: 'a_unique' } }, 'a_unique')).toBe(true);
    expect(violates({ code: '23505', constraint: 'other' }, 'a_unique')).toBe(false);
  });
});
