import pg from 'pg';

const { builtins } = pg.types;

/** `2024-07-03 10:00:00.123456+00` → `2024-07-03T10:00:00.123456Z`: microseconds kept, so that a keyset cursor is exact. */
function isoInstant(text: string): string {
  if (!text.endsWith('+00')) return text === 'infinity' || text === '-infinity' ? text : new Date(text).toISOString();
  const [day, time] = text.slice(0, -3).split(' ');
  const [whole, fraction = ''] = (time ?? '').split('.');
  return `${day}T${whole}.${fraction.padEnd(3, '0')}Z`;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`);
  return value;
}

/**
 * Rows come as views want them: civil dates as `YYYY-MM-DD`, instants as ISO text, bigint as number (fen and counts fit).
 * Entities are not affected: TypeORM makes its own Dates from the text.
 */
export const valueParsers = new pg.TypeOverrides();
valueParsers.setTypeParser(builtins.DATE, (text) => text);
valueParsers.setTypeParser(builtins.TIMESTAMPTZ, isoInstant);
valueParsers.setTypeParser(builtins.INT8, safeInteger);
