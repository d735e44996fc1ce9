import { honourLevels, type HonourLevel } from '../../studio/index.ts';
import type { NationalHonour } from './facts.ts';
import { nationalHonours } from './facts.ts';

interface WrittenHonour {
  readonly name: string;
  readonly level?: HonourLevel | null | undefined;
}

/** How the honours of 二(二)3 are written in registers and forms. */
const written: Readonly<Record<NationalHonour, RegExp>> = {
  'china-skills-award': /中华技能大奖/,
  'national-technical-expert': /全国技术能手/,
  'state-special-allowance': /国务院.*特殊津贴|政府特殊津贴/,
};

/** Those of 二(二)3 among the honours, by their names. */
export const nationalHonoursOf = (honours: readonly WrittenHonour[]): readonly NationalHonour[] =>
  nationalHonours.filter((honour) => honours.some(({ name }) => written[honour].test(name)));

/** The highest level among the honours; null when none has a level. */
export function highestAwardOf(honours: readonly WrittenHonour[]): HonourLevel | null {
  const ranks = honours.flatMap(({ level }) => (level ? [honourLevels.indexOf(level)] : []));
  return ranks.length === 0 ? null : (honourLevels[Math.max(...ranks)] ?? null);
}
