import { randomUUID } from 'node:crypto';
import { activityApi, type ActivityView } from '@jianglian/contracts/activity';
import type { CallOf } from '@jianglian/contracts/shared';
import { sql } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';
import { png } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';

export interface AStudio {
  readonly id: string;
  readonly name: string;
  readonly recommenderId: string;
  /** Its secretary. */
  readonly secretary: Visitor;
  /** An officer of its recommender. */
  readonly officer: Visitor;
}

let count = 0;

/** A running studio with the two people who deal with its activities. */
export async function aStudio(
  portal: Portal,
  settings: { recommender?: string; foundedOn?: string } = {},
): Promise<AStudio> {
  count += 1;
  const [id, host, master] = [randomUUID(), randomUUID(), randomUUID()];
  const name = `第${count}技能大师工作室`;
  const founded = settings.foundedOn ?? '2024-07-03';
  const place = await portal.db.one<{ id: string; district: string }>(sql`
    SELECT id, district_code AS district FROM recommenders WHERE kind = 'district'
    AND name = ${settings.recommender ?? '北碚区人力社保局'}`);
  const recommenderId = place!.id;
  await portal.db.run(sql`INSERT INTO host_units (id, name, kind) VALUES (${host}, ${`第${count}公司`}, 'enterprise')`);
  await portal.db.run(sql`INSERT INTO masters (id, name) VALUES (${master}, ${`大师${count}`})`);
  await portal.db.run(sql`
    INSERT INTO studios (id, code, name, host_unit_id, master_id, cluster_code, recommender_id, district_code, tier,
                         standing, awarded_on, founded_on)
    VALUES (${id}, ${`T${String(count).padStart(4, '0')}`}, ${name}, ${host}, ${master}, 'A1', ${recommenderId},
            ${place!.district}, 'municipal', 'active', ${founded}, ${founded})`);
  return {
    id,
    name,
    recommenderId,
    secretary: await portal.as('studio', { studioId: id }),
    officer: await portal.as('recommender', { recommenderId }),
  };
}

type Logged = CallOf<typeof activityApi.create>['body'];

/** A training of 24 people over 3 class hours; the story says what is different. */
export const training = (studio: AStudio, changes: Partial<Logged> = {}): Logged => ({
  studioId: studio.id,
  kind: 'training',
  title: '行星齿轮箱装配工艺培训',
  startedOn: '2026-03-01',
  people: [{ name: '贺原' }],
  metrics: { personTimes: 24, hours: 3 },
  ...changes,
});

/** As the studio does it: log, attach a photo, submit. */
export async function submitted(studio: AStudio, changes: Partial<Logged> = {}): Promise<ActivityView> {
  const api = studio.secretary.to(activityApi);
  const { id } = await api.create({ body: training(studio, changes) });
  await studio.secretary.upload(`/api/activities/${id}/evidence`, { name: '现场.png', content: png() });
  return api.submit({ params: { id }, body: { revision: 1 } });
}

export async function verified(studio: AStudio, changes: Partial<Logged> = {}): Promise<ActivityView> {
  const { id, revision } = await submitted(studio, changes);
  return studio.officer.to(activityApi).verify({ params: { id }, body: { revision } });
}

/** Another recommender than that of `aStudio`. */
export const anotherDistrict = '巴南区人力社保局';
