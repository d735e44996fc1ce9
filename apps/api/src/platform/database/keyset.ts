import { RefusedError, sharedRefusals } from '../http/problem/refused.error.ts';
import { join, raw, sql, Sql } from './sql.ts';

/** One column of the order. `key` is its name in the selected rows; the column must not be null (coalesce it in `column`). */
export interface SortColumn {
  readonly key: string;
  readonly column: Sql;
  readonly descending?: boolean;
}

export interface Keyset {
  /** Rows after the cursor; TRUE on the first page. */
  readonly where: Sql;
  readonly orderBy: Sql;
  /** Cuts rows fetched with `LIMIT ${limit + 1}` to the page and names the next one. */
  page<Row extends object>(rows: readonly Row[], limit: number): { rows: Row[]; next: string | null };
}

/**
 * Pages by the value of the last row instead of by OFFSET: page 2,000 costs what page 1 costs. End the columns with a
 * unique one (the id). The cursor is opaque and only good for the order it was made for.
 */
export function keyset(columns: readonly SortColumn[], after?: string): Keyset {
  const order = columns.map((column) => `${column.key}${column.descending ? '-' : '+'}`).join();
  return {
    where: after === undefined ? raw('TRUE') : beyond(columns, decode(after, order, columns.length)),
    orderBy: join(columns.map(({ column, descending }) => sql`${column} ${raw(descending ? 'DESC' : 'ASC')}`)),
    page: (rows, limit) => {
      const kept = rows.slice(0, limit);
      const last = kept.at(-1) as Record<string, unknown> | undefined;
      const more = rows.length > limit && last !== undefined;
      return {
        rows: kept,
        next: more
          ? encode(
              order,
              columns.map(({ key }) => last[key]),
            )
          : null,
      };
    },
  };
}

function beyond(columns: readonly SortColumn[], values: readonly unknown[]): Sql {
  const oneWay = columns.every((column) => Boolean(column.descending) === Boolean(columns[0]?.descending));
  if (oneWay) {
    // A row comparison is one index range.
    const sign = raw(columns[0]?.descending ? '<' : '>');
    return sql`(${join(columns.map(({ column }) => column))}) ${sign} (${join(values)})`;
  }
  const [first, ...rest] = columns;
  if (first === undefined) return raw('TRUE');
  const sign = raw(first.descending ? '<' : '>');
  // Said twice so that an index on the first column still gets a range: an OR alone gives it none.
  return sql`${first.column} ${sign}= ${values[0]} AND (${first.column} ${sign} ${values[0]} OR ${beyond(rest, values.slice(1))})`;
}

const encode = (order: string, values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([order, ...values])).toString('base64url');

function decode(cursor: string, order: string, length: number): readonly unknown[] {
  try {
    const [made, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const plain = values.every((value) => ['string', 'number', 'boolean'].includes(typeof value));
    if (made === order && values.length === length && plain) return values;
  } catch {
    // Falls through: whatever it was, it was not made here.
  }
  throw new RefusedError([sharedRefusals('bad-cursor')], 422);
}
