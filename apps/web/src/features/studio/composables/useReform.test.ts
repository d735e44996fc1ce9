import type { ReformRow } from '@jianglian/contracts/studio';
import { describe, expect, it } from 'vitest';
import { groupsOf } from './useReform.ts';

const row = (from: string, to: string | null) =>
  ({
    from: { code: from, name: `旧${from}` },
    to: to === null ? null : { district: { code: to, name: `新${to}` }, recommender: { id: 'r', name: 'r' } },
  }) as ReformRow;

describe('studios of a reform', () => {
  it('that go the same way are one group, those to choose for first', () => {
    const groups = groupsOf([row('1', '9'), row('2', null), row('1', '9'), row('2', '9')]);
    expect(groups.map(({ from, to, count }) => [from, to, count])).toEqual([
      ['旧2', null, 1],
      ['旧1', '新9', 2],
      ['旧2', '新9', 1],
    ]);
    expect(groupsOf([])).toEqual([]);
  });
});
