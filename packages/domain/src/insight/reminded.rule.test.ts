import { describe, expect, it } from 'vitest';
import { type Reminded, reminderOf } from './reminded.rule.ts';

const reminded = (changes: Partial<Reminded>): Reminded => ({
  step: 'scoring',
  cycleId: 'cycle',
  subjectId: 'me',
  at: '2026-03-02T01:00:00Z',
  by: '市高技办',
  note: '',
  ...changes,
});

describe('the reminder of a task', () => {
  it.each([
    ['sheets-to-score', 'cycle', [reminded({})], true],
    ['sheets-to-score', 'another cycle', [reminded({})], false],
    ['self-evaluation', 'evaluation', [reminded({ step: 'selfEvaluation', subjectId: 'evaluation' })], true],
    ['self-evaluation-returned', 'evaluation', [reminded({ step: 'selfEvaluation', subjectId: 'evaluation' })], true],
    ['self-evaluation', 'another', [reminded({ step: 'selfEvaluation', subjectId: 'evaluation' })], false],
    ['opinions-to-give', 'cycle', [reminded({ step: 'opinion' })], true],
    ['opinions-to-give', 'cycle', [reminded({ step: 'scoring' })], false],
    ['report-due', 'cycle', [reminded({})], false],
  ] as const)('%s of %s', (kind, id, reminders, found) => {
    expect(reminderOf({ kind, subject: { type: 'any', id } }, reminders) !== null).toBe(found);
  });

  it('is the latest', () => {
    const list = [reminded({ note: 'second', at: '2026-03-03T01:00:00Z' }), reminded({ note: 'first' })];
    expect(reminderOf({ kind: 'sheets-to-score', subject: { type: 'cycle', id: 'cycle' } }, list)?.note).toBe('second');
  });
});
