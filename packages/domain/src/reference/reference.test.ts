import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../kernel/index.ts';
import { calendarOf, clusterLevels, dictionaryNames, isValidOn } from './dictionary.ts';
import { additionRefusals, closureRefusals, namingRefusals } from './entry.rule.ts';
import { shippedDictionaries } from './shipped.ts';
import { isHighSkill, isSkillLevel, skillLevels, skillRank } from './skill-level.ts';
import { districtsFor } from './succession.ts';

const { clusters, districts, highlands, holidays, occupations, recommenders } = shippedDictionaries;

describe('what is shipped', () => {
  it('is every dictionary, each code once', () => {
    expect(Object.keys(shippedDictionaries).sort()).toEqual([...dictionaryNames].sort());
    for (const rows of [clusters.rows, highlands.rows, districts.rows, recommenders.rows]) {
      expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
    }
  });

  it('is 33618: 3 + 3 + 6 + 18 clusters, of which the first twelve are confirmed, and three fields outside', () => {
    const perLevel = clusterLevels.map((level) => clusters.rows.filter((cluster) => cluster.level === level).length);
    expect(perLevel).toEqual([3, 3, 6, 18, 3]);
    const firstTwelve = clusters.rows.filter(({ level }) => ['L1', 'L2', 'L3'].includes(level));
    expect(firstTwelve.every(({ confirmed }) => confirmed)).toBe(true);
  });

  it('is four highlands without fields', () => {
    expect(highlands.rows.map(({ parentCode }) => parentCode)).toEqual([null, null, null, null]);
  });

  it('has 38 districts at the time of the notice and 37 after the reform', () => {
    const on = (day: string) =>
      districts.rows.filter((district) => district.type !== 'functional-area' && isValidOn(district, day)).length;
    expect([on('2024-07-03'), on('2025-11-05'), on('2025-11-06')]).toEqual([38, 38, 37]);
  });

  it('has a tile of its own for every district of today', () => {
    const today = districts.rows.filter((district) => isValidOn(district, '2026-01-01'));
    expect(new Set(today.map(({ tileX, tileY }) => `${tileX}/${tileY}`)).size).toBe(today.length);
  });

  it('has a bureau for every district, and every reference exists', () => {
    const codes = districts.rows.map(({ code }) => code);
    const homes = recommenders.rows.flatMap(({ districtCode }) => districtCode ?? []);
    expect(homes.sort()).toEqual(codes.sort());
    for (const { successors } of districts.rows) expect(codes).toEqual(expect.arrayContaining([...successors]));
    const clusterCodes: (string | null)[] = clusters.rows.map(({ code }) => code);
    for (const { clusterCode } of occupations.rows) expect([null, ...clusterCodes]).toContain(clusterCode);
  });

  it('has at least sixty occupations, coded d-dd-dd-dd or not at all, no code twice', () => {
    const codes = occupations.rows.flatMap(({ code }) => code ?? []);
    expect(occupations.rows.length).toBeGreaterThanOrEqual(60);
    expect(codes.every((code) => /^[1-8]-\d\d-\d\d-\d\d$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has the levels low to high', () => {
    expect(shippedDictionaries['skill-levels'].rows.map(({ code }) => code)).toEqual(skillLevels);
    for (const { code, rank, highSkill } of shippedDictionaries['skill-levels'].rows) {
      expect(isSkillLevel(code) && [skillRank(code), isHighSkill(code)]).toEqual([rank, highSkill]);
    }
    expect(isSkillLevel('master')).toBe(false);
  });

  it('has the published calendar: days off in exchange for worked weekends', () => {
    const calendar = calendarOf(holidays.rows);
    expect(isWorkingDay(calendar, '2024-02-12')).toBe(false);
    expect(isWorkingDay(calendar, '2025-09-28')).toBe(true);
    expect(isWorkingDay(calendar, '2026-10-10')).toBe(true);
    expect(isWorkingDay(calendar, '2026-10-08')).toBe(true);
    const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
    const worked = holidays.rows.filter(({ kind }) => kind === 'workday');
    expect(worked.filter(({ day }) => ![0, 6].includes(weekdayOf(day)))).toEqual([]);
  });
});

describe('succession', () => {
  const codesFor = (code: string, day: string) => districtsFor(districts.rows, code, day).map((one) => one.code);
  it.each([
    ['500105', '2025-11-05', ['500105']],
    ['500105', '2025-11-06', ['500157']],
    ['500112', '2026-01-01', ['500157', '500109']],
    ['CQ-LJXQ-GW', '2026-01-01', ['500157']],
    ['500103', '2026-01-01', ['500103']],
    ['599999', '2026-01-01', []],
  ])('of %s on %s', (code, day, expected) => expect(codesFor(code, day)).toEqual(expected));
});

describe('edits of a dictionary', () => {
  const open = { code: 'A', name: '甲', validFrom: null, validTo: null };
  const closed = { code: 'B', name: '乙', validFrom: '2020-01-01', validTo: '2024-01-01' };
  const entries = [open, closed];
  const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code.replace('reference.', ''));

  it('take no code twice, not even a closed one, and no name that is borne', () => {
    expect(codes(additionRefusals(entries, { code: 'B', name: '甲' }))).toEqual(['code-taken', 'name-taken']);
    expect(codes(additionRefusals(entries, { code: 'C', name: '乙' }))).toEqual([]);
    expect(codes(namingRefusals(entries, { code: 'A', name: '甲' }))).toEqual([]);
  });

  it('close once, after the beginning, with successors that hold', () => {
    const close = (entry: typeof open | typeof closed, on: string, successors: string[] = []) =>
      codes(closureRefusals(entries, entry, { on, successors }));
    expect(close(open, '2026-01-01')).toEqual([]);
    expect(close(closed, '2026-01-01')).toEqual(['already-closed']);
    expect(close({ ...closed, validTo: null } as never, '2020-01-01')).toEqual(['closes-before-it-begins']);
    expect(close(open, '2026-01-01', ['A', 'B', 'C'])).toEqual([
      'successor-is-itself',
      'successor-not-valid',
      'successor-unknown',
    ]);
    expect(close(open, '2022-01-01', ['B'])).toEqual([]);
  });
});
