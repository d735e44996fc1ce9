import { RefusedError, sharedRefusals } from '../../../platform/http/problem/index.ts';

interface Placed {
  readonly id: string;
  readonly final: number | null;
}

/** Best first; what has no score last. Of equal scores the smaller id, so that the order is one and the same every time. */
export const byScore = (one: Placed, other: Placed): number =>
  (other.final ?? -1) - (one.final ?? -1) || (one.id < other.id ? -1 : 1);

/**
 * A page of a list that is worked out, not stored: rank and tie of each depend on all others. The cursor names the last row
 * by what it is ordered by, so that a row that moved meanwhile neither repeats nor hides its neighbours.
 */
export function pageAfter<Row extends Placed>(rows: readonly Row[], after: string | undefined, limit: number) {
  const last = after === undefined ? undefined : decode(after);
  const start = last === undefined ? 0 : rows.findIndex((row) => byScore(last, row) < 0);
  const page = start < 0 ? [] : rows.slice(start, start + limit);
  const end = page.at(-1);
  return { rows: page, next: end !== undefined && start + limit < rows.length ? encode(end) : null };
}

const encode = ({ final, id }: Placed): string => Buffer.from(JSON.stringify([final, id])).toString('base64url');

function decode(cursor: string): Placed {
  try {
    const [final, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if ((final === null || typeof final === 'number') && typeof id === 'string') return { final, id };
  } catch {
    // Falls through: whatever it was, it was not made here.
  }
  throw new RefusedError([sharedRefusals('bad-cursor')], 422);
}
