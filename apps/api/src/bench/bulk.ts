import { mechanismOf } from '@jianglian/domain/activity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, addYears } from '@jianglian/domain/kernel';
import type { Tier } from '@jianglian/domain/studio';
import { activitiesOf, demoStudios, type Register, Random, uuidOf } from '@jianglian/testkit';
import type { Client } from 'pg';
import { copy } from './copy.ts';
import type { Size } from './size.ts';

/** What the bulk refers to and already is in the database. */
export interface Ground {
  readonly register: Register;
  readonly recommenderCodes: readonly string[];
  readonly clusters: readonly string[];
  readonly officeId: string;
}

interface Bulk {
  readonly id: string;
  readonly serial: number;
  readonly name: string;
  readonly master: { readonly id: string; readonly name: string };
  readonly host: { readonly id: string; readonly name: string };
  readonly code: string;
  readonly cluster: string;
  readonly occupation: string;
  readonly tier: Tier;
  readonly awardedOn: CivilDate;
  readonly grade: string | null;
  readonly evaluatedOn: CivilDate | null;
}

/** As many studios as asked with their units, experts, events and teams, and their activities, through COPY; the same each time. */
export async function fillBulk(client: Client, ground: Ground, size: Size): Promise<void> {
  const models = demoStudios();
  const random = new Random('bulk');
  const studios = Array.from({ length: size.studios }, (_, serial) => bulkStudio(serial, ground, models, random));
  await copyStudios(client, studios, ground);
  await copyActivities(client, studios, size.activities);
  await client.query(`
    UPDATE studios SET last_active_on = latest.day
    FROM (SELECT studio_id, max(started_on) AS day FROM activities WHERE state = 'verified' GROUP BY studio_id) latest
    WHERE latest.studio_id = studios.id`);
  await client.query('VACUUM ANALYZE');
}

function bulkStudio(serial: number, ground: Ground, models: ReturnType<typeof demoStudios>, random: Random): Bulk {
  const model = models[serial % models.length]!;
  const awardedOn = addDays('2010-01-04', random.whole(0, 5_600));
  const evaluatedOn = awardedOn < '2022-06-01' ? addDays('2023-09-01', random.whole(0, 1_000)) : null;
  return {
    id: uuidOf(`bulk studio ${serial}`),
    serial,
    name: `${model.master.name}${serial}号技能大师工作室`,
    master: { id: uuidOf(`bulk master ${serial}`), name: `${model.master.name}${serial}` },
    host: { id: uuidOf(`bulk host ${serial}`), name: `${model.host.name}第${serial}厂` },
    code: random.pick(ground.recommenderCodes),
    cluster: random.pick(ground.clusters),
    occupation: model.occupation,
    tier: random.weighted<Tier>({ district: 20, municipal: 55, chief: 20, national: 5 }),
    awardedOn,
    grade: evaluatedOn && random.weighted({ excellent: 18, qualified: 78, failed: 4 }),
    evaluatedOn,
  };
}

async function copyStudios(client: Client, studios: readonly Bulk[], { register, officeId }: Ground): Promise<void> {
  const random = new Random('bulk people');
  await copy(
    client,
    'host_units',
    studios.map(({ host, code }) => ({ ...host, kind: 'enterprise', districtCode: code })),
  );
  await copy(
    client,
    'masters',
    studios.map(({ master }) => ({
      ...master,
      birthDate: addDays('1964-01-01', random.whole(0, 10_000)),
      skillLevel: 'technician',
    })),
  );
  await copy(
    client,
    'studios',
    studios.map((studio) => ({
      id: studio.id,
      name: studio.name,
      hostUnitId: studio.host.id,
      masterId: studio.master.id,
      occupationName: studio.occupation,
      clusterCode: studio.cluster,
      recommenderId: register.recommender(studio.code).id,
      districtCode: studio.code,
      tier: studio.tier,
      standing: 'active',
      awardedOn: studio.awardedOn,
      foundedOn: studio.awardedOn,
      lastGrade: studio.grade,
      lastEvaluatedOn: studio.evaluatedOn,
      evaluationDueOn: addYears(studio.evaluatedOn ?? studio.awardedOn, 2),
    })),
  );
  await copy(client, 'studio_events', eventRows(studios, register, officeId));
  const period = ({ awardedOn }: Bulk) => `[${awardedOn},)`;
  const of = (what: string, { id, serial }: Bulk) => ({ id: uuidOf(`bulk ${what} ${serial}`), studioId: id });
  await copy(
    client,
    'studio_tiers',
    studios.map((studio) => ({ ...of('tier', studio), tier: studio.tier, period: period(studio) })),
  );
  await copy(
    client,
    'studio_standings',
    studios.map((studio) => ({ ...of('standing', studio), standing: 'active', period: period(studio) })),
  );
  await copy(client, 'team_members', teamRows(studios));
}

function* eventRows(studios: readonly Bulk[], register: Register, officeId: string) {
  for (const studio of studios) {
    const { serial, id, awardedOn, evaluatedOn } = studio;
    const event = (position: number, kind: string, happenedOn: CivilDate, facts: object) => ({
      id: uuidOf(`bulk event ${serial} ${position}`),
      studioId: id,
      position,
      kind,
      happenedOn,
      recordedAt: `${happenedOn} 08:00Z`,
      accountId: officeId,
      facts,
    });
    yield event(1, 'awarded', awardedOn, {
      name: studio.name,
      tier: studio.tier,
      hostUnit: studio.host,
      master: studio.master,
      recommender: register.recommender(studio.code),
      districtCode: studio.code,
      clusterCode: studio.cluster,
      secondaryClusters: [],
      occupation: { id: null, name: studio.occupation },
    });
    if (evaluatedOn !== null) {
      yield event(2, 'evaluated', evaluatedOn, { grade: studio.grade, score: 8000, cycle: null });
    }
  }
}

function* teamRows(studios: readonly Bulk[]) {
  for (const { serial, id, awardedOn } of studios) {
    for (let member = 0; member < 5; member += 1) {
      yield {
        id: uuidOf(`bulk member ${serial} ${member}`),
        studioId: id,
        name: `成员${serial}-${member}`,
        skillLevel: 'senior',
        joinedOn: awardedOn,
      };
    }
  }
}

/** The large indexes are built after the rows, and foreign keys rest: the rows are right by making. */
async function copyActivities(client: Client, studios: readonly Bulk[], count: number): Promise<void> {
  const indexes = await client.query<{ name: string; definition: string }>(`
    SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename = 'activities' AND indexname NOT LIKE '%_pkey' AND indexdef NOT LIKE 'CREATE UNIQUE%'`);
  for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
  await client.query(`SET session_replication_role = replica; SET maintenance_work_mem = '512MB'`);
  await copy(client, 'activities', activityRows(studios, count));
  await client.query('RESET session_replication_role');
  for (const { definition } of indexes.rows) await client.query(definition);
}

function* activityRows(studios: readonly Bulk[], count: number) {
  const models = demoStudios().flatMap((studio) => activitiesOf(studio).filter(({ state }) => state === 'verified'));
  const random = new Random('bulk activities');
  const author = uuidOf('bulk author');
  const verifier = uuidOf('bulk verifier');
  const each = Math.ceil(count / studios.length);
  for (let made = 0; made < count; made += 1) {
    const model = models[(made * 7) % models.length]!;
    const day = addDays('2022-12-01', random.whole(0, 1_440));
    const id = serialUuid(made);
    const waiting = made % 97 === 0;
    const at = `${day} 02:00Z`;
    yield {
      id,
      seriesId: id,
      studioId: studios[Math.floor(made / each)]!.id,
      kind: model.kind,
      mechanism: mechanismOf(model.kind),
      title: model.title,
      summary: model.summary,
      startedOn: day,
      place: model.place,
      people: model.people.map(({ name, duty }) => ({ name, duty })),
      metrics: model.metrics,
      benefitFen: (model.metrics as { benefit?: number }).benefit ?? 0,
      state: waiting ? 'submitted' : 'verified',
      submittedAt: at,
      verifiedAt: waiting ? null : at,
      verifiedBy: waiting ? null : verifier,
      createdBy: author,
      revision: 3,
      createdAt: at,
    };
  }
}

const serialUuid = (serial: number): string => `b0000000-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`;
