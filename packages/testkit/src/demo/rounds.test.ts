import { addDays, civilDateOf } from '@jianglian/domain/kernel';
import { roundPhase, textLength } from '@jianglian/domain/upgrade';
import { describe, expect, it } from 'vitest';
import { deedsOf } from './deeds.ts';
import { demoRounds } from './rounds.ts';
import { scenarioOf } from './scenario.ts';

const { studios, units, evaluations } = scenarioOf('demo');
const rounds = demoRounds(studios, evaluations, units, '2026-11-22');

describe('the rounds of the demo', () => {
  it('awarded exactly whom the register says the day and document made, within the places', () => {
    for (const { award, applications, places } of rounds.slice(0, 2)) {
      const awarded = applications.filter(({ state }) => state === 'awarded');
      const made = studios.filter(({ steps }) =>
        steps.some(
          ({ on, document, act }) =>
            on === award!.on && document === award!.document && 'tier' in act && act.tier !== 'district',
        ),
      );
      expect(awarded.map(({ studio, founded }) => (studio ?? founded)!.id).toSorted()).toEqual(
        made.map(({ id }) => id).toSorted(),
      );
      for (const [tier, most] of Object.entries(places)) {
        expect(awarded.filter(({ target }) => target === tier).length).toBeLessThanOrEqual(most);
      }
    }
  });

  it.each(['2026-11-22', '2027-05-01'])('take applications on %s, some handed in and some not', (day) => {
    const open = demoRounds(studios, evaluations, units, day).at(-1)!;
    expect(roundPhase(open, new Date(`${day}T04:00:00Z`))).toBe('applying');
    expect(civilDateOf(open.windows.applicationsCloseAt)).toBe(addDays(day, 21));
    expect(new Set(open.applications.map(({ state }) => state))).toEqual(new Set(['submitted', 'draft']));
    expect(open.applications.filter(({ kind }) => kind === 'founding')).toHaveLength(1);
    expect(
      open.applications.every(({ submittedAt, createdAt }) => submittedAt === null || submittedAt > createdAt),
    ).toBe(true);
  });

  it('tell deeds of 1,500 to 2,000 characters of every master', () => {
    for (const studio of studios) {
      const length = textLength(deedsOf(studio));
      expect(length, studio.name).toBeGreaterThanOrEqual(1_500);
      expect(length, studio.name).toBeLessThanOrEqual(2_000);
    }
  });
});
