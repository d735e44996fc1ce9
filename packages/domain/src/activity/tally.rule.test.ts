import { describe, expect, it } from 'vitest';
import type { ActivityKind } from './kind.ts';
import type { MetricsOf } from './metric-table.ts';
import { tallyOf } from './tally.rule.ts';
import type { TalliedActivity } from './tally-sums.ts';
import { unite } from './tally-sums.ts';

const period = { from: '2025-07-01', to: '2026-12-31' };
const done = <Kind extends ActivityKind>(
  id: string,
  kind: Kind,
  startedOn: string,
  metrics: MetricsOf<Kind>,
  state: TalliedActivity['state'] = 'verified',
): TalliedActivity => ({ id, kind, state, startedOn, metrics: metrics as TalliedActivity['metrics'] });

const activities = [
  done('late', 'training', '2026-11-20', { personTimes: 24, hours: 3 }),
  done('early', 'training', '2025-08-01', { personTimes: 86, hours: 31, sessions: 2, textbooks: 1 }),
  done('draft', 'training', '2026-11-21', { personTimes: 1000, hours: 1000 }, 'draft'),
  done('old-version', 'training', '2026-11-20', { personTimes: 1000, hours: 1000 }, 'superseded'),
  done('before', 'training', '2025-06-30', { personTimes: 1000, hours: 1000 }),
  done('after', 'training', '2027-01-01', { personTimes: 1000, hours: 1000 }),
  done('begun', 'research', '2025-12-31', {
    projects: [{ title: '节拍攻关', state: 'started', level: 'unit' }],
    benefit: 500,
  }),
  done('finished', 'research', '2026-03-01', {
    projects: [
      { title: '节拍 攻关', state: 'finished', level: 'provincial' },
      { title: '另一项', state: 'started', level: 'unit' },
    ],
    benefit: 62_400_000,
    benefitCertified: true,
    adopted: 1,
    property: [
      { type: 'invention', state: 'granted', value: 2 },
      { type: 'software-copyright', state: 'granted', value: 1 },
    ],
    standards: [{ role: 'lead', level: 'national', value: 1 }],
  }),
  done('certified', 'assessment', '2026-01-01', {
    certified: [
      { level: 'intermediate', value: 5 },
      { level: 'senior', value: 2 },
      { level: 'technician', value: 1 },
    ],
  }),
  done('trained', 'competition', '2026-04-01', {
    competitions: [
      { title: '智能制造大赛', role: 'coach', level: 'municipal', result: 'took-part' },
      { title: '区赛', role: 'judge', level: 'district', result: 'awarded' },
    ],
  }),
  done('won', 'competition', '2026-05-01', {
    competitions: [{ title: '智能制造大赛', role: 'contestant', level: 'national', result: 'awarded' }],
  }),
  done('abroad', 'exchange', '2026-06-01', { scope: 'international', participants: 9 }),
  done('shown', 'exhibition', '2026-06-02', { scope: 'city' }),
  done('joined', 'alliance', '2026-06-03', { allianceRole: 'lead', jointProjectsFinished: 1 }),
  done('with-college', 'college-cooperation', '2026-06-04', {
    cooperations: [{ title: '市机械工业学校', task: 'integrated-teaching' }],
    hours: 8,
  }),
  done('served', 'public-service', '2026-06-05', { services: 1, beneficiaries: 30, cityTask: true }),
];
const { figures, years, quarters } = tallyOf(activities, period);

describe('a tally', () => {
  it('counts verified activities of the period only, in order of date', () => {
    expect(figures.training.personTimes).toEqual({ value: 110, activities: ['early', 'late'] });
    expect(figures.activities.value).toBe(12);
    expect(figures.byKind.training.activities).toEqual(['early', 'late']);
    expect(figures.byMechanism.innovation).toEqual({ value: 0, activities: [] });
  });

  it('counts a project once, at its highest level and latest state', () => {
    expect(figures.projects.all).toEqual({ value: 2, activities: ['begun', 'finished'] });
    expect(figures.projects.finished).toEqual({ value: 1, activities: ['begun', 'finished'] });
    expect(figures.projects.byLevel.provincial.value).toBe(1);
    expect(figures.projects.byLevel.unit).toEqual({ value: 1, activities: ['finished'] });
    expect(figures.projects.finishedByLevel.unit.value).toBe(0);
  });

  it('keeps certified benefit, patents and software apart', () => {
    expect(figures.benefit.all.value).toBe(62_400_500);
    expect(figures.benefit.certified).toEqual({ value: 62_400_000, activities: ['finished'] });
    expect(figures.property.invention.granted.value).toBe(2);
    expect(figures.property['software-copyright'].granted.value).toBe(1);
    expect(figures.property.invention.applied.value).toBe(0);
    expect(figures.standards.lead.national.value).toBe(1);
  });

  it('counts high-skill people from 三级/高级工 up', () => {
    expect(figures.certified.highSkill).toEqual({ value: 3, activities: ['certified'] });
    expect(figures.certified.byLevel.intermediate.value).toBe(5);
  });

  it('counts a competition once, at its best; judging is taking part', () => {
    expect(figures.competitions.awarded.national).toEqual({ value: 1, activities: ['trained', 'won'] });
    expect(figures.competitions.awarded.municipal.value).toBe(0);
    expect(figures.competitions.takingPart).toEqual({ value: 1, activities: ['trained'] });
  });

  it('counts exchanges, shows, co-operation, service and alliance', () => {
    expect(figures.exchanges.international.value).toBe(1);
    expect(figures.exhibitions.city.value).toBe(1);
    expect(figures.cooperation.running['integrated-teaching'].value).toBe(1);
    expect(figures.cooperation.assessment.value).toBe(1);
    expect(figures.training.hours.value).toBe(34); // a college's hours are not the studio's own training
    expect(figures.service.cityTasks.activities).toEqual(['served']);
    expect(figures.alliance.lead.value).toBe(1);
    expect(figures.alliance.projectsFinished.value).toBe(1);
  });

  it('splits by calendar year', () => {
    expect(years.map(({ year }) => year)).toEqual([2025, 2026]);
    expect(years.map((one) => one.figures.training.personTimes.value)).toEqual([86, 24]);
  });

  it('names every quarter of the period, empty ones too', () => {
    expect(quarters.map(({ quarter, activities: { value } }) => [quarter, value])).toEqual([
      ['2025Q3', 1],
      ['2025Q4', 1],
      ['2026Q1', 2],
      ['2026Q2', 7],
      ['2026Q3', 0],
      ['2026Q4', 1],
    ]);
  });

  it('of no period is empty', () => {
    const none = tallyOf(activities, { from: '2026-01-01', to: '2025-01-01' });
    expect([none.years, none.quarters, none.figures.activities.value]).toEqual([[], [], 0]);
  });

  it('names an activity behind several figures once', () => {
    expect(unite({ value: 1, activities: ['a'] }, { value: 2, activities: ['a', 'b'] })).toEqual({
      value: 3,
      activities: ['a', 'b'],
    });
  });
});
