import { type CycleView, evaluationApi, type ObjectionView } from '@jianglian/contracts/evaluation';
import { messageApi } from '@jianglian/contracts/message';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  at,
  decisionRows,
  type EvaluatedStudio,
  type Officials,
  officials,
  type Person,
  refusal,
  released,
  scoredToDecide,
} from './a-cycle.ts';

let portal: Portal;
let two: Officials;
let third: Person;
let cycle: CycleView;
let studios: EvaluatedStudio[];
const ids = new Map<string, string>();

/** Five studios, decided as proposed and in publicity from Monday 2026-03-02 to Monday 2026-03-09. */
beforeAll(async () => {
  portal = await openPortal();
  two = await officials(portal);
  third = (await officials(portal)).releaser;
  studios = [];
  for (let index = 0; index < 5; index += 1) studios.push(await aStudio(portal));
  cycle = await anOpenCycle(portal);
  await scoredToDecide(portal, cycle.id);
  const groups = JSON.stringify([{ group: 'C', score: 2800, points: 2800 }]);
  for (const [index, { id }] of studios.entries()) {
    await portal.db.run(sql`
      UPDATE evaluations SET base_score = (ARRAY[9000, 8000, 5900, 5800, 7000])[${index + 1}], groups = ${groups}
      WHERE cycle_id = ${cycle.id} AND studio_id = ${id}`);
  }
  const rows = await decisionRows(two.proposer.api, cycle.id);
  for (const row of rows) ids.set(row.studio.id, row.evaluationId);
  await two.proposer.api.decideAsProposed({ params: { id: cycle.id }, body: { everyUndecided: 5 } });
});
afterAll(() => portal.close());

const evaluationOf = (index: number) => ids.get(studios[index]!.id)!;
const body = { reason: '第三项成果未计入，附立项文件。', contact: '13812345678' };
const answer = { answer: '经复核，第三项成果应予计入。', clause: '四(四)' };

/** The pages that the messages about an answered objection lead to. */
const answersTo = async (person: Visitor) =>
  (await person.to(messageApi).messages({ query: {} })).rows
    .filter(({ kind }) => kind === 'objection-answered')
    .map(({ path }) => path);

describe('an objection', () => {
  it('is taken from the release on, exactly until the publicity ends', async () => {
    const file = () => studios[2]!.api.fileObjection({ params: { id: evaluationOf(2) }, body });
    expect((await refusal(file())).codes).toEqual(['objection.not-open-yet']);
    cycle = await released(cycle.id, two);
    await at(portal, '2026-03-09T16:00:00.000Z');
    expect((await refusal(file())).codes).toEqual(['objection.window-over']);
    await at(portal, '2026-03-09T15:59:59.999Z');
    expect(await file()).toMatchObject({ state: 'filed', objector: 'studio', grade: 'failed' });
    expect((await refusal(file())).codes).toEqual(['objection.already-filed']);
    await at(portal, '2026-03-04T01:00:00.000Z');
  });

  it('is by the studio itself, its recommender, or anybody by name through the office; nobody else', async () => {
    const stranger = await refusal(studios[0]!.api.fileObjection({ params: { id: evaluationOf(1) }, body }));
    expect(stranger.status).toBe(404);
    const evaluator = await anEvaluator(portal);
    expect((await refusal(evaluator.api.fileObjection({ params: { id: evaluationOf(1) }, body }))).status).toBe(403);
    const officer = studios[1]!.officer.to(evaluationApi);
    expect(await officer.fileObjection({ params: { id: evaluationOf(1) }, body })).toMatchObject({
      objector: 'recommender',
    });
    const byName = await third.api.fileObjection({
      params: { id: evaluationOf(0) },
      body: { ...body, name: '滕见山' },
    });
    expect(byName).toMatchObject({ objector: 'public', filedByName: null });
    expect(JSON.stringify(byName)).not.toMatch(/滕见山|13812345678/);
    const [stored] = await portal.db.rows<{ name: string; contact: string }>(sql`
      SELECT name_cipher AS name, contact_cipher AS contact FROM objections WHERE id = ${byName.id}`);
    expect(JSON.stringify(stored)).not.toMatch(/滕见山|13812345678/);
    const shown = await third.api.revealObjector({ params: { id: byName.id }, body: { reason: '电话核实' } });
    expect(shown).toEqual({ name: '滕见山', contact: '13812345678' });
    const revealed = await portal.db.rows(sql`
      SELECT reason FROM audit_records WHERE subject_type = 'objection' AND action = 'revealed'`);
    expect(revealed).toEqual([{ reason: '电话核实' }]);
  });

  it('is seen by the office and by who filed it, and by nobody else', async () => {
    const { rows } = await two.proposer.api.objections({ query: { cycleId: cycle.id } });
    expect(rows).toHaveLength(3);
    const own = await studios[2]!.api.objections({ query: {} });
    expect(own.rows.map(({ objector }) => objector)).toEqual(['studio']);
    // The studio that somebody else objected against is told nothing of it.
    expect((await studios[0]!.api.objections({ query: {} })).rows).toEqual([]);
    const other = rows.find(({ objector }) => objector === 'public')!;
    expect((await refusal(studios[0]!.api.objection({ params: { id: other.id } }))).status).toBe(404);
  });

  it('shows its files to who handles it', async () => {
    const uploaded = await studios[3]!.secretary.upload('/api/files?purpose=objection', {
      name: '立项.pdf',
      content: pdf(1),
    });
    const { id: fileId } = uploaded.json<{ id: string }>();
    const foreign = await refusal(
      studios[1]!.api.fileObjection({ params: { id: evaluationOf(1) }, body: { ...body, fileIds: [fileId] } }),
    );
    expect(foreign.codes).toEqual(['objection.file-unknown']);
    const filed = await studios[3]!.api.fileObjection({
      params: { id: evaluationOf(3) },
      body: { ...body, fileIds: [fileId] },
    });
    expect(filed.files).toMatchObject([{ name: '立项.pdf', pages: 1 }]);
    const url = `/api/files/${fileId}/content`;
    expect((await third.visitor.raw({ method: 'GET', url })).statusCode).toBe(200);
    expect((await studios[1]!.secretary.raw({ method: 'GET', url })).statusCode).toBe(404);
  });
});

const openOf = async (index: number): Promise<ObjectionView> => {
  const { rows } = await third.api.objections({ query: { evaluationId: evaluationOf(index) } });
  return third.api.objection({ params: { id: rows[0]!.id } });
};

describe('handling', () => {
  it('is not for who took part: decided and proposed it, scored it', async () => {
    const { id, revision } = await openOf(2);
    const involved = await refusal(two.proposer.api.takeObjection({ params: { id }, body: { revision } }));
    expect(involved.codes).toEqual(['objection.took-part-deciding', 'objection.took-part-proposing']);
    const seen = await two.proposer.api.objection({ params: { id } });
    expect(seen.offers.find(({ action }) => action === 'take')!.refusals).toHaveLength(2);
    const taken = await two.releaser.api.takeObjection({ params: { id }, body: { revision } });
    expect(taken).toMatchObject({ state: 'under-review', handlerName: two.releaser.name });
    const other = await refusal(
      third.api.rejectObjection({ params: { id }, body: { revision: taken.revision, ...answer } }),
    );
    expect(other.codes).toEqual(['objection.not-the-handler']);
  });

  it('answers with reason and a clause that exists; upheld it proposes the corrected result', async () => {
    const { id, revision } = await openOf(2);
    const params = { id };
    const wrong = await refusal(
      two.releaser.api.upholdObjection({
        params,
        body: { revision, ...answer, clause: '九(九)', grade: 'qualified', score: 6200 },
      }),
    );
    expect(wrong.codes).toEqual(['objection.clause-unknown']);
    const upheld = await two.releaser.api.upholdObjection({
      params,
      body: { revision, ...answer, grade: 'qualified', score: 6200 },
    });
    expect(upheld).toMatchObject({ state: 'upheld', answer: answer.answer, clause: '四(四)', grade: 'failed' });
    expect(await answersTo(studios[2]!.secretary)).toEqual([`/results/${evaluationOf(2)}`]);
    expect(await answersTo(studios[0]!.secretary)).toEqual([]);
    const again = await refusal(
      two.releaser.api.rejectObjection({ params, body: { revision: upheld.revision, ...answer } }),
    );
    expect(again.codes).toEqual(['machine.not-from-here']);
    // Settled, it does not change, whatever bypasses the service.
    await expect(portal.db.run(sql`UPDATE objections SET answer = '另一个' WHERE id = ${id}`)).rejects.toThrow(
      /never changes/,
    );
  });

  it('corrects in publicity with four eyes, old and new beside each other', async () => {
    const { corrections } = await third.api.publicity({ params: { id: cycle.id } });
    expect(corrections).toMatchObject([
      { state: 'proposed', before: { grade: 'failed', score: 5900 }, after: { grade: 'qualified', score: 6200 } },
    ]);
    const params = { id: corrections[0]!.id };
    const { revision } = corrections[0]!;
    const own = await refusal(two.releaser.api.releaseCorrection({ params, body: { revision } }));
    expect(own.codes).toEqual(['publicity.own-proposal']);
    expect(await two.proposer.api.releaseCorrection({ params, body: { revision } })).toMatchObject({
      state: 'released',
      documentNumber: null,
      effectiveOn: '2026-03-04',
    });
    const result = await studios[2]!.api.result({ params: { id: evaluationOf(2) } });
    expect(result).toMatchObject({ state: 'announced', grade: 'qualified', finalScore: 6200 });
    expect(result.corrections).toMatchObject([
      { before: { grade: 'failed', score: 5900 }, after: { grade: 'qualified' }, reason: answer.answer },
    ]);
    expect(result.reasons.at(-1)).toMatchObject({ code: 'corrected', clause: '四(四)' });
  });

  it('never passes the cap: 优秀 for another is refused while the place is taken', async () => {
    const { id, revision } = await openOf(1);
    const taken = await third.api.takeObjection({ params: { id }, body: { revision } });
    const over = await refusal(
      third.api.upholdObjection({
        params: { id },
        body: { revision: taken.revision, ...answer, grade: 'excellent', score: 9100 },
      }),
    );
    expect(over.codes).toEqual(['evaluation.cap-passed']);
    await third.api.rejectObjection({ params: { id }, body: { revision: taken.revision, ...answer } });
    // Told is who objected, the recommending unit, and not the studio it was about.
    expect(await answersTo(studios[1]!.officer)).toEqual([`/results/${evaluationOf(1)}`]);
    expect(await answersTo(studios[1]!.secretary)).toEqual([]);
  });
});

describe('publication', () => {
  it('leaves out who is frozen, and publishes all others', async () => {
    await at(portal, '2026-03-10T01:00:00.000Z');
    const { revision } = await two.proposer.api.cycle({ params: { id: cycle.id } });
    await two.proposer.api.publish({
      params: { id: cycle.id },
      body: { revision, documentNumber: '渝高技办〔2026〕21号' },
    });
    const view = await two.proposer.api.publicity({ params: { id: cycle.id } });
    expect(view).toMatchObject({ announced: 2, published: 3, objections: { open: 2, upheld: 1, rejected: 1 } });
    expect(view.pending.map(({ openObjections }) => openObjections)).toEqual([1, 1]);
    const anybody = portal.visitor().to(evaluationApi);
    expect(await anybody.publicityCycle({ params: { id: cycle.id } })).toMatchObject({ studios: 3, pending: 2 });
    expect((await anybody.publicityRows({ params: { id: cycle.id } })).rows).toHaveLength(3);
    const events = await portal.db.rows(sql`SELECT 1 FROM studio_events WHERE kind = 'evaluated'`);
    expect(events).toHaveLength(3);
  });

  it('of a frozen one follows by itself once its objection is closed', async () => {
    const pending = async (index: number) =>
      (await third.api.publicity({ params: { id: cycle.id } })).pending.find(
        ({ studio }) => studio.id === studios[index]!.id,
      )!;
    const before = await pending(3);
    const order = (row: { evaluationId: string; revision: number }) =>
      third.api.publishOne({
        params: { id: row.evaluationId },
        body: { revision: row.revision, documentNumber: '渝高技办〔2026〕22号' },
      });
    expect((await refusal(order(before))).codes).toEqual(['publicity.frozen']);
    const objection = await openOf(3);
    await studios[3]!.api.withdrawObjection({
      params: { id: objection.id },
      body: { revision: objection.revision },
    });
    expect(await order(await pending(3))).toMatchObject({ state: 'published' });
    expect(await studios[3]!.api.result({ params: { id: evaluationOf(3) } })).toMatchObject({
      documentNumber: '渝高技办〔2026〕22号',
      publishedOn: '2026-03-10',
    });
    const state = await portal.db.one(sql`SELECT standing, last_grade FROM studios WHERE id = ${studios[3]!.id}`);
    expect(state).toMatchObject({ standing: 'rectifying' });
  });
});

describe('after publication', () => {
  const propose = async (index: number, change: object) => {
    const { rows } = await two.proposer.api.decisions({ params: { id: cycle.id }, query: {} });
    const row = rows.find(({ evaluationId }) => evaluationId === evaluationOf(index))!;
    return two.proposer.api.proposeCorrection({
      params: { id: row.evaluationId },
      body: { revision: row.revision, kind: 'correction', reason: '复核发现计分有误', ...change },
    });
  };
  const standing = (index: number) =>
    portal.db.one<{ standing: string; grade: string | null }>(
      sql`SELECT standing, last_grade AS grade FROM studios WHERE id = ${studios[index]!.id}`,
    );

  it('a correction lands on the timeline with its own document, and lifts the rectification', async () => {
    const nothing = await refusal(propose(3, { grade: 'failed' }));
    expect(nothing.codes).toEqual(['publicity.correction-changes-nothing']);
    const correction = await propose(3, { grade: 'qualified', score: 6100 });
    const release = (documentNumber: string | null) =>
      two.releaser.api.releaseCorrection({
        params: { id: correction.id },
        body: { revision: correction.revision, documentNumber },
      });
    expect((await refusal(release(null))).codes).toEqual(['evaluation.document-number-invalid']);
    expect(await release('渝高技办〔2026〕23号')).toMatchObject({ state: 'released', effectiveOn: '2026-03-10' });
    expect(await standing(3)).toEqual({ standing: 'active', grade: 'qualified' });
    const { rows } = await portal
      .visitor()
      .to(evaluationApi)
      .publicityRows({ params: { id: cycle.id } });
    expect(rows.find(({ id }) => id === evaluationOf(3))).toMatchObject({ status: 'corrected', grade: 'qualified' });
    expect(rows.find(({ id }) => id === evaluationOf(2))).toMatchObject({ status: 'published' });
  });

  it('a retraction takes the result back with a trace, and another result can follow', async () => {
    const retraction = await propose(4, { kind: 'retraction' });
    const twice = await refusal(propose(4, { grade: 'failed', score: 5000 }));
    expect(twice.codes).toEqual(['publicity.correction-is-open']);
    await two.releaser.api.releaseCorrection({
      params: { id: retraction.id },
      body: { revision: retraction.revision, documentNumber: '渝高技办〔2026〕24号' },
    });
    expect(await standing(4)).toEqual({ standing: 'active', grade: null });
    expect(await studios[4]!.api.result({ params: { id: evaluationOf(4) } })).toMatchObject({
      state: 'retracted',
      grade: null,
      corrections: [{ kind: 'retraction', before: { grade: 'qualified', score: 7000 } }],
    });
    const anew = await propose(4, { grade: 'failed', score: 5000 });
    await two.releaser.api.releaseCorrection({
      params: { id: anew.id },
      body: { revision: anew.revision, documentNumber: '渝高技办〔2026〕25号' },
    });
    expect(await standing(4)).toEqual({ standing: 'rectifying', grade: 'failed' });
    const kinds = await portal.db.rows<{ kind: string }>(sql`
      SELECT kind FROM studio_events WHERE studio_id = ${studios[4]!.id} ORDER BY position`);
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'awarded',
      'evaluated',
      'evaluation-retracted',
      'evaluated',
      'rectification-ordered',
    ]);
  });
});
