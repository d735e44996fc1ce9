import { describe, expect, it } from 'vitest';
import { clauseOf, normaliseDocumentNumber } from '../kernel/index.ts';
import { notices } from './index.ts';

describe('the notices', () => {
  it.each(notices)('$documentNumber has each clause once, with its text, and a standard document number', (notice) => {
    const numbers = notice.clauses.map(({ clause }) => clause);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(notice.clauses.filter(({ text }) => text.length < 10)).toEqual([]);
    expect(normaliseDocumentNumber(notice.documentNumber)).toBe(notice.documentNumber);
  });

  it('the evaluation rests on 四(四): every two years, three grades, and what follows from 不合格', () => {
    const text = clauseOf(notices, { notice: 'cq-2024-7', clause: '四(四)' })?.text;
    expect(text).toContain('每两年对工作室进行一次考核评估');
    expect(text).toContain('整改仍不合格的予以降级或取消称号');
  });
});
