import { expect, test } from 'vitest';
import { courseOf, nextEnd, phaseAt } from './round-course.ts';

const windows = {
  opensAt: '2024-07-02T16:00:00.000Z',
  applicationsCloseAt: '2024-07-15T10:00:00.000Z',
  recommendingOpensAt: '2024-07-15T16:00:00.000Z',
  recommendingClosesAt: '2024-07-22T16:00:00.000Z',
};
const at = (text: string) => Date.parse(text);
const states = (state: Parameters<typeof courseOf>[0]['state'], now: string) =>
  courseOf({ state, windows }, at(now))
    .map((step) => step.state)
    .join(' ');

test.each([
  ['draft', '2024-07-10T00:00:00Z', 'later later later later later'],
  ['called', '2024-07-01T00:00:00Z', 'later later later later later'],
  ['called', '2024-07-15T09:59:59.900Z', 'now later later later later'],
  ['called', '2024-07-15T10:00:00.000Z', 'over later later later later'],
  ['called', '2024-07-16T00:00:00Z', 'over now later later later'],
  ['called', '2024-07-22T16:00:00Z', 'over over later later later'],
  ['reviewing', '2024-08-01T00:00:00Z', 'over over now later later'],
  ['proposed', '2024-08-01T00:00:00Z', 'over over now later later'],
  ['publicity', '2024-08-01T00:00:00Z', 'over over over now later'],
  ['published', '2024-08-01T00:00:00Z', 'over over over over over'],
  ['cancelled', '2024-07-10T00:00:00Z', 'later later later later later'],
] as const)('a round that is %s at %s: %s', (state, now, told) => {
  expect(states(state, now)).toBe(told);
});

test('what comes next is the end of the window that runs, or the beginning of the next', () => {
  const round = { state: 'called', windows } as const;
  expect(nextEnd(round, at('2024-07-15T09:59:59.900Z'))?.window).toBe('applicationsCloseAt');
  expect(nextEnd(round, at('2024-07-15T10:00:00.000Z'))?.window).toBe('recommendingOpensAt');
  expect(nextEnd(round, at('2024-07-22T16:00:00.000Z'))).toBeUndefined();
  expect(phaseAt(round, at('2024-07-22T16:00:00.000Z'))).toBe('closed');
});
