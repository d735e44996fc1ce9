import type { DemoStudio } from '@jianglian/testkit';
import { accountIdOf, evaluatorProfiles, uuidOf } from '@jianglian/testkit';
import { instantOf } from '@jianglian/domain/kernel';
import type { TableWriter } from './table-writer.ts';

/** Evaluators' fields, limits and former units, and two studios that work together. */
export async function writeEvaluators(writer: TableWriter, studios: readonly DemoStudio[]): Promise<void> {
  const profiles = evaluatorProfiles(studios);
  await writer.insert(
    'evaluators',
    profiles.map(({ login, hostUnitId, clusters, occupations, capacity }) => ({
      accountId: accountIdOf(login),
      hostUnitId,
      clusters,
      occupations,
      capacity,
      revision: 1,
    })),
  );
  await writer.insert(
    'evaluator_former_units',
    profiles.flatMap(({ login, formerUnitId }) =>
      formerUnitId === null
        ? []
        : [
            {
              id: uuidOf(`former unit ${login}`),
              accountId: accountIdOf(login),
              hostUnitId: formerUnitId,
              since: '2008-07-01',
              until: '2019-06-30',
            },
          ],
    ),
  );
  const [one, other] = [studios[4], studios[9]];
  if (!one || !other) return;
  const [studioId, otherId] = [one.id, other.id].toSorted();
  await writer.insert('studio_ties', [
    {
      id: uuidOf('tie 1'),
      kind: 'alliance',
      studioId,
      otherId,
      source: '智能装备技能大师工作室联盟',
      since: '2025-03-01',
      recordedBy: accountIdOf('office'),
      recordedAt: instantOf('2025-03-03', '10:00'),
      revision: 1,
    },
  ]);
}

/** The marks of the demo were written once: each is its own first version. */
export async function writeMarkVersions(writer: TableWriter): Promise<void> {
  await writer.rows(`
    INSERT INTO mark_versions
    SELECT k.scoresheet_id, k.indicator, k.revision, k.score, k.not_applicable, k.deductions, k.comment, k.saved_at,
           sh.account_id, 'screen'
    FROM marks k JOIN scoresheets sh ON sh.id = k.scoresheet_id`);
}
