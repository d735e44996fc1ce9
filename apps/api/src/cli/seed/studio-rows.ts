import type { StudioEvent } from '@jianglian/domain/studio';
import { historyOf, stateAsOf } from '@jianglian/domain/studio';
import type { DemoStudio, Scenario } from '@jianglian/testkit';
import { accountIdOf, DEMO_DAY, uuidOf } from '@jianglian/testkit';
import { instantOf } from '@jianglian/domain/kernel';
import { sealedFields } from '../../features/studio/sealed-master.mapper.ts';
import type { FieldCipher } from '../../platform/crypto/index.ts';
import type { TableWriter } from './table-writer.ts';

export interface StudioWithEvents {
  readonly studio: DemoStudio;
  readonly events: readonly StudioEvent[];
}

/** Units (those without a studio, too), experts, studios with their teams, and each studio's events with the periods they make. */
export async function writeStudios(
  writer: TableWriter,
  studios: readonly StudioWithEvents[],
  units: Scenario['units'],
  cipher: FieldCipher,
): Promise<void> {
  const demo = studios.map(({ studio }) => studio);
  await writer.insert('host_units', [...hostRows(demo), ...units.map((unit) => ({ ...unit }))]);
  await writer.insert('masters', masterRows(demo, cipher));
  await writer.insert('studios', studios.map(studioRow));
  await writer.insert(
    'studio_clusters',
    demo.flatMap(({ id, secondaryClusters }) =>
      secondaryClusters.map((clusterCode) => ({ studioId: id, clusterCode })),
    ),
  );
  await writer.insert(
    'team_members',
    demo.flatMap(({ id, team }) => team.map((member) => ({ ...member, studioId: id }))),
  );
  await writer.insert('studio_events', studios.flatMap(eventRows));
  const histories = studios.map(({ studio, events }) => ({ studio, ...historyOf(events) }));
  const period = (from: string, to: string | null) => `[${from},${to ?? ''})`;
  await writer.insert(
    'studio_tiers',
    histories.flatMap(({ studio, tiers }) =>
      tiers.map(({ value, from, to, documentNumber }) => ({
        id: uuidOf(`tier ${studio.serial} ${from}`),
        studioId: studio.id,
        tier: value,
        period: period(from, to),
        documentNumber,
      })),
    ),
  );
  await writer.insert(
    'studio_standings',
    histories.flatMap(({ studio, standings }) =>
      standings.map(({ value, from, to, documentNumber }) => ({
        id: uuidOf(`standing ${studio.serial} ${from}`),
        studioId: studio.id,
        standing: value,
        period: period(from, to),
        documentNumber,
      })),
    ),
  );
}

function hostRows(studios: readonly DemoStudio[]): Record<string, unknown>[] {
  const hosts = studios.flatMap(({ host, formerHost }) => (formerHost ? [host, formerHost] : [host]));
  return hosts
    .toSorted((one, other) => Number(one.parentId !== null) - Number(other.parentId !== null))
    .map((host) => ({ ...host }));
}

function masterRows(studios: readonly DemoStudio[], cipher: FieldCipher): Record<string, unknown>[] {
  return studios
    .flatMap(({ master, formerMaster }) => (formerMaster ? [master, formerMaster] : [master]))
    .map(({ residentId, mobile, ...master }) => ({
      ...master,
      idNumberCipher: cipher.seal(residentId, sealedFields.idNumber),
      idNumberIndex: cipher.index(residentId, sealedFields.idNumber),
      mobileCipher: cipher.seal(mobile, sealedFields.mobile),
    }));
}

function studioRow({ studio, events }: StudioWithEvents): Record<string, unknown> {
  const state = stateAsOf(events, DEMO_DAY);
  if (state === undefined) throw new Error(`studio ${studio.serial} is not awarded yet`);
  return {
    id: studio.id,
    name: state.name,
    hostUnitId: state.hostUnit.id,
    masterId: state.master.id,
    occupationId: state.occupation?.id ?? null,
    occupationName: state.occupation?.name ?? null,
    clusterCode: state.clusterCode,
    recommenderId: state.recommender.id,
    districtCode: state.districtCode,
    tier: state.tier,
    standing: state.standing,
    awardedOn: state.awardedOn,
    foundedOn: state.foundedOn,
    documentNumber: state.documentNumber,
    lastGrade: state.lastGrade,
    gradeAfterRectification: state.gradeAfterRectification,
    lastEvaluatedOn: state.lastEvaluatedOn,
    evaluationDueOn: state.evaluationDueOn,
    revision: events.length,
    createdAt: recordedAt(state.foundedOn),
    searchText: '',
  };
}

const eventRows = ({ studio, events }: StudioWithEvents): Record<string, unknown>[] =>
  events.map((event) => ({
    id: uuidOf(`event ${studio.serial} ${event.position}`),
    studioId: studio.id,
    ...event,
    recordedAt: recordedAt(event.happenedOn),
    accountId: accountIdOf('office'),
  }));

/** The day it happened; what is older than the portal was recorded when its first register was entered. */
export const recordedAt = (day: string): Date => instantOf(day < '2022-12-01' ? '2022-12-01' : day, '15:30');
