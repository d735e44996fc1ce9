import type { ClusterTally, StudioTally } from '@jianglian/contracts/insight';

export const clusterLevels = ['L1', 'L2', 'L3', 'L4', 'S'] as const;
export type ClusterLevel = (typeof clusterLevels)[number];

export interface ClusterGroup {
  readonly level: ClusterLevel;
  readonly count: number;
  readonly clusters: readonly ClusterTally[];
}

export const groupsOf = (clusters: readonly ClusterTally[]): readonly ClusterGroup[] =>
  clusterLevels.map((level) => {
    const own = clusters.filter((cluster) => cluster.level === level);
    return { level, clusters: own, count: own.reduce((sum, { count }) => sum + count, 0) };
  });

/** One line of the composition table: a cluster, or several too small to stand alone. */
export interface CompositionRow extends StudioTally {
  readonly key: string;
  readonly codes: readonly string[];
  readonly range: string;
  /** The cluster's own name; null where several share the line and the page names them. */
  readonly name: string | null;
}

/** The twelve large clusters each for itself; 未来产业, 高成长性产业 and what is outside 33618 in one line each. */
export function compositionRows(clusters: readonly ClusterTally[]): readonly CompositionRow[] {
  const single = clusters.filter(({ level }) => level !== 'L4' && level !== 'S');
  const stars = clusters.filter(({ level }) => level === 'L4');
  const names = [...new Set(stars.map(({ groupName }) => groupName ?? ''))];
  return [
    ...single.map((cluster) => ({ ...cluster, key: cluster.code, codes: [cluster.code], range: cluster.code })),
    ...names.map((groupName) =>
      together(
        groupName,
        stars.filter((cluster) => (cluster.groupName ?? '') === groupName),
      ),
    ),
    together(
      'outside',
      clusters.filter(({ level }) => level === 'S'),
    ),
  ].filter(({ codes }) => codes.length > 0);
}

function together(key: string, clusters: readonly ClusterTally[]): CompositionRow {
  const codes = clusters.map(({ code }) => code);
  return { ...sumOf(clusters), key, codes, range: [...new Set([codes[0], codes.at(-1)])].join('–'), name: null };
}

export function sumOf(tallies: readonly StudioTally[]): StudioTally {
  const sum = (pick: (tally: StudioTally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    count: sum(({ count }) => count),
    change: sum(({ change }) => change),
    due: sum(({ due }) => due),
    tiers: {
      district: sum(({ tiers }) => tiers.district),
      municipal: sum(({ tiers }) => tiers.municipal),
      chief: sum(({ tiers }) => tiers.chief),
      national: sum(({ tiers }) => tiers.national),
    },
    grades: {
      excellent: sum(({ grades }) => grades.excellent),
      qualified: sum(({ grades }) => grades.qualified),
      failed: sum(({ grades }) => grades.failed),
      none: sum(({ grades }) => grades.none),
    },
  };
}

/** The share a map is coloured by, with what it is taken of. */
export const shareOf = (tally: StudioTally, mode: 'excellent' | 'upper' | 'due'): readonly [number, number] => {
  if (mode === 'excellent') return [tally.grades.excellent, tally.count - tally.grades.none];
  if (mode === 'upper') return [tally.tiers.chief + tally.tiers.national, tally.count];
  return [tally.due, tally.count];
};
