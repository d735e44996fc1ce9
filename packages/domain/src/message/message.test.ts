import { describe, expect, it } from 'vitest';
import { messageKinds, pathOfMessage } from './index.ts';

describe('where a message leads', () => {
  it('is a page of the portal for every kind, with and without a subject', () => {
    for (const kind of messageKinds) {
      for (const subject of [
        null,
        { type: 'evaluation', id: 'x' } as const,
        { type: 'scoresheet', id: 'x' } as const,
      ]) {
        expect(pathOfMessage(kind, subject)).toMatch(/^\/[a-z-]+(\/x)?$/);
      }
    }
  });

  it.each([
    ['results-published', { type: 'evaluation', id: '7' }, '/results/7'],
    ['results-published', null, '/self-evaluations'],
    ['sheet-reopened', { type: 'scoresheet', id: '7' }, '/scoring/7'],
    ['sheet-reopened', { type: 'cycle', id: '7' }, '/scoring'],
    ['extension-granted', { type: 'evaluation', id: '7' }, '/self-evaluations/7'],
    ['self-evaluation-returned', { type: 'evaluation', id: '7' }, '/self-evaluations/7'],
    ['objection-answered', { type: 'evaluation', id: '7' }, '/results/7'],
    ['reminded-opinion', { type: 'cycle', id: '7' }, '/inbox'],
  ] as const)('%s of %o: %s', (kind, subject, path) => expect(pathOfMessage(kind, subject)).toBe(path));
});
