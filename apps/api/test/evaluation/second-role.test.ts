import { evaluationApi } from '@jianglian/contracts/evaluation';
import { insightApi } from '@jianglian/contracts/insight';
import { studioApi } from '@jianglian/contracts/studio';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import { aStudio, anEvaluator, type EvaluatedStudio, refusal } from './a-cycle.ts';
import { aFailedStudio, anOfficial, type FailedStudio, Procedure, uploaded } from './a-rectification.ts';

/**
 * Who scores a studio sees it in the registry and in the own queue. A second role, of a studio's secretary or a recommender's
 * officer, opens what it stands for at its own studios and nothing more at the scored one.
 */
let portal: Portal;
let office: Visitor;
let scored: FailedStudio;
let own: EvaluatedStudio;
let near: EvaluatedStudio;
let determinationId: string;
const files: Record<'photo' | 'report' | 'proof', string> = { photo: '', report: '', proof: '' };

/** Only scores; also keeps a studio; also speaks for the unit that recommends another one. */
const people = {} as Record<'judge' | 'keeper' | 'officer', Visitor>;
let checker: Visitor;

beforeAll(async () => {
  portal = await openPortal();
  const official = await anOfficial(portal);
  office = official.visitor;
  scored = await aFailedStudio(portal);
  own = await aStudio(portal, { recommender: '500109', name: '自家技能大师工作室' });
  near = await aStudio(portal, { recommender: '500103', name: '辖内技能大师工作室' });

  const procedure = new Procedure(scored);
  const check = await anEvaluator(portal);
  checker = check.visitor;
  await procedure.issue(official.api);
  await procedure.plan();
  await procedure.accept(official.api);
  await procedure.report();
  await procedure.by(official.api, (call, revision) =>
    official.api.setRectificationCheckers({ ...call, body: { revision, accountIds: [check.accountId] } }),
  );
  files.report = (await portal.db.one<{ id: string }>(sql`
    SELECT file_ids[1] AS id FROM rectification_items WHERE cardinality(file_ids) > 0 LIMIT 1`))!.id;
  files.photo = await visited(scored.evaluationId);
  files.proof = await uploaded(scored.secretary);
  await scored.secretary.to(upgradeApi).declare({
    params: { id: scored.id },
    body: { fact: 'presenceMonths', value: 9, holdsOn: '2026-01-31', source: '考勤表', fileId: files.proof },
  });
  const kept = await office.to(upgradeApi).determine({ params: { id: scored.id }, body: {} });
  determinationId = kept.id;

  const { recommenderId } = (await portal.db.one<{ recommenderId: string }>(sql`
    SELECT recommender_id AS "recommenderId" FROM studios WHERE id = ${near.id}`))!;
  people.judge = await whoScores();
  people.keeper = await whoScores({ studioId: own.id });
  people.officer = await whoScores({ recommenderId });
}, 60_000);
afterAll(() => portal.close());

/** An evaluator with a sheet of the scored studio, and perhaps a second role. */
async function whoScores(also: { studioId?: string; recommenderId?: string } = {}): Promise<Visitor> {
  const account = await portal.given.account('evaluator');
  if (also.studioId || also.recommenderId) {
    await portal.db.run(sql`
      INSERT INTO account_roles (account_id, role, studio_id, recommender_id)
      VALUES (${account.id}, ${also.studioId ? 'studio' : 'recommender'}, ${also.studioId ?? null},
              ${also.recommenderId ?? null})`);
  }
  await portal.db.run(sql`
    INSERT INTO scoresheets (evaluation_id, account_id, assigned_at, assigned_by)
    VALUES (${scored.evaluationId}, ${account.id}, ${portal.clock.now()}, ${account.id})`);
  return portal.signedIn(account);
}

/** A visit was made, with a photo: it has stories of its own. */
async function visited(evaluationId: string): Promise<string> {
  const guest = await anEvaluator(portal);
  const upload = await guest.visitor.upload('/api/files?purpose=site-visit', { name: '回执.pdf', content: pdf(1) });
  const { id: fileId } = upload.json<{ id: string }>();
  const by = guest.accountId;
  await portal.db.run(sql`
    INSERT INTO site_visits (evaluation_id, reason, reason_text, chosen_at, chosen_by)
    VALUES (${evaluationId}, 'by-hand', '走访', ${portal.clock.now()}, ${by})`);
  const which = sql`WHERE evaluation_id = ${evaluationId}`;
  await portal.db.run(sql`UPDATE site_visits SET state = 'planned', planned_on = '2026-03-02' ${which}`);
  await portal.db.run(sql`
    UPDATE site_visits SET state = 'done', done_at = ${portal.clock.now()}, done_by = ${by}, summary = '场所开放',
      lines = '[{"indicator": "A1", "answer": "yes", "note": ""}]',
      photos = ${JSON.stringify([{ fileId, note: '门头' }])}::jsonb ${which}`);
  return fileId;
}

const statusOf = async (person: Visitor, fileId: string) =>
  (await person.raw({ method: 'GET', url: `/api/files/${fileId}/content` })).statusCode;

const each = <T>(work: (person: Visitor, name: string) => Promise<T>) =>
  Promise.all(Object.entries(people).map(([name, person]) => work(person, name)));

describe('who scores a studio and holds a second role', () => {
  it('finds it in the registry as an evaluator does: without the numbers and the birth date of its master', async () => {
    await portal.db.run(sql`UPDATE masters SET birth_date = '1980-05-01'`);
    const page = (person: Visitor, id: string) => person.to(studioApi).get({ params: { id } });
    for (const birthDate of await each(async (person) => (await page(person, scored.id)).master.birthDate)) {
      expect(birthDate).toBeNull();
    }
    expect((await page(people.keeper, own.id)).master.birthDate).toBe('1980-05-01');
    // The page offers what this studio is open for, not what the other role may elsewhere.
    const elsewhere = ['team:write', 'upgrade:read', 'evaluation:read', 'rectification:read'] as const;
    expect((await page(people.keeper, own.id)).permitted).toEqual(expect.arrayContaining([...elsewhere]));
    for (const permitted of await each(async (person) => (await page(person, scored.id)).permitted)) {
      expect(permitted.filter((one) => (elsewhere as readonly string[]).includes(one))).toEqual([]);
      expect(permitted).toContain('activity:read');
    }
    expect((await page(people.officer, near.id)).master.birthDate).toBe('1980-05-01');
    expect((await page(scored.secretary, scored.id)).master.birthDate).toBe('1980-05-01');
    const listed = async (person: Visitor) => (await person.to(studioApi).list()).rows.map(({ id }) => id).toSorted();
    expect(await listed(people.keeper)).toEqual([scored.id, own.id].toSorted());
    expect(await listed(people.officer)).toEqual([scored.id, near.id].toSorted());
  });

  it('changes no team but the own one', async () => {
    const join = async (id: string) => {
      const { revision } = await people.keeper.to(studioApi).get({ params: { id } });
      return people.keeper
        .to(studioApi)
        .joinTeam({ params: { id }, body: { revision, name: '新成员', joinedOn: '2026-01-01' } });
    };
    expect((await refusal(join(scored.id))).status).toBe(404);
    expect((await join(own.id)).team.map(({ name }) => name)).toEqual(['新成员']);
  });

  it('reads nothing of its evaluation but the own sheet', async () => {
    const params = { id: scored.evaluationId };
    for (const person of [people.keeper, people.officer]) {
      const api = person.to(evaluationApi);
      expect((await api.myEvaluations()).filter(({ studio }) => studio.id === scored.id)).toEqual([]);
      expect(await api.myEvaluations({ query: { studioId: scored.id } })).toEqual([]);
      const refused = await Promise.all([
        refusal(api.result({ params })),
        refusal(api.comparison({ params })),
        refusal(api.selfEvaluation({ params })),
        refusal(api.availableEvidence({ params })),
        refusal(api.opinion({ params })),
        refusal(api.visitResult({ params })),
        refusal(api.evaluationHistory({ params: { id: scored.id } })),
        refusal(api.letter({ params })),
      ]);
      expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
    }
    const opinions = await people.officer.to(evaluationApi).opinions({ query: {} });
    expect(opinions.rows.filter(({ studio }) => studio.id === scored.id)).toEqual([]);
    expect((await scored.api.visitResult({ params })).summary).toBe('场所开放');
  });

  it('opens no file of its visit, its rectification or its declared facts', async () => {
    for (const fileId of Object.values(files)) {
      expect(await statusOf(scored.secretary, fileId)).toBe(200);
      expect(await each((person) => statusOf(person, fileId))).toEqual([404, 404, 404]);
    }
    // Who checks the rectification works with its proof, and with nothing else.
    expect(await statusOf(checker, files.report)).toBe(200);
    expect(await statusOf(checker, files.proof)).toBe(404);
    expect(await statusOf(checker, files.photo)).toBe(404);
  });

  it('meets no rectification of it: in no list, count, page or act', async () => {
    for (const person of [people.keeper, people.officer]) {
      const api = person.to(evaluationApi);
      expect(await api.rectifications({ query: {} })).toMatchObject({ rows: [], counts: {} });
      expect(await api.rectifications({ query: { studioId: scored.id } })).toMatchObject({ rows: [] });
      expect((await refusal(api.rectification({ params: { id: scored.rectificationId } }))).status).toBe(404);
    }
    const progress = people.keeper.to(evaluationApi).addRectificationProgress({
      params: { id: scored.rectificationId },
      body: { revision: 1, text: '代填' },
    });
    expect((await refusal(progress)).status).toBe(404);
  });

  it('reads no verdict of it: page, facts, determination, simulation, list, search, count, export', async () => {
    for (const person of [people.keeper, people.officer]) {
      const api = person.to(upgradeApi);
      const refused = await Promise.all([
        refusal(api.verdict({ params: { id: scored.id }, query: {} })),
        refusal(api.declarations({ params: { id: scored.id } })),
        refusal(api.determine({ params: { id: scored.id }, body: {} })),
        refusal(api.determination({ params: { id: determinationId } })),
        refusal(api.simulate({ body: { kind: 'grade', studioId: scored.id, grade: 'excellent' } })),
      ]);
      expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    expect((await people.keeper.to(upgradeApi).verdict({ params: { id: own.id }, query: {} })).studio.id).toBe(own.id);
    const api = people.officer.to(upgradeApi);
    const { name } = (await portal.db.one<{ name: string }>(sql`SELECT name FROM studios WHERE id = ${scored.id}`))!;
    expect((await api.verdicts({ query: {} })).rows.map(({ id }) => id)).toEqual([near.id]);
    expect((await api.verdicts({ query: { q: name } })).rows).toEqual([]);
    expect((await api.summary({ query: {} })).total).toBe(1);
    const exported = await people.officer.raw({ method: 'GET', url: '/api/upgrade-verdicts/export' });
    const [sheet] = await readWorkbook(exported.rawPayload);
    expect(JSON.stringify(sheet!.data)).toContain('辖内技能大师工作室');
    expect(JSON.stringify(sheet!.data)).not.toContain(name);
    expect((await api.verdict({ params: { id: near.id }, query: {} })).studio.id).toBe(near.id);
  });

  it('counts it in no figure of the overview', async () => {
    const { total, recommenders, scope } = await people.officer.to(insightApi).overview({ query: {} });
    expect([scope, total.count, recommenders.length]).toEqual(['own', 1, 1]);
  });
});
