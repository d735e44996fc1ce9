import type { PanelEvaluation, ScoredStudio } from '@jianglian/domain/evaluation';
import type { OpenPlaces, UnbegunSheet } from './evaluator.repository.ts';
import type { PanelQuestion } from './panel-question.ts';
import type { Ties } from './ties.queries.ts';

/** The question to the solver: open places, who may take them, and on demand whose unbegun sheets may move. */
export function panelQuestionOf(
  places: readonly OpenPlaces[],
  unbegun: readonly UnbegunSheet[],
  ties: Ties,
  only: ReadonlySet<string> | undefined,
): PanelQuestion {
  const movableOf = Map.groupBy(unbegun, ({ evaluationId }) => evaluationId);
  const movableBy = Map.groupBy(unbegun, ({ accountId }) => accountId);
  const known = [...ties.evaluators.values()].filter(
    ({ accountId }) => !only || only.has(accountId) || movableBy.has(accountId),
  );
  return {
    evaluations: places.map(({ evaluationId, missing, seated, gone }): PanelEvaluation => {
      const movable = (movableOf.get(evaluationId) ?? []).map(({ accountId }) => accountId);
      const { clusters, occupation } = ties.studios.get(evaluationId)!;
      const stays = [...seated, ...gone].filter((accountId) => !movable.includes(accountId));
      return { evaluationId, missing, movable, seated: stays, field: { clusters, occupation } };
    }),
    evaluators: known.map(({ accountId, load, capacity, clusters, occupations }) => {
      const fixed = load - (movableBy.get(accountId)?.length ?? 0);
      // Who was not asked for keeps what they have and gets nothing more.
      const most = !only || only.has(accountId) ? capacity : load;
      return { accountId, load: fixed, capacity: Math.max(most, load), expertise: { clusters, occupations } };
    }),
    ties: known.map(({ accountId, hostUnitIds, formerUnits, studioIds, recommenderIds, declared }) => ({
      accountId,
      hostUnitIds,
      formerUnits,
      studioIds,
      recommenderIds,
      declared,
    })),
    studios: [...ties.studios].map(([id, studio]) => [id, judgedOf(studio)]),
    parents: [...ties.parents],
    settings: ties.settings,
  };
}

const judgedOf = (studio: ScoredStudio): ScoredStudio => ({
  id: studio.id,
  hostUnitId: studio.hostUnitId,
  hostUnitName: studio.hostUnitName,
  recommenderId: studio.recommenderId,
  recommenderName: studio.recommenderName,
  allies: studio.allies,
});
