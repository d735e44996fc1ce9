import { conflictsBetween, proposePanel } from '@jianglian/domain/evaluation';
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
  const proposed = (['finished', 'running'] as const).flatMap((cohort) => {
    const members = studios.filter((studio) => studio.cohort === cohort);
    const byId = new Map(members.map((studio) => [studio.id, studio]));
    const { seats } = proposePanel(
      members.map(({ id }) => ({ evaluationId: id, seated: [], missing: 3 })),
      logins.map((accountId) => ({ accountId, load: 0 })),
      ({ evaluationId, accountId }) => {
        const { id, host, recommenderCode } = byId.get(evaluationId)!;
        const employer = employerOf(accountId, studios);
        return conflictsBetween(
          { accountId, hostUnitIds: employer ? [employer] : [], studioIds: [], recommenderIds: [], declared: [] },
          {
            id,
            hostUnitId: host.id,
            hostUnitName: host.name,
            recommenderId: recommenderCode,
            recommenderName: recommenderCode,
          },
          parentOf,
        );
      },
    );
    return seats;
  });
  const seatsOf = Map.groupBy(proposed, ({ evaluationId }) => evaluationId);
  return ({ id }) => (seatsOf.get(id) ?? []).map(({ accountId }) => accountId).toSorted();
}
