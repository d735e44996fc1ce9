import { describe, expect, it } from 'vitest';
import type { ActivityContent } from './activity.ts';
import { contentRefusals, mostPeople } from './activity.rule.ts';
import { skillLevels } from '../reference/index.ts';
import { certifiedLevels, choices } from './choice.ts';
import { activityKinds, mechanismOf, mechanisms } from './kind.ts';
import type { Metrics } from './metric.ts';
import { metricsFor, metricTable, neededMetrics } from './metric-table.ts';
import { isNumber, metricRefusals, missingMetrics, sameTitle } from './metrics.rule.ts';

const content: ActivityContent = {
  kind: 'research',
  title: '主减速器装配节拍攻关',
  summary: '',
  startedOn: '2026-11-20',
  endedOn: '2026-11-21',
  place: '',
  people: [{ name: '贺原' }],
  metrics: {},
};
const told = (refusals: readonly { code: string; params: object }[]) =>
  refusals.map(({ code, params }) => [code, 'field' in params ? params.field : undefined]);

describe('the fifteen kinds', () => {
  it('are fifteen, and serve all mechanisms', () => {
    expect(activityKinds).toHaveLength(15);
    expect(new Set(activityKinds.map(mechanismOf))).toEqual(new Set(mechanisms));
  });

  it.each(activityKinds)('%s needs only metrics it has', (kind) => {
    expect(neededMetrics[kind].flat().filter((name) => !(name in metricsFor(kind)))).toEqual([]);
    expect(neededMetrics[kind].length).toBeGreaterThan(0);
  });

  it('give a name one meaning in every kind that has it', () => {
    const meanings = new Map<string, string>();
    for (const specs of Object.values(metricTable)) {
      for (const [name, spec] of Object.entries(specs)) {
        expect(meanings.get(name) ?? JSON.stringify(spec), name).toBe(JSON.stringify(spec));
        meanings.set(name, JSON.stringify(spec));
      }
    }
  });

  it('certify every skill level of the dictionary but the lowest, which nobody is examined for', () => {
    expect(certifiedLevels).toEqual(skillLevels.slice(1));
  });

  it('do not take software copyright for a patent', () => {
    expect(choices['property-type']).toContain('software-copyright');
    expect(isNumber(metricTable.training.hours)).toBe(true);
    expect(isNumber(metricTable.exchange.scope)).toBe(false);
  });
});

describe('faults of what is written', () => {
  it.each<[string, Partial<ActivityContent>, unknown]>([
    ['none', {}, []],
    ['a title too long', { title: '长'.repeat(121) }, [['activity.text-too-long', 'title']]],
    ['no day of the calendar', { startedOn: '2026-02-30', endedOn: null }, [['activity.date-not-real', 'startedOn']]],
    ['a day to come', { endedOn: '2026-11-23' }, [['activity.date-in-future', 'endedOn']]],
    ['an end before the start', { endedOn: '2026-11-19' }, [['activity.ended-before-started', 'endedOn']]],
    ['a person without a name', { people: [{ name: ' ' }] }, [['activity.person-unnamed', 'people.0.name']]],
    [
      'a person with too long a duty',
      { people: [{ name: '贺原', duty: '长'.repeat(41) }] },
      [['activity.text-too-long', 'people.0.duty']],
    ],
    [
      'a member twice',
      {
        people: [
          { memberId: 'm', name: '贺原' },
          { memberId: 'm', name: '贺原' },
        ],
      },
      [['activity.person-twice', 'people.1']],
    ],
    [
      'too many people',
      { people: Array.from({ length: mostPeople + 1 }, () => ({ name: '贺' })) },
      [['activity.people-too-many', 'people']],
    ],
  ])('%s', (_, changes, expected) => {
    expect(told(contentRefusals({ ...content, ...changes }, '2026-11-22'))).toEqual(expected);
  });

  it('lets two guests have the same name', () => {
    expect(contentRefusals({ ...content, people: [{ name: '王伟' }, { name: '王伟' }] }, '2026-11-22')).toEqual([]);
  });
});

describe('metrics', () => {
  const project = { title: '节拍攻关', state: 'started', level: 'unit' };
  it.each<[string, Metrics, unknown]>([
    ['of another kind', { personTimes: 3 }, [['activity.metric-unknown', 'metrics.personTimes']]],
    ['named like a property of every object', { constructor: 3 }, [['activity.metric-unknown', 'metrics.constructor']]],
    ['broken', { adopted: 1.5 }, [['activity.metric-not-whole', 'metrics.adopted']]],
    ['below nothing', { adopted: -1 }, [['activity.metric-not-whole', 'metrics.adopted']]],
    ['as text', { adopted: '3' }, [['activity.metric-not-whole', 'metrics.adopted']]],
    ['beyond reason', { benefit: 100_000_000_001 }, [['activity.metric-too-great', 'metrics.benefit']]],
    ['neither yes nor no', { benefitCertified: 1 }, [['activity.metric-not-yes-or-no', 'metrics.benefitCertified']]],
    ['no rows', { awards: 3 }, [['activity.metric-not-rows', 'metrics.awards']]],
    ['rows that are none', { awards: [null] as never }, [['activity.metric-not-rows', 'metrics.awards.0']]],
    [
      'too many rows',
      { projects: Array.from({ length: 51 }, (_, index) => ({ ...project, title: `项目${index}` })) },
      [['activity.metric-rows-too-many', 'metrics.projects']],
    ],
    [
      'an unlisted choice',
      { awards: [{ level: 'galactic', value: 1 }] },
      [['activity.metric-not-listed', 'metrics.awards.0.level']],
    ],
    [
      'a row of nothing',
      { awards: [{ level: 'unit', value: 0 }] },
      [['activity.metric-not-whole', 'metrics.awards.0.value']],
    ],
    [
      'a row with more than it has',
      { awards: [{ level: 'unit', value: 1, colour: 'red' }] },
      [['activity.metric-unknown', 'metrics.awards.0.colour']],
    ],
    [
      'a row twice',
      {
        awards: [
          { level: 'unit', value: 1 },
          { level: 'unit', value: 2 },
        ],
      },
      [['activity.metric-row-twice', 'metrics.awards.1']],
    ],
    [
      'an unnamed project',
      { projects: [{ ...project, title: '' }] },
      [['activity.metric-title-missing', 'metrics.projects.0.title']],
    ],
    [
      'a long name',
      { projects: [{ ...project, title: '长'.repeat(121) }] },
      [['activity.text-too-long', 'metrics.projects.0.title']],
    ],
    ['one project started and finished', { projects: [project, { ...project, state: 'finished' }] }, []],
    [
      'all in order',
      {
        projects: [project],
        adopted: 2,
        benefit: 62_400_000,
        benefitCertified: true,
        awards: [{ level: 'national', value: 1 }],
      },
      [],
    ],
  ])('%s', (_, metrics, expected) => {
    expect(told(metricRefusals('research', metrics))).toEqual(expected);
  });

  it('of a choice', () => {
    expect(told(metricRefusals('exchange', { scope: 'city' }))).toEqual([]);
    expect(told(metricRefusals('exchange', { scope: 'moon' }))).toEqual([
      ['activity.metric-not-listed', 'metrics.scope'],
    ]);
  });

  it('that are missing are asked for by group', () => {
    expect(told(missingMetrics('training', { hours: 0 }))).toEqual([
      ['activity.metrics-missing', 'metrics.personTimes'],
      ['activity.metrics-missing', 'metrics.hours'],
    ]);
    expect(missingMetrics('mentoring', { graduated: 2 })).toEqual([]);
    expect(missingMetrics('publicity', { reports: [] })).toHaveLength(1);
    expect(missingMetrics('exchange', { scope: 'unit', participants: 3 })).toEqual([]);
  });

  it('with a certified benefit need the benefit', () => {
    expect(told(missingMetrics('improvement', { improvements: 1, benefitCertified: true }))).toEqual([
      ['activity.benefit-missing', 'metrics.benefit'],
    ]);
    expect(missingMetrics('improvement', { benefit: 1, benefitCertified: true })).toEqual([]);
  });

  it('take two spellings of a title for one', () => {
    expect(sameTitle(' ＡＧＶ  小车')).toBe(sameTitle('agv小车'));
  });
});
