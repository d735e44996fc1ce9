import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { messageApi } from '@jianglian/contracts/message';
import { studioApi } from '@jianglian/contracts/studio';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProvisionalService } from '../../src/features/upgrade/provisional/provisional.service.ts';
import { sql } from '../../src/platform/database/index.ts';
import {
  anOpenCycle,
  at,
  decisionRows,
  type Officials,
  officials,
  released,
  scoredToDecide,
} from '../evaluation/a-cycle.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { aCase, recommenderId } from './a-case.ts';
import { anApplication, anOpenRound } from './an-application.ts';
import { somePlaces } from './a-ranking.ts';

type Case = Awaited<ReturnType<typeof aCase>>;

let portal: Portal;
let two: Officials;
let cycle: CycleView;
let round: string;
let params: { id: string; recommenderId: string };
const cases: Case[] = [];
const applications: string[] = [];
const evaluations = new Map<string, string>();

/** Graded 优秀, 优秀 with a master past the age, 合格, 不合格; the last one never waited. */
const scores = [9000, 9100, 8000, 5900, 7000];

const applicationOf = (index: number) =>
  portal.db.one<{ state: string; awaits: boolean; reason: string | null; clause: string | null }>(sql`
    SELECT state, awaits_evaluation AS awaits, state_reason AS reason, state_clause AS clause FROM applications
    WHERE id = ${applications[index]}`);
const stepsOf = (index: number) =>
  portal.db.rows(sql`
    SELECT step, cause, unmet, determination_id IS NOT NULL AS kept FROM provisional_steps
    WHERE application_id = ${applications[index]} ORDER BY position`);
const told = async (person: Visitor) =>
  (await person.to(messageApi).messages({ query: {} })).rows
    .filter(({ kind }) => kind.startsWith('provisional'))
    .map(({ kind, path }) => [kind, path]);
const ranked = async () =>
  (await cases[0]!.recommender.to(upgradeApi).recommendation({ params })).tiers[1]!.ranked.map(({ id }) => id);
const move = async (index: number, ...states: string[]) => {
  for (const state of states) {
    await portal.db.run(sql`UPDATE applications SET state = ${state} WHERE id = ${applications[index]}`);
  }
};

beforeAll(async () => {
  portal = await openPortal();
  two = await officials(portal);
  for (const index of scores.keys()) {
    const birthDate = index === 1 ? '1960-05-01' : '1980-05-01';
    const honours = [{ name: '省级技能竞赛一等奖', level: 'provincial' as const, year: 2019 }];
    cases.push(
      await aCase(portal, { master: { name: `匠先${index}`, skillLevel: 'senior-technician', birthDate, honours } }),
    );
  }
  round = await anOpenRound(portal);
  params = { id: round, recommenderId: await recommenderId(portal, '500101') };
  await somePlaces(portal, round, params.recommenderId, { chief: 3 });
  cycle = await anOpenCycle(portal, { excellentCapPercent: 40 });
  for (const [index, { id }] of cases.entries()) {
    applications.push(await anApplication(portal, { round, studio: id, awaitsEvaluation: index < 4 }));
  }
  const { recommender } = cases[0]!;
  for (const index of [2, 0]) {
    await recommender.to(upgradeApi).addRank({ params, body: { applicationId: applications[index]! } });
  }
});
afterAll(() => portal.close());

describe('an application that waits for its evaluation', () => {
  it('is released by 优秀 and ended by anything else, with the publication and nobody’s act', async () => {
    await scoredToDecide(portal, cycle.id);
    const groups = JSON.stringify([{ group: 'C', score: 2800, points: 2800 }]);
    for (const [index, { id }] of cases.entries()) {
      await portal.db.run(sql`
        UPDATE evaluations SET base_score = ${scores[index]}, groups = ${groups}
        WHERE cycle_id = ${cycle.id} AND studio_id = ${id}`);
    }
    for (const row of await decisionRows(two.proposer.api, cycle.id)) evaluations.set(row.studio.id, row.evaluationId);
    const asked = { params: { id: cycle.id } };
    await two.proposer.api.decideAsProposed({ ...asked, body: { everyUndecided: 5 } });
    await released(cycle.id, two);
    expect(await ranked()).toEqual([applications[2], applications[0]]);
    expect(await applicationOf(0)).toMatchObject({ state: 'submitted', awaits: true });

    await at(portal, '2026-03-10T01:00:00.000Z');
    const { revision } = await two.proposer.api.cycle(asked);
    await two.proposer.api.publish({ ...asked, body: { revision, documentNumber: '渝高技办〔2026〕21号' } });

    expect(await applicationOf(0)).toMatchObject({ state: 'submitted', awaits: false });
    expect(await stepsOf(0)).toEqual([{ step: 'released', cause: 'excellent', unmet: [], kept: true }]);
    expect(await applicationOf(1)).toMatchObject({ state: 'closed', clause: '三(三)' });
    expect((await applicationOf(1))!.reason).toContain('年龄');
    expect(await stepsOf(1)).toMatchObject([{ step: 'closed', cause: 'conditions-unmet', kept: true }]);
    expect(await applicationOf(2)).toMatchObject({ state: 'closed', awaits: true, clause: '三(三)' });
    // 不合格 brings 限期整改 with it: it ends once, by the first of the two.
    expect(await stepsOf(3)).toMatchObject([{ step: 'closed', cause: 'not-excellent' }]);
    // 合格, and never waited: it goes on as before.
    expect(await applicationOf(4)).toMatchObject({ state: 'submitted', awaits: false });
  });

  it('leaves its place in a ranking that is not submitted, and those behind it move up', async () => {
    expect(await ranked()).toEqual([applications[0]]);
    expect(await told(cases[0]!.studio)).toEqual([['provisional-released', `/applications/${applications[0]}`]]);
    expect(await told(cases[2]!.studio)).toEqual([['provisional-closed', `/applications/${applications[2]}`]]);
    expect((await told(cases[0]!.recommender)).length).toBe(4);
    expect((await told(two.proposer.visitor)).length).toBe(4);
    const trail = await portal.db.rows(sql`
      SELECT action, facts ->> 'cause' AS cause FROM audit_records
      WHERE subject_type = 'application' AND subject_id = ${applications[0]}`);
    expect(trail).toEqual([{ action: 'released', cause: 'excellent' }]);
  });

  it('waits again when the result is taken back before the awards, and is released by a new one', async () => {
    await move(0, 'recommended', 'accepted');
    const correct = async (change: object, documentNumber: string) => {
      const row = (await decisionRows(two.proposer.api, cycle.id)).find(
        ({ evaluationId }) => evaluationId === evaluations.get(cases[0]!.id),
      )!;
      const correction = await two.proposer.api.proposeCorrection({
        params: { id: row.evaluationId },
        body: { revision: row.revision, kind: 'correction', reason: '复核发现计分有误', ...change },
      });
      await two.releaser.api.releaseCorrection({
        params: { id: correction.id },
        body: { revision: correction.revision, documentNumber },
      });
    };
    await correct({ kind: 'retraction' }, '渝高技办〔2026〕22号');
    expect(await applicationOf(0)).toMatchObject({ state: 'recommended', awaits: true });
    await correct({ grade: 'excellent', score: 9200 }, '渝高技办〔2026〕23号');
    expect(await applicationOf(0)).toMatchObject({ state: 'recommended', awaits: false });
    // And once more, this time to less than 优秀.
    await correct({ grade: 'qualified', score: 8000 }, '渝高技办〔2026〕24号');
    expect(await applicationOf(0)).toMatchObject({ state: 'closed', clause: '三(三)' });
    expect((await stepsOf(0)).map((row) => (row as { step: string }).step)).toEqual([
      'released',
      'awaits',
      'released',
      'closed',
    ]);
  });

  it('ends when the studio ends, whether it waited or not', async () => {
    const office = (await portal.as('office')).to(studioApi);
    const { revision } = await office.get({ params: { id: cases[4]!.id } });
    await office.act({
      params: { id: cases[4]!.id },
      body: { revision, kind: 'terminated', happenedOn: '2026-03-10', reason: '建设单位注销' },
    });
    expect(await applicationOf(4)).toMatchObject({ state: 'closed', clause: '三(三)' });
    expect(await stepsOf(4)).toMatchObject([{ step: 'closed', cause: 'terminated' }]);
  });

  it('ends when its studio leaves the running cycle, and when the round is over', async () => {
    const [gone, late] = [await aCase(portal), await aCase(portal)];
    await at(portal, '2026-03-02T01:00:00.000Z');
    const second = await anOpenCycle(portal, { title: '补充考核评估' });
    for (const { id } of [gone, late]) {
      applications.push(await anApplication(portal, { round, studio: id, awaitsEvaluation: true }));
    }
    const row = await portal.db.one<{ id: string; revision: number }>(sql`
      SELECT id, revision FROM evaluations WHERE cycle_id = ${second.id} AND studio_id = ${gone.id}`);
    const office = (await portal.as('office')).to(evaluationApi);
    await office.withdraw({
      params: { id: row!.id },
      body: { revision: row!.revision, reason: '工作室申请暂缓' },
    });
    expect(await applicationOf(5)).toMatchObject({ state: 'closed', awaits: true });
    expect(await stepsOf(5)).toMatchObject([{ step: 'closed', cause: 'not-evaluated' }]);
    expect(await applicationOf(6)).toMatchObject({ state: 'submitted', awaits: true });
    await portal.app.get(ProvisionalService).roundOver(round);
    expect(await stepsOf(6)).toMatchObject([{ step: 'closed', cause: 'round-over' }]);
  });
});
