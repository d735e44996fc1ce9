import { contentRefusals, missingMetrics } from '@jianglian/domain/activity';
import {
  birthDateOf,
  civilDateOf,
  isCreditCode,
  isResidentId,
  normaliseDocumentNumber,
} from '@jianglian/domain/kernel';
import { shippedDictionaries } from '@jianglian/domain/reference';
import { stateAsOf, tiers } from '@jianglian/domain/studio';
import { describe, expect, it } from 'vitest';
import { DEMO_DAY } from './activities.ts';
import { scenarioOf } from './scenario.ts';
import { eventsOf } from './studio-events.ts';

const clusters = shippedDictionaries.clusters.rows.map(({ code }) => code);
const districts = new Set(shippedDictionaries.districts.rows.map(({ code }) => code));
const scenario = scenarioOf('demo');
const { studios, units, activities, evaluations, accounts } = scenario;
const register = {
  recommender: (code: string) => ({ id: code, name: code }),
  occupation: (name: string) => ({ id: null, name }),
};
const states = studios.map((studio) => stateAsOf(eventsOf(studio, register, scenario.stepsAfter(studio)), DEMO_DAY)!);
const countBy = <T>(items: readonly T[], key: (item: T) => string) =>
  Object.fromEntries([...Map.groupBy(items, key)].map(([name, group]) => [name, group.length]));

describe('the demo scenario', () => {
  it('is the same every time, whatever day it is started on', () => {
    const plain = (value: unknown) => JSON.stringify(value);
    expect(plain(scenarioOf('demo').activities)).toBe(plain(activities));
    const later = scenarioOf('demo', '2027-05-01');
    expect(plain(later.studios)).toBe(plain(studios));
    expect(later.evaluations.map(({ base, grade }) => [base, grade])).toEqual(
      evaluations.map(({ base, grade }) => [base, grade]),
    );
  });

  it.each(['2026-11-22', '2027-05-01', '2030-01-01'])('has a running cycle whose windows are open on %s', (day) => {
    const [finished, running] = scenarioOf('demo', day).cycles;
    expect(finished).toMatchObject({ state: 'published', documentNumber: '渝高技办〔2026〕11号' });
    expect(civilDateOf(running!.windows.selfEvaluation.closesAt) < day).toBe(true);
    expect(civilDateOf(running!.windows.scoring.closesAt) > day).toBe(true);
  });

  it('covers every cluster, tier and standing, and most districts', () => {
    expect(new Set(studios.map(({ trade }) => trade.cluster))).toEqual(new Set(clusters));
    expect(Object.keys(countBy(states, ({ tier }) => tier)).toSorted()).toEqual([...tiers].toSorted());
    expect(countBy(states, ({ standing }) => standing)).toEqual({
      active: 110,
      rectifying: 4,
      terminated: 4,
      revoked: 3,
    });
    const places = new Set(states.map(({ districtCode }) => districtCode));
    expect(places.size).toBeGreaterThan(24);
    expect([...places].every((code) => districts.has(code))).toBe(true);
    expect([...places].some((code) => code === '500105' || code === '500112')).toBe(false);
  });

  it('invents people and units whose numbers are right in form and belong to nobody', () => {
    const masters = studios.map(({ master }) => master);
    expect(new Set(masters.map(({ residentId }) => residentId)).size).toBe(studios.length);
    expect(new Set(masters.map(({ name }) => name)).size).toBe(studios.length);
    for (const { residentId, birthDate } of masters) {
      expect(isResidentId(residentId, DEMO_DAY)).toBe(true);
      expect(birthDateOf(residentId)).toBe(birthDate);
      expect(residentId.startsWith('500199')).toBe(true);
    }
    const hosts = [...studios.map(({ host }) => host), ...units];
    expect(hosts.every(({ creditCode }) => isCreditCode(creditCode))).toBe(true);
    expect(new Set(hosts.map(({ name }) => name)).size).toBe(hosts.length);
    expect(new Set(hosts.map(({ creditCode }) => creditCode)).size).toBe(hosts.length);
    expect(studios.every(({ team }) => team.length >= 3 && team.length <= 15)).toBe(true);
    expect(studios.some(({ host }) => host.parentId !== null)).toBe(true);
  });

  it('writes every document number in its standard form', () => {
    const numbers = studios.flatMap(({ steps }) => steps.flatMap(({ document }) => document ?? []));
    expect(numbers.filter((number) => normaliseDocumentNumber(number) !== number)).toEqual([]);
  });

  it('logs four years of activities of all kinds and states, each as the rules want it', () => {
    expect(activities.length).toBeGreaterThan(4000);
    expect(new Set(activities.map(({ kind }) => kind)).size).toBe(15);
    const states = new Set(activities.map(({ state }) => state));
    expect([...states].toSorted()).toEqual(['draft', 'returned', 'submitted', 'superseded', 'verified']);
    const wrong = activities.flatMap((activity) => [
      ...contentRefusals(activity as never, DEMO_DAY),
      ...missingMetrics(activity.kind, activity.metrics as never),
    ]);
    expect(wrong).toEqual([]);
    expect(activities.every(({ people }) => people.length > 0)).toBe(true);
    expect(activities.filter(({ state }) => state === 'superseded')).toHaveLength(
      activities.filter(({ version }) => version === 2).length,
    );
    expect(new Set(activities.map(({ id }) => id)).size).toBe(activities.length);
  });

  it('grades the finished cycle within the cap of each tier and fails exactly the stories that fail', () => {
    const published = evaluations.filter(({ state }) => state === 'published');
    for (const tier of tiers) {
      const own = published.filter((evaluation) => evaluation.tier === tier);
      expect(own.filter(({ grade }) => grade === 'excellent').length).toBeLessThanOrEqual(own.length * 0.2);
    }
    const failed = published.filter(({ grade }) => grade === 'failed').map(({ studio }) => studio.story);
    expect(failed.every((story) => story?.startsWith('rectif'))).toBe(true);
    expect(failed).toHaveLength(5);
  });

  it('has the running cycle in every state a panel can be in', () => {
    const running = evaluations.filter(({ cycle }) => cycle.state === 'scoring');
    expect(Object.keys(countBy(running, ({ state }) => state)).toSorted()).toEqual([
      'missed',
      'scored',
      'self-evaluating',
      'submitted',
    ]);
    const sheets = running.flatMap((evaluation) => evaluation.sheets);
    expect(sheets.some(({ state, marks }) => state === 'draft' && marks.length > 0 && marks.length < 18)).toBe(true);
    expect(sheets.some(({ state, marks }) => state === 'draft' && marks.length === 0)).toBe(true);
    expect(sheets.filter(({ state }) => state === 'recused')).toHaveLength(1);
    expect(running.filter(({ spread }) => (spread ?? 0) > 1500)).toHaveLength(1);
  });

  it('has an account for everybody, each name once', () => {
    const logins = accounts.map(({ login }) => login);
    expect(new Set(logins).size).toBe(logins.length);
    expect(logins).toEqual(
      expect.arrayContaining([
        'office',
        'office-2',
        'care',
        'auditor',
        'evaluator-12',
        'district-beibei',
        'studio-121',
        'unit-01',
        'unit-02',
      ]),
    );
  });
});

it('the empty scenario has nobody, the small one a handful', () => {
  expect(scenarioOf('empty')).toMatchObject({
    studios: [],
    units: [],
    accounts: [],
    activities: [],
    evaluations: [],
    cycles: [],
  });
  expect(scenarioOf('small').studios).toHaveLength(12);
});
