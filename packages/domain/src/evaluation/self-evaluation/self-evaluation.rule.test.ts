import { describe, expect, it } from 'vitest';
import { changesOfLine } from './self-evaluation.rule.ts';

const line = { indicator: 'A1', score: 300, text: '有场所', evidence: ['one', 'two'] };

describe('what changed since it was handed in', () => {
  it.each([
    [line, line, []],
    [line, { ...line, text: ' 有场所\n', evidence: ['two', 'one'] }, []],
    [{ ...line, score: 400 }, line, ['score']],
    [{ ...line, score: null, text: '' }, line, ['score', 'text']],
    [{ ...line, evidence: ['one'] }, line, ['evidence']],
    [line, undefined, ['score', 'text', 'evidence']],
    [undefined, undefined, []],
    [{ ...line, score: null, text: '', evidence: [] }, undefined, []],
  ])('%o after %o: %o', (now, then, changed) => {
    expect(changesOfLine(now, then)).toEqual(changed);
  });
});
