import { describe, expect, it } from 'vitest';
import type { TalliedActivity } from '../../activity/index.ts';
import { clauseOf } from '../../kernel/index.ts';
import { notices } from '../../notice/index.ts';
import { defaultPriority, type CasePriorityFacts, priorityItems, casePriorityOf, priorityTable } from '../index.ts';

const on = '2026-07-15';
let at = 0;
const activity = (
  kind: TalliedActivity['kind'],
  metrics: TalliedActivity['metrics'],
  more: Partial<TalliedActivity> = {},
): TalliedActivity => ({ id: `a${++at}`, kind, state: 'verified', startedOn: '2026-03-01', metrics, ...more });

const itemOf = (facts: Partial<CasePriorityFacts>, item: string) =>
  casePriorityOf(defaultPriority, { on, activities: [], ...facts }).items.find((one) => one.item === item)!;

describe('priority points of 二(三)', () => {
  it.each([
    ['apprentices', activity('mentoring', { apprentices: 4 }), 0],
    ['apprentices', activity('mentoring', { apprentices: 5 }), 100],
    ['training', activity('training', { personTimes: 99, hours: 8 }), 0],
    ['training', activity('training', { personTimes: 100, hours: 8 }), 100],
    ['competitions', activity('competition', { competitions: [{ title: 'x', role: 'judge' }] }), 100],
    ['competitions', activity('competition', { competitions: [{ title: 'x', role: 'organiser' }] }), 0],
    ['competition-hosting', activity('competition', { competitions: [{ title: 'x', role: 'organiser' }] }), 100],
    ['competition-hosting', activity('competition', { competitions: [{ title: 'x', role: 'coach' }] }), 0],
    ['exchange', activity('exchange', { scope: 'city' }), 0],
    ['skills-upgrading', activity('assessment', { certified: [{ level: 'senior', value: 2 }] }), 0],
    ['skills-upgrading', activity('assessment', { certified: [{ level: 'technician', value: 3 }] }), 100],
    ['skills-upgrading', activity('assessment', { certified: [{ level: 'intermediate', value: 9 }] }), 0],
    ['new-apprenticeship', activity('new-apprenticeship', { enrolled: 1 }), 100],
    ['skill-assessment', activity('assessment', { assessed: 1 }), 100],
    [
      'integrated-teaching',
      activity('college-cooperation', { cooperations: [{ title: 'x', task: 'integrated-teaching' }] }),
      100,
    ],
    [
      'integrated-teaching',
      activity('college-cooperation', { cooperations: [{ title: 'x', task: 'college-cooperation' }] }),
      0,
    ],
    ['exhibition', activity('exhibition', { scope: 'city' }), 100],
  ] as const)('%s of %o: %i', (item, one, points) => {
    const found = itemOf({ activities: [one] }, item);
    expect(found.points).toBe(points);
    expect(found.activities.filter(() => points > 0)).toEqual(points > 0 ? [one.id] : []);
  });

  it.each([
    ['the first day counts', '2024-07-16', 100],
    ['the day before does not', '2024-07-15', 0],
    ['the last day counts', on, 100],
    ['what comes later does not', '2026-07-16', 0],
  ])('%s', (_, startedOn, points) => {
    expect(
      itemOf({ activities: [activity('exhibition', { scope: 'city' }, { startedOn })] }, 'exhibition').points,
    ).toBe(points);
  });

  it('rests on verified activities only', () => {
    expect(itemOf({ activities: [activity('exhibition', {}, { state: 'submitted' })] }, 'exhibition').value).toBe(0);
  });

  it('takes what a unit declares only where the portal has nothing, and says so', () => {
    const declared = { apprentices: 6, exchange: 1 };
    const founding = casePriorityOf(defaultPriority, { on, activities: null, declared });
    expect(founding).toMatchObject({ points: 100, declared: 100, of: 1000 });
    expect(founding.items[0]).toMatchObject({ source: 'declared', value: 6, activities: [] });
    expect(casePriorityOf(defaultPriority, { on, activities: [], declared })).toMatchObject({ points: 0, declared: 0 });
  });

  it('adds up what each item gives, by the weights of the round', () => {
    const activities = [activity('exhibition', { scope: 'city' }), activity('mentoring', { apprentices: 9 })];
    const weights = {
      ...defaultPriority.items,
      apprentices: { from: 10, points: 300 },
      exhibition: { from: 1, points: 50 },
    };
    expect(casePriorityOf({ months: 24, items: weights }, { on, activities }).points).toBe(50);
  });

  it('stands for words of the notice', () => {
    for (const item of priorityItems) {
      const { clause, quote } = priorityTable[item];
      expect(clauseOf(notices, { notice: 'cq-2024-7', clause })?.text).toContain(quote);
    }
  });
});
