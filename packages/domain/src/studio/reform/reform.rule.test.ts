import { describe, expect, it } from 'vitest';
import { shippedDictionaries } from '../../reference/index.ts';
import { applyEvent } from '../state.ts';
import { moveRefusals, recommenderAfter, suggestedHome, successorsOf } from './reform.rule.ts';

const districts = shippedDictionaries.districts.rows;
const recommenders = shippedDictionaries.recommenders.rows.map((one) => ({ ...one, id: `r-${one.code}` }));
const day = '2025-11-06';
const department = recommenders.find(({ kind }) => kind === 'department')!;

const successors = (code: string, on = day) => successorsOf(districts, code, on).map((one) => one.code);
const suggested = (code: string, change: { recommenderId?: string; unitDistrictCode?: string } = {}, on = day) =>
  suggestedHome(
    { districtCode: code, recommenderId: `r-${code}`, unitDistrictCode: null, ...change },
    successorsOf(districts, code, on),
    recommenders,
    on,
  );

describe('the reform of 2025', () => {
  it('leaves a district its place until the day, and names who follows from that day on', () => {
    expect(successors('500105')).toEqual(['500157']);
    expect(successors('500112')).toEqual(['500157', '500109']);
    expect(successors('500105', '2025-11-05')).toEqual([]);
    expect(successors('500103')).toEqual([]);
    expect(successors('nowhere')).toEqual([]);
  });

  it('suggests the only successor, of several the one of the unit, and otherwise leaves the choice', () => {
    expect(suggested('500105')).toEqual({ districtCode: '500157', recommenderId: 'r-500157' });
    expect(suggested('500112')).toBeUndefined();
    expect(suggested('500112', { unitDistrictCode: '500109' })?.districtCode).toBe('500109');
    expect(suggested('500112', { unitDistrictCode: '500112' })).toBeUndefined();
    expect(suggested('500103')).toBeUndefined();
  });

  it('leaves a department its studios', () => {
    expect(suggested('500105', { recommenderId: department.id })?.recommenderId).toBe(department.id);
    expect(recommenderAfter(recommenders, { recommenderId: 'gone' }, '500157', day)?.code).toBe('500157');
    expect(recommenderAfter(recommenders, { recommenderId: 'gone' }, '500157', '2025-11-05')).toBeUndefined();
  });
});

describe('one studio’s move', () => {
  const state = applyEvent(undefined, {
    kind: 'awarded',
    position: 1,
    happenedOn: '2022-11-26',
    documentNumber: null,
    reason: null,
    fileId: null,
    facts: {
      name: '工作室',
      tier: 'municipal',
      hostUnit: { id: 'u', name: '单位' },
      master: { id: 'm', name: '专家' },
      recommender: { id: 'r-500105', name: '江北区人力社保局' },
      districtCode: '500105',
      clusterCode: 'A1',
      secondaryClusters: [],
      occupation: null,
    },
  });
  const record = { state, lastPosition: 1, lastEventOn: '2022-11-26', homeSince: '2022-11-26' };
  const move = {
    record,
    districtCode: '500157',
    recommender: { id: 'r-500157', name: '两江新区' },
    successors: successorsOf(districts, '500105', day),
  };
  const carried = { happenedOn: day, documentNumber: '国函〔2025〕99号', reason: null, fileId: null };
  const codes = (change: Partial<typeof move> = {}, how: Partial<typeof carried> = {}, today = '2026-11-22') =>
    moveRefusals({ ...move, ...change }, { ...carried, ...how }, { today }).map(({ code }) => code);

  it.each([
    ['as it should be', {}, {}, []],
    ['entered late, behind an evaluation', { record: { ...record, lastEventOn: '2026-06-01' } }, {}, []],
    [
      'behind another move',
      { record: { ...record, lastEventOn: '2026-06-01', homeSince: '2026-01-01' } },
      {},
      ['studio.before-last-event'],
    ],
    ['to where it does not lead', { districtCode: '500103' }, {}, ['reform.not-a-successor']],
    ['from a district that stands', { successors: [] }, {}, ['reform.not-abolished']],
    ['of tomorrow', {}, { happenedOn: '2026-11-23' }, ['studio.in-the-future']],
    ['with a number that is none', {}, { documentNumber: '99号' }, ['studio.document-number-malformed']],
    [
      'of an ended studio',
      { record: { ...record, state: { ...state, standing: 'revoked' as const } } },
      {},
      ['studio.ended'],
    ],
    [
      'that was made already',
      { record: { ...record, state: { ...state, districtCode: '500157', recommender: move.recommender } } },
      {},
      ['studio.home-unchanged'],
    ],
  ] as const)('%s', (_, change, how, expected) => {
    expect(codes(change as Partial<typeof move>, how)).toEqual(expected);
  });
});
