import { describe, expect, it } from 'vitest';
import type { WorkCalendar } from '../../kernel/index.ts';
import { addDays, isWorkingDay } from '../../kernel/index.ts';
import type { Tier } from '../../studio/index.ts';
import type { CheckMark, ConsequenceChoice, RectificationItem } from '../index.ts';
import {
  answerUntil,
  consequenceOf,
  default2024,
  defaultRectificationSettings,
  dueAfter,
  effectivenessOf,
  endOfDay,
  failedLines,
  isOver,
  missingInCheck,
  refusalsOfCheckMark,
  settingRefusalsOfTerms,
  subsidyConsequence,
} from '../index.ts';

/** Small pseudo-random whole numbers, the same each run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

describe('the terms', () => {
  it('count the report in calendar days and close with the end of the day, to the millisecond', () => {
    expect(dueAfter('2026-08-31', defaultRectificationSettings)).toBe('2026-11-29');
    expect(isOver('2026-11-29', new Date('2026-11-29T15:59:59.999Z'))).toBe(false);
    expect(isOver('2026-11-29', endOfDay('2026-11-29'))).toBe(true);
    expect(endOfDay('2026-11-29').toISOString()).toBe('2026-11-29T16:00:00.000Z');
  });

  it('count the answer in working days of the published calendar', () => {
    const calendar: WorkCalendar = {
      holidays: new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']),
      workdays: new Set(['2026-10-10']),
    };
    expect(answerUntil('2026-09-25', defaultRectificationSettings, calendar)).toBe('2026-10-15');
    expect(answerUntil('2026-03-02', defaultRectificationSettings, { holidays: new Set(), workdays: new Set() })).toBe(
      '2026-03-16',
    );
  });

  it('end on a working day with exactly so many of them behind, whatever the calendar', () => {
    const next = numbers(7);
    const number = (below: number) => (next.next().value as number) % below;
    for (let run = 0; run < 300; run += 1) {
      const start = addDays('2026-01-01', number(700));
      const nearby = () => addDays(start, number(60));
      const calendar = {
        holidays: new Set(Array.from({ length: number(15) }, nearby)),
        workdays: new Set(Array.from({ length: number(5) }, nearby)),
      };
      const answerWorkingDays = 1 + number(20);
      const end = answerUntil(start, { answerWorkingDays }, calendar);
      let count = 0;
      for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1;
      expect(isWorkingDay(calendar, end)).toBe(true);
      expect(count).toBe(answerWorkingDays);
    }
  });

  it('stay within bounds', () => {
    expect(settingRefusalsOfTerms(defaultRectificationSettings)).toEqual([]);
    const bad = { ...defaultRectificationSettings, days: 6, checkers: 4, passPercent: 60.5 };
    expect(settingRefusalsOfTerms(bad).map(({ params }) => params['setting'])).toEqual([
      'days',
      'passPercent',
      'checkers',
    ]);
  });
});

describe('the failed lines', () => {
  const outcome = (scores: Readonly<Record<string, number | null>>, groups: Readonly<Record<string, number>> = {}) => ({
    lines: default2024.indicators.map(({ code, points }) => ({
      indicator: code,
      mean: code in scores ? scores[code]! : points,
      median: null,
      spread: null,
    })),
    groups: default2024.groups.map(({ code }) => ({ group: code, score: groups[code] ?? 100, points: 100 })),
  });
  const found = (...given: Parameters<typeof outcome>) =>
    failedLines(default2024, outcome(...given), 60).map(({ indicator, cause, borderPercent }) => [
      indicator,
      cause,
      borderPercent,
    ]);

  it('are those under 60 per cent of their points, not those at it, nor those that did not apply', () => {
    expect(found({ A1: 239, A2: 240, A3: null })).toEqual([['A1', 'line-below', 60]]);
  });

  it('are those under the border of a group that missed it', () => {
    const rubric = {
      ...default2024,
      groups: default2024.groups.map((group) => ({ ...group, excellentFromPercent: group.code === 'C' ? 80 : null })),
    };
    const lines = failedLines(rubric, outcome({ C1: 600, C2: 640, D1: 400 }, { C: 79 }), 60);
    expect(lines.map(({ indicator, cause, borderPercent }) => [indicator, cause, borderPercent])).toEqual([
      ['C1', 'group-below', 80],
    ]);
    expect(failedLines(rubric, outcome({ C1: 600 }, { C: 80 }), 60)).toEqual([]);
  });

  it('are all of them when nothing was handed in', () => {
    const lines = failedLines(default2024, null, 60);
    expect(lines).toHaveLength(default2024.indicators.length);
    expect(lines.every(({ cause, score }) => cause === 'not-evaluated' && score === null)).toBe(true);
  });
});

describe('the effectiveness check', () => {
  const line = (code: string, points: number): RectificationItem => ({
    code,
    kind: 'line',
    text: null,
    points,
    score: 0,
    cause: 'line-below',
    reason: null,
    removed: false,
    plan: null,
    planBy: null,
    report: null,
    evidence: 0,
  });
  const act: RectificationItem = { ...line('act-1', 0), kind: 'act', points: null, text: '补交' };
  const mark = (item: string, score: number | null, done: boolean | null = null): CheckMark => ({
    item,
    score,
    done,
    comment: '好',
  });

  it('passes when every line reaches its border in the mean and every act was done, and only then', () => {
    const items = [line('A1', 400), act, { ...line('B1', 400), removed: true }];
    const of = (...checks: CheckMark[][]) => effectivenessOf(items, checks, 60);
    expect(of([mark('A1', 240), mark('act-1', null, true)]).passed).toBe(true);
    expect(of([mark('A1', 239), mark('act-1', null, true)]).passed).toBe(false);
    expect(of([mark('A1', 400), mark('act-1', null, false)]).passed).toBe(false);
    expect(of([mark('A1', 180), mark('act-1', null, true)], [mark('A1', 300), mark('act-1', null, true)]).passed).toBe(
      true,
    );
    // Half of the checkers are not the more part of them.
    expect(of([mark('A1', 400), mark('act-1', null, true)], [mark('A1', 400), mark('act-1', null, false)]).passed).toBe(
      false,
    );
    expect(of().passed).toBe(false);
    expect(effectivenessOf([], [[]], 60).passed).toBe(false);
  });

  it('does not depend on the order of the checks', () => {
    const items = [line('A1', 400), line('C1', 800)];
    const next = numbers(3);
    for (let run = 0; run < 100; run += 1) {
      const checks = Array.from({ length: 3 }, () => [
        mark('A1', (next.next().value as number) % 401),
        mark('C1', (next.next().value as number) % 801),
      ]);
      expect(effectivenessOf(items, checks.toReversed(), 60)).toEqual(effectivenessOf(items, checks, 60));
    }
  });

  it('takes marks of its items within their points, and a comment for each', () => {
    const items = [line('A1', 400), act];
    expect(refusalsOfCheckMark(items, mark('A1', 400))).toEqual([]);
    expect(refusalsOfCheckMark(items, mark('A1', 401)).map(({ code }) => code)).toEqual([
      'evaluation.score-above-full',
    ]);
    expect(refusalsOfCheckMark(items, mark('E3', 1)).map(({ code }) => code)).toEqual(['rectification.item-unknown']);
    expect(missingInCheck(items, [mark('A1', 0), mark('act-1', null, false)])).toEqual([]);
    expect(missingInCheck(items, [{ ...mark('A1', null), comment: ' ' }]).map(({ code }) => code)).toEqual([
      'rectification.line-unmarked',
      'rectification.comment-missing',
      'rectification.act-unjudged',
      'rectification.comment-missing',
    ]);
  });
});

describe('what follows', () => {
  it.each<[Tier, boolean, ConsequenceChoice, string, string, Tier | null, boolean]>([
    ['chief', false, 'downgrade', 'downgraded', 'downgrade', 'municipal', false],
    ['chief', true, 'revoke', 'revoked', 'revoke', null, false],
    ['municipal', false, 'downgrade', 'revoked', 'no-lower-tier', null, true],
    ['municipal', true, 'downgrade', 'downgraded', 'downgrade-to-district', 'district', true],
    ['municipal', false, 'revoke', 'revoked', 'revoke', null, false],
    ['district', true, 'downgrade', 'revoked', 'no-lower-tier', null, true],
    ['national', false, 'downgrade', 'reported-to-ministry', 'ministry-downgrade', 'chief', true],
    ['national', false, 'revoke', 'reported-to-ministry', 'ministry-revoke', null, true],
  ])('%s, once district %s, %s', (tier, heldDistrictTier, choice, act, code, toTier, isDefault) => {
    expect(consequenceOf({ tier, heldDistrictTier }, choice)).toMatchObject({
      act,
      code,
      toTier,
      default: isDefault,
      clause: '四(四)',
    });
  });

  it('settles the difference of the subsidies at most, always as a default', () => {
    const { subsidyFen } = default2024;
    expect(subsidyConsequence(subsidyFen, 'chief', 'municipal')).toMatchObject({
      atMostFen: 10_000_000,
      default: true,
    });
    expect(subsidyConsequence(subsidyFen, 'chief', null)).toMatchObject({
      code: 'stop-and-settle',
      atMostFen: 15_000_000,
    });
    expect(subsidyConsequence(subsidyFen, 'national', 'chief')).toMatchObject({
      code: 'amount-unknown',
      atMostFen: null,
    });
  });
});
