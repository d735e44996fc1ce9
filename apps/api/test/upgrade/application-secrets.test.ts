import { filesApi } from '@jianglian/contracts/files';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { aCase, answerOf } from './a-case.ts';
import { aFoundingDraft, handIn } from './a-complete-application.ts';
import { anOpenRound } from './an-application.ts';

let portal: Portal;
let round: string;
beforeAll(async () => {
  portal = await openPortal();
  round = await anOpenRound(portal);
});
afterAll(() => portal.close());

const idNumber = '500103198001010016';
const statusOf = async (call: Promise<unknown>) => (await answerOf(call)).status;

it('an application leaks to nobody: drafts to no one else, what is handed in to its recommender and the office', async () => {
  const one = await aFoundingDraft(portal, round);
  const other = await aFoundingDraft(portal, round, '500107');
  const studio = await aCase(portal, { recommender: '500103' });
  const recommender = await portal.as('recommender', { recommenderId: one.home });
  const office = await portal.as('office');
  const evaluator = await portal.as('evaluator');
  const idCopy = one.view.files.find(({ kind }) => kind === 'id-card')!.files[0]!.id;
  const certificate = one.view.files.find(({ kind }) => kind === 'skill-certificate')!.files[0]!.id;
  const evidence = one.view.evidence!.id;
  const everyWay = (person: Visitor) =>
    Promise.all([
      statusOf(person.to(upgradeApi).application({ params: { id: one.id } })),
      statusOf(person.to(upgradeApi).applicationVersion({ params: { id: one.id, number: 1 } })),
      statusOf(person.to(upgradeApi).applicationReceipts({ params: { id: one.id } })),
      statusOf(person.to(upgradeApi).revealIdNumber({ params: { id: one.id }, body: { reason: '核对身份' } })),
      ...[idCopy, certificate, evidence].map((id) => statusOf(person.to(filesApi).file({ params: { id } }))),
    ]);
  const strangers = [other.applicant, studio.studio, await portal.as('recommender'), evaluator];
  const shut = [404, 404, 404, 404, 404, 404, 404];
  for (const person of [...strangers, recommender, office]) {
    const expected = person === evaluator ? [403, 403, 403, 403, 404, 404, 404] : shut;
    expect(await everyWay(person)).toEqual(expected);
  }
  for (const person of [...strangers.filter((person) => person !== evaluator), recommender, office]) {
    const { rows } = await person.to(upgradeApi).applications({ query: { round } });
    expect(rows.map(({ id }) => id)).not.toContain(one.id);
  }

  await handIn(one.applicant, one.view);
  for (const person of strangers) {
    expect(await everyWay(person)).toEqual(person === evaluator ? [403, 403, 403, 403, 404, 404, 404] : shut);
  }
  for (const person of [recommender, office]) {
    expect(await everyWay(person)).toEqual([200, 200, 200, 200, 200, 200, 200]);
    const seen = await person.to(upgradeApi).application({ params: { id: one.id } });
    expect(seen.files.find(({ kind }) => kind === 'id-card')).toMatchObject({ files: [], hidden: 1 });
    expect(seen.idNumber).toBe('500***********0016');
    expect(JSON.stringify([seen, await person.to(upgradeApi).applications()])).not.toContain(idNumber);
  }
});

it('a full number and the copies are opened with a reason, and each reading is recorded', async () => {
  const one = await aFoundingDraft(portal, round);
  await handIn(one.applicant, one.view);
  const office = await portal.as('office');
  const ask = { params: { id: one.id }, body: { reason: '核对身份' } };
  expect(await office.to(upgradeApi).revealIdNumber(ask)).toEqual({ idNumber });
  const [copy] = await office.to(upgradeApi).revealIdCopies(ask);
  await office.to(filesApi).file({ params: { id: copy!.id } });
  expect(await statusOf(office.to(upgradeApi).revealIdCopies({ ...ask, body: { reason: ' ' } }))).toBe(422);
  const read = await portal.db.rows<{ action: string; reason: string | null; facts: object }>(sql`
    SELECT action, reason, facts FROM audit_records
    WHERE subject_type = 'application' AND subject_id = ${one.id} AND action IN ('revealed', 'id-copy-opened') ORDER BY id`);
  expect(read).toEqual([
    { action: 'revealed', reason: '核对身份', facts: { field: 'id-number' } },
    { action: 'revealed', reason: '核对身份', facts: { field: 'id-card' } },
    { action: 'id-copy-opened', reason: null, facts: { file: copy!.id } },
  ]);
  const stored = await portal.db.one<{ row: string }>(
    sql`SELECT row_to_json(a)::text AS row FROM applications a WHERE id = ${one.id}`,
  );
  expect(stored!.row).not.toContain(idNumber);
});
