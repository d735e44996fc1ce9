import { describe, expect, it } from 'vitest';
import type { OpenTask, ReminderRecipient } from './reminder.rule.ts';
import { isLate, lateCandidates, milestoneOf, scheduledCandidates } from './reminder.rule.ts';

const dueAt = new Date('2026-03-10T10:00:00Z'); // 18:00 in Chongqing
const closesAt = new Date('2026-03-12T10:00:00Z');
const late = new Date('2026-03-11T01:00:00Z');

const task = (subjectId: string, changes: Partial<OpenTask> = {}): OpenTask => ({
  subjectId,
  subjectName: `name of ${subjectId}`,
  studioName: `studio ${subjectId}`,
  dueAt,
  closesAt,
  ...changes,
});
const person = (subjectId: string, changes: Partial<ReminderRecipient> = {}): ReminderRecipient => ({
  subjectId,
  accountId: `account of ${subjectId}`,
  name: `person of ${subjectId}`,
  hasAddress: true,
  remindedOn: null,
  milestones: [],
  ...changes,
});

describe('being late', () => {
  it.each([
    ['before it is asked for', '2026-03-10T09:59:59Z', false],
    ['from the asked-for instant on', '2026-03-10T10:00:00Z', true],
    ['until it closes', '2026-03-12T09:59:59Z', true],
    ['not once it is closed: nothing can be done', '2026-03-12T10:00:00Z', false],
  ])('%s', (_, now, expected) => expect(isLate({ dueAt, closesAt }, new Date(now))).toBe(expected));
});

describe('a reminder by hand', () => {
  const codes = (...list: ReturnType<typeof lateCandidates>) => list.map(({ refusal }) => refusal?.code ?? 'sent');

  it('goes to exactly those who are late', () => {
    const longer = new Date('2026-03-20T10:00:00Z');
    const tasks = [task('late'), task('given more time', { dueAt: longer, closesAt: longer })];
    const found = lateCandidates(tasks, [person('late'), person('given more time'), person('done')], late);
    expect(found.map(({ subjectId, refusal }) => [subjectId, refusal])).toEqual([['late', null]]);
  });

  it.each([
    ['not late yet', [task('a')], [person('a')], '2026-03-09T01:00:00Z', 'reminder.not-late'],
    ['closed', [task('a')], [person('a')], '2026-03-12T10:00:00Z', 'reminder.step-closed'],
    ['done meanwhile', [], [person('a')], '2026-03-11T01:00:00Z', 'reminder.nothing-open'],
    ['without an account', [task('a')], [], '2026-03-11T01:00:00Z', 'reminder.nobody-to-tell'],
    [
      'reminded today',
      [task('a')],
      [person('a', { remindedOn: '2026-03-11' })],
      '2026-03-11T15:59:00Z',
      'reminder.already-today',
    ],
    ['reminded yesterday', [task('a')], [person('a', { remindedOn: '2026-03-11' })], '2026-03-11T16:00:00Z', 'sent'],
    ['late', [task('a')], [person('a')], '2026-03-11T01:00:00Z', 'sent'],
  ] as const)('of somebody chosen who is %s', (_, tasks, people, now, expected) => {
    expect(codes(...lateCandidates(tasks, people, new Date(now), ['a']))).toEqual([expected]);
  });

  it('tells of the late ones among several, with the nearest date', () => {
    const tasks = [
      task('unit', { studioName: 'one' }),
      task('unit', {
        studioName: 'two',
        dueAt: new Date('2026-03-20T10:00:00Z'),
        closesAt: new Date('2026-03-21T10:00:00Z'),
      }),
      task('unit', { studioName: 'three', dueAt: new Date('2026-03-09T10:00:00Z') }),
    ];
    const [found] = lateCandidates(tasks, [person('unit')], late);
    expect(found?.tasks.map(({ studioName }) => studioName)).toEqual(['one', 'three']);
    expect([found?.dueAt, found?.closesAt]).toEqual([new Date('2026-03-09T10:00:00Z'), closesAt]);
  });

  it('goes to each person of a subject, and only to those not reminded today', () => {
    const people = [person('a', { accountId: 'one', remindedOn: '2026-03-11' }), person('a', { accountId: 'two' })];
    const found = lateCandidates([task('a')], people, late);
    expect(found.map((line) => [line.person?.accountId, line.refusal?.code])).toEqual([
      ['one', 'reminder.already-today'],
      ['two', undefined],
    ]);
  });
});

describe('the date that is announced', () => {
  const three = { beforeDueDays: 3, beforeClosingDays: 1 };
  it.each([
    ['2026-03-06T15:59:00Z', three, null],
    ['2026-03-06T16:00:00Z', three, 'due 2026-03-10'], // the 7th begins in Chongqing
    ['2026-03-10T09:59:00Z', three, 'due 2026-03-10'],
    ['2026-03-10T10:00:00Z', three, null], // asked for, not yet near closing
    ['2026-03-10T16:00:00Z', three, 'closing 2026-03-12'],
    ['2026-03-12T10:00:00Z', three, null],
    ['2026-03-10T09:00:00Z', { beforeDueDays: 3, beforeClosingDays: 5 }, 'closing 2026-03-12'],
    ['2026-03-10T09:00:00Z', { beforeDueDays: null, beforeClosingDays: 1 }, null],
    ['2026-03-10T09:00:00Z', { beforeDueDays: 0, beforeClosingDays: null }, 'due 2026-03-10'],
    ['2026-03-12T09:00:00Z', { beforeDueDays: null, beforeClosingDays: null }, null],
  ])('at %s with %o: %s', (now, settings, expected) => {
    expect(milestoneOf({ dueAt, closesAt }, settings, new Date(now))).toBe(expected);
  });
});

describe('a reminder by the clock', () => {
  const settings = { beforeDueDays: 3, beforeClosingDays: 1 };
  const on = (now: string, changes: Partial<ReminderRecipient> = {}) =>
    scheduledCandidates([task('a')], [person('a', changes)], settings, new Date(now)).map(({ milestone }) => milestone);

  it('announces each date once', () => {
    expect(on('2026-03-07T00:30:00Z')).toEqual(['due 2026-03-10']);
    expect(on('2026-03-08T00:30:00Z', { milestones: ['due 2026-03-10'] })).toEqual([]);
    expect(on('2026-03-11T00:30:00Z', { milestones: ['due 2026-03-10'] })).toEqual(['closing 2026-03-12']);
  });

  it('catches up what was missed', () => expect(on('2026-03-09T00:30:00Z')).toEqual(['due 2026-03-10']));

  it('waits for another day where somebody was reminded today', () => {
    expect(on('2026-03-07T00:30:00Z', { remindedOn: '2026-03-07' })).toEqual([]);
    expect(on('2026-03-08T00:30:00Z', { remindedOn: '2026-03-07' })).toEqual(['due 2026-03-10']);
  });

  it('announces a date anew that was moved', () => {
    expect(on('2026-03-08T00:30:00Z', { milestones: ['due 2026-03-05'] })).toEqual(['due 2026-03-10']);
  });
});
