import type { QueryConfig } from 'pg';
import type { Sql } from './sql.ts';

/** A statement is prepared when it comes again; so many are kept per connection, the rest are planned each time. */
const mostNames = 300;
const seenOnce = new Set<string>();
const names = new Map<string, string>();

/**
 * The query for node-postgres, under a name when its text repeats: parsing and planning cost our short queries more than
 * running them does.
 */
export function prepared(query: Sql): QueryConfig {
  const { text, values } = query;
  const name = names.get(text) ?? nameOf(text);
  return name === undefined ? { text, values } : { name, text, values };
}

function nameOf(text: string): string | undefined {
  if (names.size >= mostNames) return undefined;
  if (!seenOnce.has(text)) {
    if (seenOnce.size >= 10 * mostNames) seenOnce.clear();
    seenOnce.add(text);
    return undefined;
  }
  const name = `q${names.size}`;
  names.set(text, name);
  return name;
}

/** A migration has changed what a prepared statement selects: asked without a name it is planned anew. */
export const isOutdatedPlan = (error: unknown): boolean =>
  (error as { code?: string }).code === '0A000' && /cached plan/.test((error as Error).message);
