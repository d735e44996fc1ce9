import type { ClusterTally } from '@jianglian/contracts/insight';
import { describe, expect, it } from 'vitest';
import { compositionRows, groupsOf, shareOf, sumOf } from './cluster-groups.ts';

const cluster = (
  code: string,
  level: ClusterTally['level'],
  count: number,
  groupName: string | null = null,
): ClusterTally => ({
  code,
  name: `集群${code}`,
  level,
  groupName,
  confirmed: true,
  count,
  change: 1,
  due: 1,
  tiers: { district: 0, municipal: count - 1, chief: 1, national: 0 },
  grades: { excellent: 1, qualified: count - 2, failed: 0, none: 1 },
});
const clusters = [
  cluster('A1', 'L1', 14),
  cluster('D01', 'L4', 3, '未来产业'),
  cluster('D02', 'L4', 4, '未来产业'),
  cluster('D07', 'L4', 5, '高成长性产业'),
  cluster('S1', 'S', 6),
  cluster('S9', 'S', 2),
];

describe('the lines of the composition', () => {
  const rows = compositionRows(clusters);

  it('are the large clusters one by one, the new stars by group, and what is outside', () => {
    expect(rows.map(({ key, codes, range, name }) => [key, codes, range, name])).toEqual([
      ['A1', ['A1'], 'A1', '集群A1'],
      ['未来产业', ['D01', 'D02'], 'D01–D02', null],
      ['高成长性产业', ['D07'], 'D07', null],
      ['outside', ['S1', 'S9'], 'S1–S9', null],
    ]);
  });

  it('count every studio once', () => {
    expect(sumOf(rows)).toEqual(sumOf(clusters));
    expect(sumOf(rows).count).toBe(34);
    expect(groupsOf(clusters).map(({ level, count }) => [level, count])).toEqual([
      ['L1', 14],
      ['L2', 0],
      ['L3', 0],
      ['L4', 12],
      ['S', 8],
    ]);
  });
});

it('takes shares of what they are shares of', () => {
  const [one] = clusters;
  expect(shareOf(one!, 'excellent')).toEqual([1, 13]);
  expect(shareOf(one!, 'upper')).toEqual([1, 14]);
  expect(shareOf(one!, 'due')).toEqual([1, 14]);
});
