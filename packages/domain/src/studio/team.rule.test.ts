import { describe, expect, it } from 'vitest';
import { hostUnitRefusals, personRefusals } from './person.rule.ts';
import { inTeamOn, joiningRefusals, leavingRefusals, teamSizeFindings } from './team.rule.ts';

const member = { id: '1', name: '甲', joinedOn: '2021-03-01', leftOn: '2024-03-01' };
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code.replace('studio.', ''));

describe('the team', () => {
  it.each([
    ['2021-02-28', false],
    ['2021-03-01', true],
    ['2024-02-29', true],
    ['2024-03-01', false],
  ])('on %s', (day, expected) => expect(inTeamOn(member, day)).toBe(expected));

  it.each([
    [2, ['team-too-small']],
    [3, []],
    [15, []],
    [16, ['team-too-large']],
  ])('of %i (二(二))', (size, expected) => expect(codes(teamSizeFindings(size))).toEqual(expected));

  it('takes nobody twice at a time, nor from tomorrow', () => {
    const join = (name: string, joinedOn: string) => codes(joiningRefusals([member], { name, joinedOn }, '2026-01-01'));
    expect(join('甲', '2022-01-01')).toEqual(['already-in-team']);
    expect(join('甲', '2024-03-01')).toEqual([]);
    expect(join('乙', '2026-01-02')).toEqual(['in-the-future']);
  });

  it('is left once, after joining and not tomorrow', () => {
    const leave = (leftOn: string | null, day: string) =>
      codes(leavingRefusals({ ...member, leftOn }, day, '2026-01-01'));
    expect(leave(null, '2025-01-01')).toEqual([]);
    expect(leave('2024-03-01', '2025-01-01')).toEqual(['already-left']);
    expect(leave(null, '2021-01-01')).toEqual(['leaves-before-joining']);
    expect(leave(null, '2026-01-02')).toEqual(['in-the-future']);
  });
});

describe('personal data', () => {
  it.each([
    [{}, []],
    [{ idNumber: '500103198001010016' }, []],
    [{ idNumber: '500103198001010016', birthDate: '1980-01-01' }, []],
    [{ idNumber: '500103198001010016', birthDate: '1981-01-01' }, ['birth-date-differs']],
    [{ idNumber: '500103198001010017' }, ['id-number-malformed']],
    [{ idNumber: '500157197506150027', birthDate: null }, []],
  ])('%j', (person, expected) => expect(codes(personRefusals(person, '2026-01-01'))).toEqual(expected));

  it.each([
    [{ creditCode: '91350100M000100Y43' }, []],
    [{ creditCode: '91310115MA1H8R7C6D' }, ['credit-code-malformed']],
    [{ id: '1', parentId: '1' }, ['parent-is-itself']],
    [{ creditCode: null, parentId: null }, []],
  ])('of a unit %j', (unit, expected) => expect(codes(hostUnitRefusals(unit))).toEqual(expected));
});
