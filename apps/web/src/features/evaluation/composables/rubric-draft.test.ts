import type { RubricView } from '@jianglian/contracts/evaluation';
import { completeRubric, default2024 } from '@jianglian/domain/evaluation';
import { describe, expect, it } from 'vitest';
import { listAt, readAs, shownAs, valueAt, withAdded, withMoved, withRemoved, withValue } from './rubric-draft.ts';

const rubric = completeRubric(default2024) as RubricView;

describe('a draft of a rubric', () => {
  it('is read and changed by path, the rest stays the same', () => {
    expect(valueAt(rubric, 'indicators.0.points')).toBe(400);
    expect(valueAt(rubric, 'indicators.99.points')).toBeUndefined();
    const changed = withValue(rubric, 'indicators.0.points', 600);
    expect(valueAt(changed, 'indicators.0.points')).toBe(600);
    expect(changed.indicators[1]).toBe(rubric.indicators[1]);
    expect(valueAt(rubric, 'indicators.0.points')).toBe(400);
    const without = withValue(rubric, 'indicators.7.prefill.params.projects', undefined);
    expect(Object.keys(without.indicators[7]!.prefill!.params)).not.toContain('projects');
  });

  it('has lists that grow, shrink and are ordered', () => {
    const veto = { code: 'V6', text: { zh: '', en: '' } };
    const grown = withAdded(rubric, 'vetoes', veto);
    expect(listAt(grown, 'vetoes')).toHaveLength(6);
    expect(listAt(withRemoved(grown, 'vetoes', 0), 'vetoes')[0]).toMatchObject({ code: 'V2' });
    expect(withMoved(grown, 'vetoes', 5, -1).vetoes.map(({ code }) => code)).toEqual([
      'V1',
      'V2',
      'V3',
      'V4',
      'V6',
      'V5',
    ]);
    expect(withMoved(grown, 'vetoes', 0, -1)).toBe(grown);
    expect(listAt(rubric, 'title')).toEqual([]);
  });

  it.each([
    ['points', 450, '4.5'],
    ['factor', 150, '1.5'],
    ['yuan', 5_000_000, '50000'],
    ['percent', 60, '60'],
    ['text', '甲', '甲'],
    ['points', null, ''],
  ] as const)('shows %s %s as %s and reads it back', (kind, value, text) => {
    expect(shownAs(kind, value)).toBe(text);
    expect(readAs(kind, text)).toBe(value);
  });

  it('takes nothing that is no number', () => {
    expect(readAs('points', '四')).toBeUndefined();
    expect(readAs('points', '1,200.5')).toBe(120_050);
    expect(readAs('whole', ' ')).toBeNull();
  });
});
