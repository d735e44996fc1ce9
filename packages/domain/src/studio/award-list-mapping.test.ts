import { describe, expect, test } from 'vitest';
import { shippedDictionaries } from '../reference/index.ts';
import type { AwardMapping } from './award-list-mapping.rule.ts';
import { mappingFaults } from './award-list-mapping.rule.ts';
import { placeIndex } from './award-list-place.ts';

const places = placeIndex(
  shippedDictionaries.districts.rows,
  shippedDictionaries.recommenders.rows.map((row) => ({ ...row, id: `r-${row.code}` })),
  shippedDictionaries.clusters.rows,
);
const good: AwardMapping = {
  columns: ['ordinal', 'studioName', 'hostUnit', 'ignored', 'ignored'],
  defaults: {
    tier: 'national',
    awardedOn: '2019-12-01',
    documentNumber: null,
    recommenderId: 'r-500101',
    districtCode: '500101',
    clusterCode: 'S9',
  },
  firstRow: 3,
};
const faults = (mapping: Partial<AwardMapping>, defaults: Partial<AwardMapping['defaults']> = {}) =>
  mappingFaults(
    { ...good, ...mapping, defaults: { ...good.defaults, ...defaults } },
    { places, rowCount: 5, today: '2026-11-22' },
  ).map(({ code, params }) => [code.replace('award-import.', ''), ...Object.values(params)]);

describe('what keeps a list from being checked', () => {
  test('nothing, when columns and defaults say enough', () => {
    expect(faults({})).toEqual([]);
    const columns = ['hostUnit', 'tier', 'awardedOn', 'district'] as const;
    expect(faults({ columns }, { tier: null, awardedOn: null, recommenderId: null, districtCode: null })).toEqual([]);
  });

  test.each([
    ['no column names anybody', faults({ columns: ['ordinal', 'occupation'] }), [['columns-incomplete']]],
    ['two columns claim one field', faults({ columns: ['hostUnit', 'hostUnit'] }), [['column-twice', 'hostUnit']]],
    ['the first row lies beyond the sheet', faults({ firstRow: 6 }), [['first-row-unknown', 6]]],
    ['no tier', faults({}, { tier: null }), [['tier-needed']]],
    ['no date', faults({}, { awardedOn: null }), [['date-needed']]],
    ['no recommender', faults({}, { recommenderId: null }), [['recommender-needed']]],
    ['a malformed number', faults({}, { documentNumber: '十五号' }), [['document-number-malformed', '十五号']]],
    ['no cluster', faults({}, { clusterCode: null }), [['cluster-needed']]],
    [
      'a date to come',
      faults({}, { awardedOn: '2027-01-01' }),
      [['default-date-in-future', '2027-01-01', '2026-11-22']],
    ],
    [
      'defaults no dictionary has',
      faults({}, { recommenderId: 'r-0', districtCode: '0', clusterCode: '0' }),
      [
        ['default-unknown', 'recommender'],
        ['default-unknown', 'district'],
        ['default-unknown', 'cluster'],
      ],
    ],
  ])('%s', (_, actual, expected) => expect(actual).toEqual(expected));
});
