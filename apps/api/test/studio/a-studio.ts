import type { FoundingInput } from '@jianglian/contracts/studio';
import type { CallOf } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { sql } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';

type Founding = CallOf<typeof studioApi.found>['body'];

let count = 0;

/** Id of the recommending unit with this code, as shipped. */
export async function recommenderId(portal: Portal, code: string): Promise<string> {
  const row = await portal.db.one<{ id: string }>(sql`SELECT id FROM recommenders WHERE code = ${code}`);
  if (!row) throw new Error(`no recommender ${code}`);
  return row.id;
}

/** The award of a studio that nothing speaks against. */
export async function aFounding(portal: Portal, wanted: Partial<Founding> & { recommender?: string } = {}) {
  count += 1;
  const { recommender = '500101', ...rest } = wanted;
  return {
    name: `第${count}技能大师工作室`,
    tier: 'municipal',
    happenedOn: '2020-11-26',
    documentNumber: '渝高技办〔2020〕14号',
    hostUnit: { name: `第${count}机械厂`, kind: 'enterprise' },
    master: { name: `匠${count}`, skillLevel: 'senior-technician' },
    occupation: { name: `工种${count}` },
    clusterCode: 'B1',
    recommenderId: await recommenderId(portal, recommender),
    districtCode: recommender.startsWith('5') ? recommender : '500101',
    ...rest,
  } satisfies Founding as Founding & FoundingInput;
}

/** A founded studio's id. */
export async function aStudio(
  portal: Portal,
  wanted: Partial<Founding> & { recommender?: string } = {},
): Promise<string> {
  const office = await portal.as('office');
  const { id } = await office.to(studioApi).found({ body: await aFounding(portal, wanted) });
  return id;
}
