import { describe, expect, it } from 'vitest';
import { fieldOf, instantOfField } from './office-time.ts';

describe('a time in the office’s zone', () => {
  it('is written into a field and read back as the same instant', () => {
    expect(fieldOf('2026-11-27T10:00:00.000Z')).toBe('2026-11-27T18:00');
    expect(instantOfField('2026-11-27T18:00')).toBe('2026-11-27T10:00:00.000Z');
  });

  it.each(['', '2026-11-27', '2026-02-30T18:00', 'T18:00'])('%s is not yet one', (text) => {
    expect(instantOfField(text)).toBeUndefined();
  });
});
