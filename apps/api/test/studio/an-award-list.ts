import { readFileSync } from 'node:fs';
import { awardImportApi, type AwardDefaultsView, type AwardImportView } from '@jianglian/contracts/award-import';
import { sql } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';

/** The two published lists, as they were published. */
export const publishedList = (name: string): Buffer =>
  readFileSync(new URL(`../../../../packages/testkit/src/award-lists/${name}`, import.meta.url));

export async function recommenderId(portal: Portal, name: string): Promise<string> {
  const row = await portal.db.one<{ id: string }>(sql`SELECT id FROM recommenders WHERE name = ${name}`);
  if (!row) throw new Error(`no recommender ${name}`);
  return row.id;
}

export async function uploadList(office: Visitor, name: string, content: Buffer | string): Promise<AwardImportView> {
  const response = await office.upload('/api/award-imports', { name, content: Buffer.from(content) });
  if (response.statusCode !== 201) throw new Error(`${response.statusCode} ${response.payload}`);
  return response.json<AwardImportView>();
}

export interface Wizard {
  readonly portal: Portal;
  readonly office: Visitor;
}

/** Uploads, confirms the guessed columns with these defaults, and checks. */
export async function checkedList(
  { portal, office }: Wizard,
  name: string,
  content: Buffer | string,
  defaults: Partial<AwardDefaultsView> = {},
): Promise<AwardImportView> {
  const uploaded = await uploadList(office, name, content);
  const mapped = await office.to(awardImportApi).map({
    params: { id: uploaded.id },
    body: {
      revision: uploaded.revision,
      firstRow: uploaded.firstRow,
      columns: uploaded.columns.map(({ field }) => field),
      defaults: {
        ...uploaded.defaults,
        recommenderId: await recommenderId(portal, '重庆市经济和信息化委员会'),
        districtCode: '500103',
        awardedOn: '2024-09-30',
        ...defaults,
      },
    },
  });
  await office.to(awardImportApi).check({ params: { id: uploaded.id }, body: { revision: mapped.revision } });
  await portal.runJobs();
  return office.to(awardImportApi).one({ params: { id: uploaded.id } });
}

export async function applied({ portal, office }: Wizard, checked: AwardImportView): Promise<AwardImportView> {
  const { id, revision, writeCount } = checked;
  await office.to(awardImportApi).apply({ params: { id }, body: { revision, count: writeCount } });
  await portal.runJobs();
  return office.to(awardImportApi).one({ params: { id } });
}

export const studioCount = async (portal: Portal): Promise<number> =>
  (await portal.db.one<{ count: number }>(sql`SELECT count(*) AS count FROM studios`))?.count ?? 0;
