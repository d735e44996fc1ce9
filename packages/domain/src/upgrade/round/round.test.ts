import { describe, expect, it } from 'vitest';
import type { WorkCalendar } from '../../kernel/index.ts';
import { instantOf } from '../../kernel/index.ts';
import { cq20247Call, roundOfNotice } from './notice-call.ts';
import { nextRound } from './next-round.rule.ts';
import { quotaRefusals } from './quota.rule.ts';
import { roundFaults } from './round.machine.ts';
import { roundPhase } from './round.ts';
import { eachWindowEnd } from './round-settings.ts';
import { windowChangeRefusals, windowChanges } from './window-change.rule.ts';

const notice = roundOfNotice(cq20247Call);
const everyDay: WorkCalendar = { holidays: new Set(), workdays: new Set() };
const texts = (settings: typeof notice) => eachWindowEnd(settings.windows, (at) => at.toISOString());
const at = (text: string) => new Date(text);

describe('the round of the 2024 notice', () => {
  it('is 5, 15 and 30 places, 1, 2 and 2 for each recommender, until 15 July 18:00 and from 16 through 22 July', () => {
    expect(notice.places).toEqual({ national: 5, chief: 15, municipal: 30 });
    expect(notice.perRecommender).toEqual({ national: 1, chief: 2, municipal: 2 });
    expect(notice.documentNumber).toBe('渝高技办〔2024〕7号');
    expect(texts(notice)).toEqual({
      opensAt: '2024-07-02T16:00:00.000Z',
      applicationsCloseAt: '2024-07-15T10:00:00.000Z',
      recommendingOpensAt: '2024-07-15T16:00:00.000Z',
      recommendingClosesAt: '2024-07-22T16:00:00.000Z',
    });
  });

  it.each([
    ['2024-07-02T15:59:59.999Z', 'announced'],
    ['2024-07-02T16:00:00.000Z', 'applying'],
    ['2024-07-15T09:59:59.900Z', 'applying'],
    ['2024-07-15T10:00:00.000Z', 'between'],
    ['2024-07-15T16:00:00.000Z', 'recommending'],
    ['2024-07-22T15:59:59.999Z', 'recommending'],
    ['2024-07-22T16:00:00.000Z', 'closed'],
  ])('at %s is %s', (now, phase) => {
    expect(roundPhase({ state: 'called', windows: notice.windows }, at(now))).toBe(phase);
    expect(roundPhase({ state: 'draft', windows: notice.windows }, at(now))).toBeNull();
  });

  it('has nothing wrong before its deadline, and can no longer be called after it', () => {
    expect(roundFaults(notice, at('2024-07-03T01:00:00Z'))).toEqual([]);
    expect(roundFaults(notice, at('2024-07-15T10:00:00Z')).map(({ code }) => code)).toEqual([
      'round.window-in-the-past',
    ]);
  });
});

describe('a round like last year’s', () => {
  it('has the same days, moved on to working days, at the same hours', () => {
    const next = nextRound(notice, 2027, everyDay);
    // 3 July 2027 is a Saturday; the rest are working days.
    expect(texts(next)).toEqual({
      opensAt: '2027-07-04T16:00:00.000Z',
      applicationsCloseAt: '2027-07-15T10:00:00.000Z',
      recommendingOpensAt: '2027-07-15T16:00:00.000Z',
      recommendingClosesAt: '2027-07-22T16:00:00.000Z',
    });
    expect(next).toMatchObject({ title: '2027年度技能大师工作室申报遴选', year: 2027, documentNumber: null });
    expect(next.places).toEqual(notice.places);
  });

  it('keeps the order where days fall together, also over a long holiday', () => {
    // 15 July 2028 is a Saturday: the end moves to Monday the 17th, 18:00, and so the recommenders begin on the 18th.
    expect(texts(nextRound(notice, 2028, everyDay))).toMatchObject({
      applicationsCloseAt: instantOf('2028-07-17', '18:00').toISOString(),
      recommendingOpensAt: instantOf('2028-07-18').toISOString(),
      recommendingClosesAt: instantOf('2028-07-25').toISOString(),
    });
    const days = Array.from({ length: 21 }, (_, day) => `2025-07-${String(day + 5).padStart(2, '0')}`);
    const { windows } = nextRound(notice, 2025, { ...everyDay, holidays: new Set(days) });
    expect(roundFaults({ ...notice, windows }, at('2025-01-01T00:00:00Z'))).toEqual([]);
  });

  it('of the same year is the round itself', () => {
    expect(nextRound(notice, 2024, everyDay)).toBe(notice);
  });

  it('a window that began and ends within a day ends after it began', () => {
    const short = { ...notice.windows, recommendingClosesAt: instantOf('2024-07-17') };
    const { windows } = nextRound({ ...notice, windows: short }, 2028, everyDay);
    expect(windows.recommendingOpensAt < windows.recommendingClosesAt).toBe(true);
  });
});

describe('windows of a called round', () => {
  const round = { state: 'called', windows: notice.windows } as const;
  const moved = (changed: Partial<Record<keyof typeof notice.windows, string>>) => ({
    ...notice.windows,
    ...Object.fromEntries(Object.entries(changed).map(([end, text]) => [end, at(text)])),
  });
  const codesAt = (now: string, to: Parameters<typeof moved>[0], from: typeof round | { state: 'draft' } = round) =>
    windowChangeRefusals({ ...round, ...from }, moved(to), at(now)).map(({ code }) => code);

  it.each([
    ['later, while it is open', '2024-07-10T00:00:00Z', { applicationsCloseAt: '2024-07-15T12:00:00Z' }, []],
    ['earlier, but not before now', '2024-07-10T00:00:00Z', { applicationsCloseAt: '2024-07-12T10:00:00Z' }, []],
    ['before now', '2024-07-10T00:00:00Z', { applicationsCloseAt: '2024-07-09T10:00:00Z' }, ['round.window-below-now']],
    ['now itself', '2024-07-10T00:00:00Z', { applicationsCloseAt: '2024-07-10T00:00:00Z' }, ['round.window-below-now']],
    ['again, after it ended', '2024-07-15T11:00:00Z', { applicationsCloseAt: '2024-07-15T14:00:00Z' }, []],
    [
      'into the recommenders’ window',
      '2024-07-10T00:00:00Z',
      { applicationsCloseAt: '2024-07-17T10:00:00Z' },
      ['round.windows-out-of-order'],
    ],
    [
      'a beginning that has passed',
      '2024-07-10T00:00:00Z',
      { opensAt: '2024-07-11T00:00:00Z' },
      ['round.window-begun'],
    ],
    ['a beginning to come', '2024-07-10T00:00:00Z', { recommendingOpensAt: '2024-07-17T00:00:00Z' }, []],
    [
      'a beginning into the past',
      '2024-07-16T12:00:00Z',
      { recommendingOpensAt: '2024-07-15T12:00:00Z' },
      ['round.window-begun'],
    ],
    ['nothing', '2024-07-10T00:00:00Z', {}, ['round.nothing-moved']],
  ] as const)('move %s', (_, now, to, codes) => {
    expect(codesAt(now, to)).toEqual(codes);
  });

  it('are settings in a draft, and settled after the call', () => {
    expect(codesAt('2024-07-01T00:00:00Z', {}, { state: 'draft' })).toEqual(['round.not-called']);
  });

  it('name each instant that is another', () => {
    const to = moved({ applicationsCloseAt: '2024-07-15T12:00:00Z' });
    expect(windowChanges(notice.windows, to)).toEqual([
      { window: 'applicationsCloseAt', from: notice.windows.applicationsCloseAt, to: to.applicationsCloseAt },
    ]);
  });
});

describe('places of one recommender', () => {
  it('are changed until the review, and none is taken from under somebody', () => {
    expect(quotaRefusals({ state: 'called', places: 3, losing: [] })).toEqual([]);
    expect(quotaRefusals({ state: 'draft', places: 0, losing: [] })).toEqual([]);
    expect(quotaRefusals({ state: 'reviewing', places: 3, losing: [] }).map(({ code }) => code)).toEqual([
      'round.quotas-are-settled',
    ]);
    expect(quotaRefusals({ state: 'called', places: 1, losing: ['王工作室'] })).toEqual([
      { code: 'round.place-taken', params: { places: 1, names: ['王工作室'] } },
    ]);
  });
});
