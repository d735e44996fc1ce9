import { describe, expect, it } from 'vitest';
import type { TalliedActivity } from '../../activity/index.ts';
import type { Tier } from '../../studio/index.ts';
import type { Rubric, StudioContext } from '../index.ts';
import { default2024, evaluationFacts, indicatorOf, prefill, prefillAll, yearsOfPeriod } from '../index.ts';

const period = { from: '2024-11-01', to: '2026-10-31' };
const context: StudioContext = {
  tier: 'municipal',
  teamSize: 6,
  subsidyGrantedFen: 5_000_000,
  reports: { onTime: 4, late: 0, missing: 0 },
};

let serial = 0;
const did = (kind: TalliedActivity['kind'], startedOn: string, metrics: object = {}): TalliedActivity => ({
  id: `a${(serial += 1)}`,
  kind,
  state: 'verified',
  startedOn,
  metrics: metrics as TalliedActivity['metrics'],
});
const certified = (day: string, level: string, value: number) =>
  did('assessment', day, { certified: [{ level, value }] });
const project = (title: string, state: string, level = 'unit') =>
  did('research', '2025-03-01', { projects: [{ title, state, level }] });
const manage = (metrics: object, day = '2025-03-01') => did('management', day, metrics);

const valueOf = (code: string, activities: readonly TalliedActivity[], known: Partial<StudioContext> = {}) =>
  prefill(
    default2024,
    indicatorOf(default2024, code)!,
    evaluationFacts(activities, period, default2024.years, { ...context, ...known }),
  );

/** Indicator, what the studio did, and the points it gives. */
const table: readonly [string, string, readonly TalliedActivity[], number | null, Partial<StudioContext>?][] = [
  ['A1', 'nobody can tell from here', [], null],
  ['A3', 'no money and no rules', [], 0],
  ['A3', 'half of the subsidy matched', [manage({ matchingFunds: 2_500_000 })], 150],
  ['A3', 'matched, with written rules', [manage({ matchingFunds: 5_000_000, rules: 1 })], 500],
  ['A3', 'rules, the subsidy unknown', [manage({ rules: 1 })], 200, { subsidyGrantedFen: null }],
  ['A3', 'nothing known at all', [], null, { subsidyGrantedFen: null }],
  ['A4', '40 % used of the 80 % wanted', [manage({ subsidySpent: 2_000_000 })], 250],
  ['A4', 'used before the period counts, too', [manage({ subsidySpent: 4_000_000 }, '2022-05-01')], 500],
  ['A4', 'no subsidy', [], null, { subsidyGrantedFen: 0 }],
  ['A4', 'subsidy unknown', [], null, { subsidyGrantedFen: null }],
  ['B1', 'a team of six, presence unknown', [], 200],
  ['B1', 'a team of two', [], 0, { teamSize: 2 }],
  ['B1', 'a team of sixteen', [], 0, { teamSize: 16 }],
  ['B1', 'team and presence unknown', [], null, { teamSize: null }],
  ['B1', 'present enough in one year of two', [manage({ masterDays: 200 })], 300],
  ['B2', 'all on time', [], 400],
  ['B2', 'one late, one missing', [], 100, { reports: { onTime: 2, late: 1, missing: 1 } }],
  ['B2', 'never below nothing', [], 0, { reports: { onTime: 0, late: 1, missing: 3 } }],
  ['B2', 'nothing was due', [], null, { reports: null }],
  ['B3', 'nothing', [], 0],
  [
    'B3',
    'twelve in one quarter fill half and a sixth',
    Array.from({ length: 12 }, () => did('exchange', '2025-02-01')),
    233,
  ],
  [
    'B3',
    'twelve over six quarters',
    ['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01', '2026-04-01'].flatMap((day) => [
      did('exchange', day),
      did('exchange', day),
    ]),
    400,
  ],
  ['C1', 'four projects, none finished', ['a', 'b', 'c', 'd'].map((title) => project(title, 'started')), 400],
  ['C1', 'two finished', [project('a', 'finished'), project('b', 'finished')], 600],
  ['C1', 'one finished of provincial level counts 1.5', [project('a', 'finished', 'provincial')], 450],
  ['C2', 'nothing', [], 0],
  [
    'C2',
    '750,000 yuan certified',
    [did('research', '2025-01-01', { benefit: 75_000_000, benefitCertified: true })],
    600,
  ],
  ['C2', 'not certified counts nothing', [did('research', '2025-01-01', { benefit: 75_000_000 })], 0],
  [
    'C2',
    'two adopted are better',
    [did('improvement', '2025-01-01', { adopted: 2, benefit: 1, benefitCertified: true })],
    800,
  ],
  ['C3', 'nothing', [], 0],
  [
    'C3',
    'an invention, a software copyright and a paper; what is only applied for does not count',
    [
      did('research', '2025-01-01', {
        property: [
          { type: 'invention', state: 'granted', value: 1 },
          { type: 'invention', state: 'applied', value: 5 },
          { type: 'software-copyright', state: 'granted', value: 1 },
        ],
        papers: 1,
      }),
    ],
    350,
  ],
  [
    'C3',
    'never above the line',
    [did('research', '2025-01-01', { standards: [{ role: 'lead', level: 'national', value: 9 }] })],
    600,
  ],
  [
    'C4',
    'municipal and district',
    [
      did('research', '2025-01-01', {
        awards: [
          { level: 'municipal', value: 1 },
          { level: 'district', value: 1 },
          { level: 'unit', value: 3 },
        ],
      }),
    ],
    300,
  ],
  [
    'D1',
    'ten and eight',
    [did('mentoring', '2025-01-01', { apprentices: 10 }), did('mentoring', '2026-01-01', { apprentices: 8 })],
    500,
  ],
  ['D1', 'nobody', [], 0],
  [
    'D2',
    'as in the picture of the scoring screen',
    [
      certified('2025-03-28', 'senior', 2),
      certified('2025-06-30', 'technician', 1),
      certified('2026-04-17', 'senior', 1),
      certified('2026-08-21', 'technician', 1),
    ],
    925,
  ],
  [
    'D2',
    'two of the highest levels count double',
    [
      certified('2025-01-01', 'senior-technician', 1),
      certified('2025-01-02', 'chief-technician', 1),
      certified('2025-12-01', 'senior', 3),
    ],
    1000,
  ],
  ['D2', 'what came before the period is not there', [certified('2024-10-22', 'senior', 9)], 100],
  ['D3', '120 hours', [did('training', '2025-01-01', { personTimes: 10, hours: 120 })], 500],
  ['D3', '50 person-times', [did('training', '2025-01-01', { personTimes: 50, hours: 3 })], 125],
  [
    'D4',
    'a provincial medal and a judge',
    [
      did('competition', '2025-01-01', {
        competitions: [{ title: 'x', role: 'coach', level: 'provincial', result: 'awarded' }],
      }),
      did('competition', '2025-02-01', {
        competitions: [{ title: 'y', role: 'judge', level: 'national', result: 'took-part' }],
      }),
    ],
    500,
  ],
  [
    'E1',
    'two, one of them beyond the city',
    [did('exchange', '2025-01-01', { scope: 'city' }), did('exhibition', '2025-01-01', { scope: 'international' })],
    350,
  ],
  ['E1', 'none', [], 100],
  ['E2', 'nothing runs', [], 0],
  [
    'E2',
    'two co-operations and apprenticeship',
    [
      did('college-cooperation', '2025-01-01', { cooperations: [{ title: 'p', task: 'college-cooperation' }] }),
      did('college-cooperation', '2025-02-01', { cooperations: [{ title: 'q', task: 'integrated-teaching' }] }),
      did('new-apprenticeship', '2025-02-01', { enrolled: 20 }),
    ],
    400,
  ],
  [
    'E3',
    'one service, a city task, an alliance',
    [
      did('public-service', '2025-01-01', { services: 1, cityTask: true }),
      did('alliance', '2025-01-01', { allianceRole: 'member' }),
    ],
    400,
  ],
];

describe('the automatic value', () => {
  it.each(table)('%s: %s', (code, _, activities, points, known) => {
    expect(valueOf(code, activities, known).points).toBe(points);
  });

  it('shows every part of the sum, each figure with the activities behind it', () => {
    const [first, second] = [certified('2025-03-28', 'senior', 2), certified('2026-04-17', 'technician', 1)];
    const { parts, base } = valueOf('D2', [first, second]);
    expect(base).toBe(1000);
    expect(parts).toMatchObject([
      {
        year: 1,
        counted: 2,
        wanted: 3,
        points: -150,
        figures: [{ code: 'senior', value: 2, sources: [first.id] }, {}, {}],
      },
      {
        year: 2,
        counted: 1.5,
        wanted: 3,
        points: -225,
        figures: [{}, { code: 'technician', value: 1, sources: [second.id] }, {}],
      },
    ]);
  });

  it('counts the years of the period, not of the calendar', () => {
    expect(yearsOfPeriod(period, 2)).toEqual([
      { from: '2024-11-01', to: '2025-10-31' },
      { from: '2025-11-01', to: '2026-10-31' },
    ]);
    expect(valueOf('D2', [certified('2025-10-31', 'senior', 3), certified('2025-11-01', 'senior', 3)]).points).toBe(
      1000,
    );
  });

  it('asks more of higher tiers', () => {
    const trained = [certified('2025-01-01', 'senior', 3), certified('2026-01-01', 'senior', 3)];
    const at = (tier: Tier) => valueOf('D2', trained, { tier }).points;
    expect([at('district'), at('municipal'), at('chief'), at('national')]).toEqual([1000, 1000, 550, 100]);
  });

  it('says which facts are missing and what it leaves to the evaluator', () => {
    expect(valueOf('A3', [], { subsidyGrantedFen: null })).toMatchObject({ missing: ['subsidy-granted'], open: 500 });
    expect(valueOf('A3', [manage({ matchingFunds: 5_000_000 })])).toMatchObject({
      points: 300,
      open: 200,
      missing: [],
    });
    expect(valueOf('B1', [])).toMatchObject({ points: 200, open: 200, missing: ['master-days'] });
    expect(valueOf('A1', [])).toMatchObject({ points: null, open: 400, parts: [] });
  });

  it('of two ways takes the better, and shows the other without points', () => {
    const { parts } = valueOf('D3', [did('training', '2025-01-01', { personTimes: 200, hours: 12 })]);
    expect(parts.map(({ code, points }) => [code, points])).toEqual([
      ['person-times', 500],
      ['not-counted', 0],
    ]);
  });

  it('covers every indicator, within its points, whatever the tier', () => {
    const facts = evaluationFacts([project('a', 'finished')], period, 2, context);
    const all = prefillAll(default2024, facts);
    expect(all.map(({ indicator }) => indicator)).toEqual(default2024.indicators.map(({ code }) => code));
    for (const { indicator, points, open } of all) {
      const full = indicatorOf(default2024, indicator)!.points;
      expect(points ?? 0).toBeGreaterThanOrEqual(0);
      expect((points ?? 0) + (points === null ? 0 : open)).toBeLessThanOrEqual(full);
    }
  });

  it('takes its numbers from the rubric: another version judges otherwise', () => {
    const strict: Rubric = {
      ...default2024,
      indicators: default2024.indicators.map((indicator) =>
        indicator.code === 'D3'
          ? { ...indicator, prefill: { rule: 'training', params: { personTimes: 1000, hours: 1000 }, scaled: [] } }
          : indicator,
      ),
    };
    const facts = evaluationFacts([did('training', '2025-01-01', { personTimes: 200, hours: 3 })], period, 2, context);
    expect(prefill(strict, indicatorOf(strict, 'D3')!, facts).points).toBe(100);
  });
});
