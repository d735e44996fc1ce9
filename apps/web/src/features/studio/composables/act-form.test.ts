import type { StudioView } from '@jianglian/contracts/studio';
import { StudioActInput } from '@jianglian/contracts/studio';
import { officeActs } from '@jianglian/domain/studio';
import { expect, it } from 'vitest';
import { actBody, actFormOf, scoreOf } from './act-form.ts';

const id = '6d3f3c36-7b5c-4d57-9a53-0e7e0d7f9f10';
const studio = {
  name: '冉柏舟技能大师工作室',
  tier: 'chief',
  district: { code: '500105', name: '江北区' },
  recommender: { id, name: '江北区人力社保局' },
  cluster: { code: 'A1', name: '汽车' },
  secondaryClusters: [],
  occupation: null,
  rectificationUntil: '2026-04-01',
} as unknown as StudioView;

it.each(officeActs)('the form of “%s” gives a body its contract takes', (kind) => {
  const form = { ...actFormOf(kind, studio, '2026-03-02'), master: { id }, hostUnit: { id }, points: '88.26' };
  const result = StudioActInput.safeParse(actBody(kind, form, { happenedOn: '2026-03-02' }, 3));
  expect(result.error?.issues ?? []).toEqual([]);
});

it('suggests the next tier, the term and its longest extension', () => {
  expect(actFormOf('upgraded', studio, '2026-03-02').tier).toBe('national');
  expect(actFormOf('downgraded', studio, '2026-03-02').tier).toBe('municipal');
  expect(actFormOf('rectification-ordered', studio, '2026-03-02').until).toBe('2026-05-31');
  expect(actFormOf('rectification-extended', studio, '2026-03-02').until).toBe('2026-05-01');
});

it('reads points as hundredths', () => {
  expect([scoreOf('88.26'), scoreOf(' '), scoreOf('0')]).toEqual([8826, null, 0]);
});
