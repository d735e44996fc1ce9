import { defaultWindows, eachInstant } from '@jianglian/domain/evaluation';
import { describe, expect, it } from 'vitest';
import { timelineOf } from './timeline.ts';

const windows = eachInstant(defaultWindows('2026-11-02'), (at) => at.toISOString());
const at = (text: string) => Date.parse(text);

describe('the timeline of a cycle', () => {
  it('marks what is over, what is now and what comes, with the share of the present step', () => {
    const steps = timelineOf(
      { state: 'self-evaluation', windows },
      at(windows.selfEvaluation.closesAt) - 15 * 86_400_000,
    );
    expect(steps.map(({ state }) => state)).toEqual(['now', 'later', 'later', 'later', 'later', 'later']);
    expect(steps[0]!.share).toBeCloseTo(0.5);
    const scoring = timelineOf({ state: 'scoring', windows }, at(windows.scoring.closesAt) + 1);
    expect(scoring.map(({ share }) => share)).toEqual([1, 1, 1, 0, 0, 0]);
    expect(scoring[2]!.state).toBe('now');
  });

  it('shows two steps open where the next has begun before the last has closed', () => {
    const steps = timelineOf({ state: 'scoring', windows }, at(windows.opinion.closesAt) - 86_400_000);
    expect(steps.map(({ state }) => state)).toEqual(['over', 'now', 'now', 'later', 'later', 'later']);
    expect(steps.filter(({ current }) => current).map(({ step }) => step)).toEqual(['scoring']);
    expect(steps[2]!.share).toBeGreaterThan(0);
  });

  it('is all over once published, and not begun as a draft', () => {
    expect(timelineOf({ state: 'published', windows }, 0).every(({ state }) => state === 'over')).toBe(true);
    expect(timelineOf({ state: 'draft', windows }, 0).every(({ state }) => state === 'later')).toBe(true);
  });

  it('shows an own, later closing; an earlier one counts for nothing', () => {
    const later = new Date(at(windows.scoring.closesAt) + 86_400_000).toISOString();
    const [, , scoring] = timelineOf({ state: 'scoring', windows }, 0, { scoring: later });
    expect(scoring).toMatchObject({ closesAt: later, extended: true });
    const [self] = timelineOf({ state: 'scoring', windows }, 0, { selfEvaluation: '2020-01-01T00:00:00Z' });
    expect(self).toMatchObject({ closesAt: windows.selfEvaluation.closesAt, extended: false });
  });
});
