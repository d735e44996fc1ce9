import { evaluationApi } from '@jianglian/contracts/evaluation';
import { identityApi } from '@jianglian/contracts/identity';
import { referenceApi } from '@jianglian/contracts/reference';
import { client } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import type { EmptyPortal } from './empty-portal.ts';

const DAY = 86_400_000;
const atOnce = 4;

/**
 * So many studios, handed in and all assigned to one evaluator, in a cycle that is being scored: made through the API by
 * the people whose it is, because nothing of it is what the journey is about.
 */
export async function fullQueue(portal: EmptyPortal, evaluator: string, studios: number): Promise<void> {
  const office = await portal.as('office');
  const { recommenders, clusters } = await client(referenceApi, office).all();
  const recommender = recommenders.find(({ code }) => code === '500109') ?? recommenders[0]!;
  const studioClient = client(studioApi, office);
  const ids: string[] = [];
  for (let number = 1; number <= studios; number += 1) {
    const { id } = await studioClient.found({
      body: {
        name: `第${String(number).padStart(2, '0')}技能大师工作室`,
        tier: 'municipal',
        happenedOn: '2020-11-26',
        documentNumber: '渝高技办〔2020〕14号',
        hostUnit: { name: `第${number}机械厂`, kind: 'enterprise' },
        master: { name: `匠${number}`, skillLevel: 'senior-technician' },
        occupation: { name: '装配钳工' },
        clusterCode: clusters[0]!.code,
        recommenderId: recommender.id,
        districtCode: '500109',
      },
    });
    ids.push(id);
  }
  await secretaryOfAll(portal, ids);
  await scored(portal, evaluator, ids);
}

/** One person writes for all of them; a real one writes for one. */
async function secretaryOfAll(portal: EmptyPortal, studioIds: readonly string[]): Promise<void> {
  await portal.hire('secretary', '苏问梅', { role: 'studio', studioId: studioIds[0]! });
  const roles = client(identityApi, await portal.as('security-admin'));
  const accounts = client(identityApi, await portal.as('system-admin'));
  for (const studioId of studioIds.slice(1)) {
    const { rows } = await accounts.accounts({ query: { search: 'secretary' } });
    const { id, revision } = rows.find(({ login }) => login === 'secretary')!;
    await roles.grantRole({ params: { id }, body: { revision, reason: '代填', role: 'studio', studioId } });
  }
}

async function scored(portal: EmptyPortal, evaluator: string, studioIds: readonly string[]): Promise<void> {
  const office = client(evaluationApi, await portal.as('office'));
  const secretary = client(evaluationApi, await portal.as('secretary'));
  const closing = (days: number) => {
    const at = new Date(Date.now() + days * DAY).toISOString();
    return { dueAt: at, closesAt: at };
  };
  const draft = await office.createCycle({
    body: {
      title: '2026 年度考核评估',
      year: 2026,
      periodFrom: '2024-01-01',
      periodTo: '2025-12-31',
      rubricVersion: '2024-default',
      windows: {
        selfEvaluation: closing(1),
        opinion: closing(2),
        scoring: closing(10),
        visits: closing(12),
        decision: closing(14),
        publicity: closing(24),
      },
      publicityWorkingDays: 5,
      excellentCapPercent: 20,
      sheetsPerStudio: 1,
    },
  });
  const cycle = await office.openCycle({ params: { id: draft.id }, body: { revision: draft.revision } });
  const rubric = await office.rubric({ params: { version: '2024-default' } });
  const handIn = async (studioId: string) => {
    const [mine] = await secretary.myEvaluations({ query: { studioId } });
    const params = { id: mine!.id };
    for (const { code, points } of rubric.indicators) {
      await secretary.saveSelfLine({
        params: { ...params, indicator: code },
        body: { score: points, text: '已完成', evidence: [], revision: 0 },
      });
    }
    const { revision } = await secretary.selfEvaluation({ params });
    await secretary.submitSelfEvaluation({ params, body: { revision } });
    return mine!.id;
  };
  const evaluationIds: string[] = [];
  for (let from = 0; from < studioIds.length; from += atOnce) {
    evaluationIds.push(...(await Promise.all(studioIds.slice(from, from + atOnce).map(handIn))));
  }
  const { revision } = await office.cycle({ params: { id: cycle.id } });
  await office.startScoring({ params: { id: cycle.id }, body: { revision } });
  const people = await office.evaluators({ query: {} });
  const { accountId } = people.find(({ login }) => login === evaluator)!;
  const pairs = evaluationIds.map((evaluationId) => ({ evaluationId, accountId }));
  await office.applyAssignment({ params: { id: cycle.id }, body: { pairs } });
}
