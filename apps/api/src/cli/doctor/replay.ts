import type { StudioEvent, StudioState } from '@jianglian/domain/studio';
import { historyOf, inOrder, stateAsOf } from '@jianglian/domain/studio';
import type { Database } from '../../platform/database/index.ts';
import { sql } from '../../platform/database/index.ts';
import type { Broken } from './invariants.ts';

const BATCH = 1_000;

interface Projection {
  readonly id: string;
  readonly events: readonly StudioEvent[] | null;
  readonly tiers: readonly string[] | null;
  readonly standings: readonly string[] | null;
  readonly state: Readonly<Record<string, unknown>>;
}

/** Every studio is what its events make of it: the register and its dated periods are derived anew and compared. */
export async function projectionFaults(database: Database): Promise<Broken[]> {
  const faults: Broken[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const studios = await database.rows<Projection>(sql`
      SELECT s.id,
        (SELECT jsonb_agg(jsonb_build_object('position', e.position, 'kind', e.kind, 'happenedOn', e.happened_on,
           'documentNumber', e.document_number, 'reason', e.reason, 'fileId', e.file_id, 'facts', e.facts)
           ORDER BY e.position)
         FROM studio_events e WHERE e.studio_id = s.id) AS events,
        (SELECT jsonb_agg(t.tier || ' ' || t.period ORDER BY t.period) FROM studio_tiers t WHERE t.studio_id = s.id) AS tiers,
        (SELECT jsonb_agg(t.standing || ' ' || t.period ORDER BY t.period)
         FROM studio_standings t WHERE t.studio_id = s.id) AS standings,
        jsonb_build_object('name', s.name, 'hostUnit', s.host_unit_id, 'master', s.master_id,
          'recommender', s.recommender_id, 'districtCode', s.district_code, 'clusterCode', s.cluster_code,
          'tier', s.tier, 'standing', s.standing, 'foundedOn', s.founded_on, 'awardedOn', s.awarded_on,
          'documentNumber', s.document_number, 'lastGrade', s.last_grade,
          'gradeAfterRectification', s.grade_after_rectification, 'lastEvaluatedOn', s.last_evaluated_on,
          'evaluationDueOn', s.evaluation_due_on) AS state
      FROM studios s WHERE s.id > ${after} ORDER BY s.id LIMIT ${BATCH}`);
    const last = studios.at(-1);
    if (last === undefined) return faults;
    for (const studio of studios) faults.push(...faultsOf(studio));
    after = last.id;
  }
}

function faultsOf({ id, events, tiers, standings, state }: Projection): Broken[] {
  const row = `studios ${id}`;
  if (events === null) return [{ row, what: 'has no events' }];
  if (inOrder(events)[0]?.kind !== 'awarded') return [{ row, what: 'its first event is no award' }];
  const derived = projected(stateAsOf(events, '9999-12-31')!);
  const { tiers: tierHistory, standings: standingHistory } = historyOf(events);
  const periods = (history: typeof tierHistory | typeof standingHistory) =>
    history.map(({ value, from, to }) => `${value} [${from},${to ?? ''})`);
  return [
    ...Object.entries(derived)
      .filter(([field, value]) => state[field] !== value)
      .map(([field, value]) => ({ row, what: `${field} is ${String(state[field])}, its events say ${String(value)}` })),
    ...(periods(tierHistory).join() === (tiers ?? []).join()
      ? []
      : [{ row, what: 'tier periods differ from its events' }]),
    ...(periods(standingHistory).join() === (standings ?? []).join()
      ? []
      : [{ row, what: 'standing periods differ from its events' }]),
  ];
}

const projected = (state: StudioState): Record<string, unknown> => ({
  name: state.name,
  hostUnit: state.hostUnit.id,
  master: state.master.id,
  recommender: state.recommender.id,
  districtCode: state.districtCode,
  clusterCode: state.clusterCode,
  tier: state.tier,
  standing: state.standing,
  foundedOn: state.foundedOn,
  awardedOn: state.awardedOn,
  documentNumber: state.documentNumber,
  lastGrade: state.lastGrade,
  gradeAfterRectification: state.gradeAfterRectification,
  lastEvaluatedOn: state.lastEvaluatedOn,
  evaluationDueOn: state.evaluationDueOn,
});
