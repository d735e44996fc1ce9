import { conflictRule } from '@jianglian/domain/evaluation';
import { EVALUATORS, evaluatorLogin } from './accounts.ts';
import type { DemoCycle } from './cycles.ts';
import type { DemoStudio } from './studios.ts';

/** Who scores a studio in a cycle. */
export type Panel = (studio: DemoStudio, cycle: DemoCycle) => readonly string[];

/** Evaluators who work for one of the units: they must not score there. */
export const employerOf = (login: string, studios: readonly DemoStudio[]): string | null => {
  const index = Number(login.slice(-2));
  return index % 4 === 0 ? (studios[index * 7]?.host.id ?? null) : null;
};

/** Panels of three as the portal proposes them: spread evenly, nobody in conflict. */
export function panels(studios: readonly DemoStudio[]): Panel {
  const logins = Array.from({ length: EVALUATORS }, (_, index) => evaluatorLogin(index + 1));
  const parentOf = new Map(studios.map(({ host }) => [host.id, host.parentId]));
  const conflicts = conflictRule(parentOf, { today: '2026-01-01', formerUnitYears: 3 });
  const mayScore = (login: string, { id, host, recommenderCode }: DemoStudio): boolean => {
    const employer = employerOf(login, studios);
    const hostUnitIds = employer ? [employer] : [];
    const evaluator = {
      accountId: login,
      hostUnitIds,
      formerUnits: [],
      studioIds: [],
      recommenderIds: [],
      declared: [],
    };
    const recommender = { recommenderId: recommenderCode, recommenderName: recommenderCode };
    const judged = { id, hostUnitId: host.id, hostUnitName: host.name, ...recommender, allies: [] };
    return conflicts(evaluator, judged).length === 0;
  };
  const proposed = (['finished', 'running'] as const).flatMap((cohort) => {
    const load = new Map(logins.map((login) => [login, 0]));
    const lightest = (one: string, other: string) => load.get(one)! - load.get(other)! || (one < other ? -1 : 1);
    return studios
      .filter((studio) => studio.cohort === cohort)
      .map((studio) => ({ studio, free: logins.filter((login) => mayScore(login, studio)) }))
      .toSorted((one, other) => one.free.length - other.free.length || (one.studio.id < other.studio.id ? -1 : 1))
      .flatMap(({ studio, free }) => {
        const chosen = free.toSorted(lightest).slice(0, 3);
        for (const login of chosen) load.set(login, load.get(login)! + 1);
        return chosen.map((accountId) => ({ evaluationId: studio.id, accountId }));
      });
  });
  const seatsOf = Map.groupBy(proposed, ({ evaluationId }) => evaluationId);
  return ({ id }) => (seatsOf.get(id) ?? []).map(({ accountId }) => accountId).toSorted();
}

export interface DemoEvaluatorProfile {
  readonly login: string;
  readonly hostUnitId: string | null;
  readonly clusters: readonly string[];
  readonly occupations: readonly string[];
  readonly capacity: number | null;
  /** A unit left long ago: known, and no conflict any more. */
  readonly formerUnitId: string | null;
}

/** What the office noted of its evaluators: two fields each, a lower limit for a few, a former unit for some. */
export const evaluatorProfiles = (studios: readonly DemoStudio[]): readonly DemoEvaluatorProfile[] =>
  Array.from({ length: EVALUATORS }, (_, index) => {
    const login = evaluatorLogin(index + 1);
    const known = [studios[(index * 11) % studios.length]!, studios[(index * 11 + 40) % studios.length]!];
    return {
      login,
      hostUnitId: employerOf(login, studios),
      clusters: [...new Set(known.map(({ trade }) => trade.cluster))],
      occupations: [...new Set(known.map(({ occupation }) => occupation))],
      capacity: index % 6 === 5 ? 30 : null,
      formerUnitId: index % 5 === 2 ? (studios[(index * 13) % studios.length]?.host.id ?? null) : null,
    };
  });
