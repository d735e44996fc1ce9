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
  await copy(
    client,
    'host_units',
    ['id', 'name', 'kind', 'district_code'],
    studios.map(({ host, code }) => [host.id, host.name, 'enterprise', code]),
  );
  const random = new Random('bulk people');
  await copy(
    client,
    'masters',
    ['id', 'name', 'birth_date', 'skill_level'],
    studios.map(({ master }) => [master.id, master.name, addDays('1964-01-01', random.whole(0, 10_000)), 'technician']),
  );
  const due = ({ awardedOn, evaluatedOn }: Bulk) => addYears(evaluatedOn ?? awardedOn, 2);
  await copy(
    client,
    'studios',
    [
      ...[
        'id',
        'name',
        'host_unit_id',
        'master_id',
        'occupation_name',
        'cluster_code',
        'recommender_id',
        'district_code',
      ],
      ...['tier', 'standing', 'awarded_on', 'founded_on', 'last_grade', 'last_evaluated_on', 'evaluation_due_on'],
    ],
    studios.map((studio) => [
      ...[studio.id, studio.name, studio.host.id, studio.master.id, studio.occupation, studio.cluster],
      ...[register.recommender(studio.code).id, studio.code, studio.tier, 'active', studio.awardedOn, studio.awardedOn],
      ...[studio.grade, studio.evaluatedOn, due(studio)],
    ]),
  );
  await copy(
    client,
    'studio_events',
    ['id', 'studio_id', 'position', 'kind', 'happened_on', 'recorded_at', 'account_id', 'document_number', 'facts'],
    eventRows(studios, register, officeId),
  );
  for (const [table, column] of [
    ['studio_tiers', 'tier'],
    ['studio_standings', 'standing'],
  ] as const) {
    await copy(
      client,
      table,
      ['id', 'studio_id', column, 'period'],
      studios.map((studio) => [
        uuidOf(`bulk ${column} ${studio.serial}`),
        studio.id,
        column === 'tier' ? studio.tier : 'active',
        `[${studio.awardedOn},)`,
      ]),
    );
  }
  await copy(client, 'team_members', ['id', 'studio_id', 'name', 'skill_level', 'joined_on'], teamRows(studios));
}

function* eventRows(studios: readonly Bulk[], register: Register, officeId: string) {
  for (const studio of studios) {
    const { serial, id, awardedOn, evaluatedOn } = studio;
    const facts = {
      name: studio.name,
      tier: studio.tier,
      hostUnit: studio.host,
      master: studio.master,
      recommender: register.recommender(studio.code),
      districtCode: studio.code,
      clusterCode: studio.cluster,
      secondaryClusters: [],
      occupation: { id: null, name: studio.occupation },
    };
    yield [uuidOf(`bulk event ${serial} 1`), id, 1, 'awarded', awardedOn, `${awardedOn} 08:00Z`, officeId, null, facts];
    if (evaluatedOn !== null) {
      const result = { grade: studio.grade, score: 8000, cycle: null };
      yield [
        uuidOf(`bulk event ${serial} 2`),
        id,
        2,
        'evaluated',
        evaluatedOn,
        `${evaluatedOn} 08:00Z`,
        officeId,
        null,
        result,
      ];
    }
  }
}

function* teamRows(studios: readonly Bulk[]) {
  for (const { serial, id, awardedOn } of studios) {
    for (let member = 0; member < 5; member += 1) {
      yield [uuidOf(`bulk member ${serial} ${member}`), id, `成员${serial}-${member}`, 'senior', awardedOn];
    }
  }
}

const ACTIVITY_COLUMNS = [
  ...[
    'id',
    'series_id',
    'studio_id',
    'kind',
    'mechanism',
    'title',
    'summary',
    'started_on',
    'place',
    'people',
    'metrics',
  ],
  ...['benefit_fen', 'state', 'submitted_at', 'verified_at', 'verified_by', 'created_by', 'revision', 'created_at'],
];

/** The large indexes are built after the rows, and foreign keys rest: the rows are right by making. */
async function copyActivities(client: Client, studios: readonly Bulk[], count: number): Promise<void> {
  const indexes = await client.query<{ name: string; definition: string }>(`
    SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename = 'activities' AND indexname NOT LIKE '%_pkey' AND indexdef NOT LIKE 'CREATE UNIQUE%'`);
  for (const { name } of indexes.rows) await client.query(`DROP INDEX ${name}`);
  await client.query(`SET session_replication_role = replica; SET maintenance_work_mem = '512MB'`);
  await copy(client, 'activities', ACTIVITY_COLUMNS, activityRows(studios, count));
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
    const studio = studios[Math.floor(made / each)]!;
    const model = models[(made * 7) % models.length]!;
    const day = addDays('2022-12-01', random.whole(0, 1_440));
    const id = serialUuid(made);
    const waiting = made % 97 === 0;
    const at = `${day} 02:00Z`;
    yield [
      ...[id, id, studio.id, model.kind, mechanismOf(model.kind), model.title, model.summary, day, model.place],
      ...[model.people.map(({ name, duty }) => ({ name, duty })), model.metrics],
      ...[(model.metrics as { benefit?: number }).benefit ?? 0, waiting ? 'submitted' : 'verified', at],
      ...[waiting ? null : at, waiting ? null : verifier, author, 3, at],
    ];
  }
}

const serialUuid = (serial: number): string => `b0000000-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`;
