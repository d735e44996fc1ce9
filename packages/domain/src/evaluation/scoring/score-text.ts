import type { Score } from '../../kernel/index.ts';

/** Hundredths of what was typed (`7`, `7.5`, `7,75`, `７．５`); null of nothing, undefined of what is no score with at most two decimals. */
export function scoreOfText(text: string): Score | null | undefined {
  const plain = text.normalize('NFKC').trim().replace(/[,。]/, '.');
  if (plain === '') return null;
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(plain);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** Readable: a score, or nothing. */
export const isScore = (score: Score | null | undefined): score is Score | null => score !== undefined;
