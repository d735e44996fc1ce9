import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { recommenderId } from '../studio/a-studio.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  type Api,
  type EvaluatedStudio,
  evaluationOf,
  type Person,
  refusal,
  settings,
  windows,
} from './a-cycle.ts';

let portal: Portal;
let office: Api;
let cycle: CycleView;
let studio: EvaluatedStudio;
let branch: EvaluatedStudio;
let evaluationId: string;
let unitId: string;
let evaluators: Person[];

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  studio = await aStudio(portal);
  branch = await aStudio(portal, { recommender: '500113' });
  unitId = (await portal.db.one<{ id: string }>(sql`SELECT host_unit_id AS id FROM studios WHERE id = ${studio.id}`))!
    .id;
  await portal.db.run(sql`
    UPDATE host_units SET parent_id = ${unitId} WHERE id = (SELECT host_unit_id FROM studios WHERE id = ${branch.id})`);
  evaluators = [];
  for (let index = 0; index < 4; index += 1) evaluators.push(await anEvaluator(portal));
  cycle = await anOpenCycle(portal);
  evaluationId = await evaluationOf(studio);
});
afterAll(() => portal.close());

const panels = async () => (await office.assignments({ params: { id: cycle.id }, query: {} })).rows;
const assign = (accountId: string, id = evaluationId) => office.assign({ params: { id }, body: { accountId } });

describe('conflicts are refused with their kind', () => {
  it('an evaluator of the same unit, also for its branch', async () => {
    const [insider] = evaluators as [Person];
    await office.editEvaluator({ params: { accountId: insider.accountId }, body: { hostUnitId: unitId, revision: 0 } });
    expect((await refusal(assign(insider.accountId))).codes).toEqual(['panel.conflict-host-unit']);
    expect((await refusal(assign(insider.accountId, await evaluationOf(branch)))).codes).toEqual([
      'panel.conflict-branch',
    ]);
  });

  it('an official of the recommending unit, and somebody of the studio itself', async () => {
    const [, official, member] = evaluators as [Person, Person, Person];
    await portal.db.run(sql`
      INSERT INTO account_roles (account_id, role, recommender_id)
      VALUES (${official.accountId}, 'recommender', ${await recommenderId(portal, '500101')})`);
    await portal.db.run(sql`
      INSERT INTO account_roles (account_id, role, studio_id) VALUES (${member.accountId}, 'studio', ${studio.id})`);
    expect((await refusal(assign(official.accountId))).codes).toEqual(['panel.conflict-recommender']);
    // Of the studio is of its unit, too: both are said.
    expect((await refusal(assign(member.accountId))).codes).toEqual([
      'panel.conflict-own-studio',
      'panel.conflict-host-unit',
    ]);
  });

  it('one that was declared to the office', async () => {
    const [, , , declared] = evaluators as [Person, Person, Person, Person];
    const row = await office.declareConflict({
      params: { accountId: declared.accountId },
      body: { studioId: studio.id, reason: '师徒关系' },
    });
    expect(row.declaredConflicts).toMatchObject([{ studioId: studio.id, reason: '师徒关系' }]);
    expect((await refusal(assign(declared.accountId))).codes).toEqual(['panel.conflict-declared']);
  });

  it('never proposed by the automatic assignment, and shown beside every candidate', async () => {
    const proposal = await office.proposeAssignment({ params: { id: cycle.id }, body: {} });
    expect(proposal.pairs.filter((pair) => pair.evaluationId === evaluationId)).toEqual([]);
    expect(proposal.unfilled).toContainEqual(expect.objectContaining({ evaluationId, missing: 2 }));
    const candidates = await office.candidates({ params: { id: evaluationId } });
    expect(candidates.flatMap(({ conflicts }) => conflicts.map(({ kind }) => kind)).toSorted()).toEqual([
      'declared',
      'host-unit',
      'host-unit',
      'own-studio',
      'recommender',
    ]);
  });

  it('all or none: one refused pair stops the sheet of the other', async () => {
    const free = await anEvaluator(portal);
    const [insider] = evaluators as [Person];
    const pairs = [free, insider].map(({ accountId }) => ({ evaluationId, accountId }));
    const answer = await refusal(office.applyAssignment({ params: { id: cycle.id }, body: { pairs } }));
    expect(answer.codes).toEqual(['panel.conflict-host-unit']);
    expect(answer.problem.current).toMatchObject([{ accountId: insider.accountId }]);
    const row = (await panels()).find((one) => one.evaluationId === evaluationId);
    expect(row!.sheets).toEqual([]);
  });
});

describe('places', () => {
  it('the last one is taken once, however many ask at the same time', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => anEvaluator(portal)));
    const answers = await Promise.allSettled(people.map(({ accountId }) => assign(accountId)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const row = (await panels()).find((one) => one.evaluationId === evaluationId);
    expect(row!.sheets).toHaveLength(2);
    const [sheet] = row!.sheets;
    const released = await office.releaseSheet({
      params: { id: sheet!.id },
      body: { revision: sheet!.revision, reason: '出差，换人' },
    });
    expect(released.sheets.find(({ id }) => id === sheet!.id)?.state).toBe('released');
    const newcomer = await anEvaluator(portal);
    expect((await assign(newcomer.accountId)).sheets).toHaveLength(3);
  });
});

describe('the cohort', () => {
  it('is worked out from award and last evaluation, two calendar years back', async () => {
    const fresh = await aStudio(portal, { happenedOn: '2025-06-01', documentNumber: '渝高技办〔2025〕3号' });
    const draft = await office.createCycle({ body: settings({ title: '2027 年度', year: 2027 }) });
    const { rows } = await office.cohort({ params: { id: draft.id }, query: { show: 'all' } });
    const of = (id: string) => rows.find((row) => row.studio.id === id);
    expect(of(fresh.id)).toMatchObject({ inCohort: true, basis: 'award', basisOn: '2025-06-01', dueOn: '2027-06-01' });
    // In the running cycle of this portal: not in another at the same time.
    expect(of(studio.id)).toMatchObject({ inCohort: false, basis: 'running-elsewhere' });
    const early = await office.createCycle({ body: settings({ title: '另一个', year: 2026 }) });
    const notDue = await office.cohort({ params: { id: early.id }, query: { show: 'out' } });
    expect(notDue.rows.find((row) => row.studio.id === fresh.id)).toMatchObject({ basis: 'not-due' });

    const added = await office.addToCohort({
      params: { id: early.id },
      body: { studioId: fresh.id, reason: '申请提前评估' },
    });
    expect(added).toMatchObject({ inCohort: true, basis: 'added', reason: '申请提前评估' });
    const twice = await refusal(
      office.addToCohort({ params: { id: early.id }, body: { studioId: fresh.id, reason: '再来一次' } }),
    );
    expect(twice.codes).toEqual(['evaluation.already-in-cohort']);
    const elsewhere = await refusal(
      office.addToCohort({ params: { id: early.id }, body: { studioId: studio.id, reason: '同时评估' } }),
    );
    expect(elsewhere.codes).toEqual(['evaluation.in-another-cycle']);
    const out = await office.withdraw({
      params: { id: added.evaluationId! },
      body: { revision: added.revision!, reason: '撤回申请' },
    });
    expect(out.state).toBe('withdrawn');
    const none = await refusal(office.openCycle({ params: { id: early.id }, body: { revision: early.revision } }));
    expect(none.codes).toEqual(['evaluation.cohort-empty']);
  });

  it('settings that contradict each other do not open, all reasons at once', async () => {
    const odd = await office.createCycle({
      body: settings({
        year: 2029,
        periodTo: '2023-01-01',
        windows: windows({ selfEvaluation: '2026-03-01T00:00:00Z', scoring: '2026-02-01T00:00:00Z' }),
      }),
    });
    const { codes } = await refusal(office.openCycle({ params: { id: odd.id }, body: { revision: odd.revision } }));
    expect(codes).toEqual(
      expect.arrayContaining([
        'evaluation.period-out-of-order',
        'evaluation.windows-out-of-order',
        'evaluation.window-in-the-past',
      ]),
    );
    const unknown = await refusal(office.createCycle({ body: settings({ rubricVersion: '没有这一版' }) }));
    expect(unknown).toMatchObject({ status: 422, codes: ['evaluation.rubric-unknown'] });
  });

  it('is for the office: nobody else reads cycles, panels or decisions', async () => {
    for (const role of ['evaluator', 'recommender', 'care-officer'] as const) {
      const person = await portal.as(role);
      for (const url of [`/api/cycles`, `/api/cycles/${cycle.id}/assignments`, `/api/cycles/${cycle.id}/decision`]) {
        expect((await person.raw({ method: 'GET', url })).statusCode).toBe(403);
      }
    }
  });
});
