import { evaluationApi } from '@jianglian/contracts/evaluation';
import { studioApi } from '@jianglian/contracts/studio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RectificationDeadlines } from '../../src/features/evaluation/rectification/rectification-deadline.service.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { type Person, refusal } from './a-cycle.ts';
import {
  aFailedStudio,
  anEvaluator,
  anOfficial,
  type FailedStudio,
  judge,
  type Office,
  Procedure,
} from './a-rectification.ts';

let portal: Portal;
let office: Office;
let other: Office;
let checker: Person;

beforeAll(async () => {
  portal = await openPortal();
  [office, other, checker] = [await anOfficial(portal), await anOfficial(portal), await anEvaluator(portal)];
});
afterAll(() => portal.close());

/** Sessions end while the clock jumps: everybody signs in again. */
const at = async (instant: string): Promise<void> => {
  portal.clock.set(instant);
  await portal.db.run(sql`UPDATE sessions SET last_seen_at = ${instant}, started_at = ${instant}`);
};
const stateOf = (studio: FailedStudio) =>
  portal.db.one(sql`SELECT tier, standing, last_grade AS grade, grade_after_rectification AS after
    FROM studios WHERE id = ${studio.id}`);
const eventsOf = async (studio: FailedStudio) =>
  portal.db.rows<{ kind: string; reason: string; facts: Record<string, unknown>; number: string }>(sql`
    SELECT kind, reason, facts, document_number AS number FROM studio_events WHERE studio_id = ${studio.id} ORDER BY position`);

describe('a rectification that passes', () => {
  let studio: FailedStudio;
  let procedure: Procedure;

  beforeAll(async () => {
    studio = await aFailedStudio(portal);
    procedure = new Procedure(studio);
  });

  it('is prepared with the lines under 60 per cent, each explained, for the office alone', async () => {
    const view = await procedure.view(office.api);
    expect(view).toMatchObject({ state: 'drafted', turn: 'office', orderedOn: '2026-03-02', dueOn: '2026-05-31' });
    expect(view.itemList.map(({ code, percent, cause }) => [code, percent, cause])).toEqual([
      ['A1', 25, 'line-below'],
      ['C1', 37.5, 'line-below'],
    ]);
    expect((await refusal(procedure.view(studio.api))).status).toBe(404);
    expect((await studio.api.rectifications({ query: {} })).rows).toEqual([]);
  });

  it('is changed by the office with reasons, and only before it is served', async () => {
    const changed = await procedure.by(office.api, (call, revision) =>
      office.api.changeRectificationItems({
        ...call,
        body: {
          revision,
          lines: [
            { code: 'A1', removed: true, reason: '场地已另行解决' },
            { code: 'B3', removed: false, reason: '活动集中在年底' },
          ],
        },
      }),
    );
    expect(changed.itemList.map(({ code, removed, cause }) => [code, removed, cause])).toEqual([
      ['A1', true, 'line-below'],
      ['B3', false, 'office'],
      ['C1', false, 'line-below'],
    ]);
  });

  it('counts its term from the service, on the timeline too, without using up the extension', async () => {
    await at('2026-03-09T01:00:00Z');
    const issued = await procedure.issue(office.api);
    expect(issued).toMatchObject({ state: 'ordered', issuedOn: '2026-03-09', dueOn: '2026-06-07', extended: false });
    const seen = await procedure.view(studio.api);
    expect(seen.itemList.map(({ code }) => code)).toEqual(['B3', 'C1']);
    expect(seen.offers).toEqual([{ action: 'hand-in-plan', refusals: [] }]);
    expect((await eventsOf(studio)).at(-1)).toMatchObject({
      kind: 'rectification-extended',
      facts: { until: '2026-06-07', fromService: true },
    });
    const late = await refusal(
      procedure.by(office.api, (call, revision) =>
        office.api.changeRectificationItems({ ...call, body: { revision, acts: [{ text: '补交材料' }] } }),
      ),
    );
    expect(late.codes).toEqual(['rectification.in-procedure']);
  });

  it('takes a plan only when every item has a measure and a day within the term', async () => {
    const refused = await refusal(
      procedure.by(studio.api, (call, revision) =>
        studio.api.handInRectificationPlan({
          ...call,
          body: { revision, items: [{ code: 'C1', text: '补立项', by: '2026-06-08' }] },
        }),
      ),
    );
    expect(refused.codes).toEqual(['rectification.plan-line-missing', 'rectification.plan-day-too-late']);
    await procedure.plan();
    await procedure.by(office.api, (call, revision) =>
      office.api.returnRectificationPlan({ ...call, body: { revision, reason: '措施太笼统' } }),
    );
    await procedure.plan();
    expect(await procedure.accept(office.api)).toMatchObject({ state: 'rectifying', turn: 'studio' });
  });

  it('hears of progress, and is extended once', async () => {
    await studio.api.addRectificationProgress({
      params: { id: procedure.id },
      body: { revision: 1, text: '项目已立项' },
    });
    const extend = (days: number) =>
      procedure.by(office.api, (call, revision) =>
        office.api.extendRectification({ ...call, body: { revision, days, reason: '设备到货延迟' } }),
      );
    expect((await refusal(extend(31))).codes).toEqual(['rectification.extension-too-long']);
    expect(await extend(30)).toMatchObject({ dueOn: '2026-07-07', extended: true });
    expect((await refusal(extend(1))).codes).toEqual(['rectification.already-extended']);
  });

  it('is reported to the millisecond before the term ends, with evidence for every item', async () => {
    await at('2026-07-07T15:59:59.999Z');
    const bare = await refusal(
      procedure.by(studio.api, (call, revision) =>
        studio.api.reportRectification({ ...call, body: { revision, items: [{ code: 'C1', text: '完成' }] } }),
      ),
    );
    expect(bare.codes).toEqual([
      'rectification.report-line-missing',
      'rectification.evidence-missing',
      'rectification.evidence-missing',
    ]);
    expect(await procedure.report()).toMatchObject({ state: 'reported', turn: 'office' });
  });

  it('is checked by evaluators without a conflict', async () => {
    const insider = await anEvaluator(portal);
    await portal.db.run(sql`
      INSERT INTO declared_conflicts (account_id, studio_id, reason, declared_at, declared_by)
      VALUES (${insider.accountId}, ${studio.id}, '师徒', ${portal.clock.now()}, ${insider.accountId})`);
    const refused = await refusal(procedure.check(office.api, insider, 80));
    expect(refused.codes).toEqual(['panel.conflict-declared']);
    const candidates = await office.api.rectificationCheckers({ params: { id: procedure.id } });
    expect(candidates.find(({ accountId }) => accountId === insider.accountId)!.conflicts).toHaveLength(1);
    await procedure.by(office.api, (call, revision) =>
      office.api.setRectificationCheckers({ ...call, body: { revision, accountIds: [checker.accountId] } }),
    );
    expect(await procedure.view(office.api)).toMatchObject({ state: 'checking', turn: 'checkers', effect: null });
    const early = await refusal(procedure.conclude(office.api, 'pass'));
    expect(early.codes).toEqual(['rectification.checks-unfinished']);
  });

  it('lists what a check lacks, keeps each mark under its own revision, and belongs to its checker', async () => {
    const [row] = await checker.api.rectificationChecks();
    const call = { params: { id: row!.id } };
    const check = await checker.api.rectificationCheck(call);
    expect(check.itemList.map(({ code, needed }) => [code, needed])).toEqual([
      ['B3', 240],
      ['C1', 480],
    ]);
    const empty = await refusal(checker.api.submitRectificationCheck({ ...call, body: { revision: 1 } }));
    expect(empty.codes).toHaveLength(4);
    const save = (score: number, revision: number, comment = '') =>
      checker.api.saveRectificationMark({ params: { ...call.params, item: 'B3' }, body: { score, revision, comment } });
    expect((await refusal(save(401, 0))).codes).toEqual(['evaluation.score-above-full']);
    await save(300, 0);
    expect((await refusal(save(310, 0))).codes).toEqual(['shared.stale-revision']);
    const stranger = await anEvaluator(portal);
    expect((await refusal(stranger.api.rectificationCheck(call))).status).toBe(404);
    const file = check.itemList[0]!.files[0]!;
    const content = { method: 'GET' as const, url: `/api/files/${file.id}/content` };
    expect((await checker.visitor.raw(content)).statusCode).toBe(200);
    expect((await stranger.visitor.raw(content)).statusCode).toBe(404);
  });

  it('passes when every line reaches its border, and says 合格（整改后） on the register', async () => {
    await judge(checker, 60);
    expect((await refusal(procedure.conclude(office.api, 'fail'))).codes).toEqual(['rectification.nothing-below']);
    const view = await procedure.conclude(office.api, 'pass');
    expect(view).toMatchObject({ state: 'passed', turn: 'nobody' });
    expect(view.effect?.items.map(({ code, mean, needed, met }) => [code, mean, needed, met])).toEqual([
      ['B3', 240, 240, true],
      ['C1', 480, 480, true],
    ]);
    expect(await stateOf(studio)).toEqual({ tier: 'municipal', standing: 'active', grade: 'qualified', after: true });
    const seen = await procedure.view(studio.api);
    expect(seen.effect?.items[0]!.comments).toEqual(['B3 意见']);
    expect(JSON.stringify(seen)).not.toContain(checker.name);
    expect(JSON.stringify(seen)).not.toContain(checker.accountId);
    expect(seen.steps.filter(({ side }) => side === 'office').every(({ by }) => by === null)).toBe(true);
  });
});

describe('a rectification that fails', () => {
  it('downgrades a chief studio to municipal after the studio was heard, decided by somebody else', async () => {
    await at('2026-03-02T01:00:00Z');
    const studio = await aFailedStudio(portal, { tier: 'chief', awarded: 'municipal' });
    const procedure = new Procedure(studio);
    await procedure.upToCheck(office.api, checker, 59);
    expect((await refusal(procedure.conclude(office.api, 'pass'))).codes).toEqual(['rectification.lines-below']);
    const failed = await procedure.conclude(office.api, 'fail');
    expect(
      failed.choices.map(({ consequence }) => [consequence.choice, consequence.toTier, consequence.default]),
    ).toEqual([
      ['downgrade', 'municipal', false],
      ['revoke', null, false],
    ]);
    const noticed = await procedure.notice(office.api, 'downgrade');
    // Ten working days after Monday 2026-03-02: the last is Monday 2026-03-16.
    expect(noticed).toMatchObject({
      state: 'noticed',
      answerUntil: '2026-03-16',
      closesAt: '2026-03-16T16:00:00.000Z',
    });
    expect(noticed.subsidy).toMatchObject({ atMostFen: 10_000_000, default: true });
    expect((await refusal(procedure.decide(other.api, 'downgrade'))).codes).toEqual([
      'rectification.statement-term-running',
    ]);
    await at('2026-03-16T15:59:59.999Z');
    await procedure.by(studio.api, (call, revision) =>
      studio.api.stateOnRectification({ ...call, body: { revision, text: '设备当月已到位' } }),
    );
    await at('2026-03-16T16:00:00.000Z');
    const late = await refusal(
      procedure.by(studio.api, (call, revision) =>
        studio.api.stateOnRectification({ ...call, body: { revision, text: '补充说明' } }),
      ),
    );
    expect(late.codes).toEqual(['rectification.statement-term-over']);
    expect((await refusal(procedure.decide(other.api, 'downgrade'))).codes).toEqual(['machine.not-from-here']);
    await procedure.by(office.api, (call, revision) =>
      office.api.noteRectificationHearing({ ...call, body: { revision, heldOn: '2026-03-16', text: '听证记录' } }),
    );
    await procedure.by(office.api, (call, revision) =>
      office.api.answerRectification({ ...call, body: { revision, text: '到位时间晚于期限，不予采纳' } }),
    );
    expect((await refusal(procedure.decide(office.api, 'downgrade'))).codes).toEqual([
      'rectification.same-person-checked',
    ]);
    expect((await refusal(procedure.decide(other.api, 'revoke'))).codes).toContain(
      'rectification.harsher-than-noticed',
    );
    const decided = await procedure.decide(other.api, 'downgrade');
    expect(decided).toMatchObject({ state: 'downgraded', decisionNumber: '渝高技办〔2026〕30号' });
    expect(await stateOf(studio)).toMatchObject({ tier: 'municipal', standing: 'active', grade: 'failed' });
    expect((await eventsOf(studio)).slice(-2)).toMatchObject([
      { kind: 'rectification-failed', reason: '限期整改复核不合格' },
      { kind: 'downgraded', facts: { subsidy: { code: 'stop-and-settle', atMostFen: 10_000_000 } } },
    ]);
  });

  it('revokes a municipal studio: there is no lower tier, and the verdict says that this is a default', async () => {
    await at('2026-03-02T01:00:00Z');
    const studio = await aFailedStudio(portal);
    const procedure = new Procedure(studio);
    await procedure.issue(office.api);
    // The term ends without a report: to the day, once, by the clock.
    await at('2026-05-31T15:59:59.999Z');
    await run();
    expect(await procedure.view(office.api)).toMatchObject({ state: 'ordered' });
    await at('2026-05-31T16:00:00.000Z');
    expect((await refusal(procedure.plan())).codes).toContain('rectification.deadline-passed');
    await Promise.all([run(), run()]);
    const view = await procedure.view(office.api);
    expect(view).toMatchObject({ state: 'failed', expired: true });
    expect(view.steps.filter(({ kind }) => kind === 'expired')).toHaveLength(1);
    const noticed = await procedure.notice(office.api, 'downgrade');
    expect(noticed.consequence).toMatchObject({ act: 'revoked', toTier: null, default: true, code: 'no-lower-tier' });
    await at(`${noticed.answerUntil}T16:00:00.000Z`);
    expect((await refusal(procedure.decide(office.api, 'downgrade'))).codes).toEqual([
      'rectification.same-person-noticed',
    ]);
    expect(await procedure.decide(other.api, 'downgrade', '渝高技办〔2026〕31号')).toMatchObject({ state: 'revoked' });
    expect(await stateOf(studio)).toMatchObject({ standing: 'revoked' });
    expect((await eventsOf(studio)).at(-2)).toMatchObject({
      reason: '整改期限 2026-05-31 届满未提交整改报告',
    });
  });

  it('only reports a national studio to the ministry, and takes effect when it confirms', async () => {
    await at('2026-03-02T01:00:00Z');
    const studio = await aFailedStudio(portal, { tier: 'national', awarded: 'chief' });
    const procedure = new Procedure(studio);
    await procedure.upToCheck(office.api, checker, 10);
    await procedure.conclude(office.api, 'fail');
    const noticed = await procedure.notice(office.api, 'downgrade');
    expect(noticed.consequence).toMatchObject({ act: 'reported-to-ministry', toTier: 'chief', default: true });
    expect(noticed.subsidy).toMatchObject({ code: 'amount-unknown', atMostFen: null });
    await at('2026-03-17T01:00:00Z');
    expect(await procedure.decide(other.api, 'downgrade')).toMatchObject({
      state: 'reported-to-ministry',
      turn: 'ministry',
    });
    expect(await stateOf(studio)).toMatchObject({ tier: 'national', standing: 'rectifying' });
    const confirmed = await procedure.by(office.api, (call, revision) =>
      office.api.confirmRectification({ ...call, body: { revision, documentNumber: '人社部函〔2026〕9号' } }),
    );
    expect(confirmed).toMatchObject({ state: 'confirmed', confirmationNumber: '人社部函〔2026〕9号' });
    expect(await stateOf(studio)).toMatchObject({ tier: 'chief', standing: 'active' });
  });

  it('is checked once more when the statement convinces', async () => {
    await at('2026-03-02T01:00:00Z');
    const studio = await aFailedStudio(portal);
    const procedure = new Procedure(studio);
    await procedure.upToCheck(office.api, checker, 50);
    await procedure.conclude(office.api, 'fail');
    await procedure.notice(office.api, 'revoke');
    await procedure.by(studio.api, (call, revision) =>
      studio.api.stateOnRectification({ ...call, body: { revision, text: '复核时现场在检修' } }),
    );
    const again = await procedure.by(office.api, (call, revision) =>
      office.api.checkRectificationAgain({ ...call, body: { revision, reason: '情况属实' } }),
    );
    expect(again).toMatchObject({ state: 'reported', intended: null, answerUntil: null, effect: null });
    await procedure.check(office.api, checker, 90);
    expect(await procedure.conclude(office.api, 'pass')).toMatchObject({ state: 'passed' });
    expect(await stateOf(studio)).toMatchObject({ standing: 'active', after: true });
  });
});

describe('around the procedure', () => {
  it('orders acts for a veto and names every line when nothing was handed in', async () => {
    await at('2026-03-02T01:00:00Z');
    const studio = await aFailedStudio(portal, { scored: false, veto: { code: 'V5', reason: '逾期未交' } });
    const procedure = new Procedure(studio);
    const view = await procedure.view(office.api);
    expect(view.itemList).toHaveLength(18);
    expect(view.itemList.every(({ cause }) => cause === 'not-evaluated')).toBe(true);
    expect((await refusal(procedure.issue(office.api))).codes).toEqual(['rectification.acts-missing']);
    await procedure.by(office.api, (call, revision) =>
      office.api.changeRectificationItems({
        ...call,
        body: {
          revision,
          acts: [{ text: '补交两年自评材料' }],
          lines: [{ code: 'E3', removed: true, reason: '不适用' }],
        },
      }),
    );
    const issued = await procedure.issue(office.api);
    expect(issued.itemList.find(({ code }) => code === 'act-1')).toMatchObject({ kind: 'act', cause: 'veto' });
  });

  it('keeps other studios, other recommenders and evaluators out of every channel', async () => {
    const [mine, theirs] = [await aFailedStudio(portal), await aFailedStudio(portal)];
    const procedure = new Procedure(mine);
    await procedure.issue(office.api);
    expect((await refusal(procedure.view(theirs.api))).status).toBe(404);
    expect((await theirs.api.rectifications({ query: {} })).rows).toEqual([]);
    expect((await theirs.api.rectifications({ query: {} })).counts).toEqual({});
    const foreign = await refusal(
      theirs.api.addRectificationProgress({
        params: { id: mine.rectificationId },
        body: { revision: 1, text: '进展' },
      }),
    );
    expect(foreign.status).toBe(404);
    const officer = (await portal.as('recommender', { recommenderId: crypto.randomUUID() })).to(evaluationApi);
    expect((await officer.rectifications({ query: {} })).rows).toEqual([]);
    const own = mine.officer.to(evaluationApi);
    const seen = await own.rectification({ params: { id: mine.rectificationId } });
    expect(seen.offers).toEqual([]);
    expect(
      (await refusal(own.issueRectification({ params: { id: mine.rectificationId }, body: { revision: 1 } }))).status,
    ).toBe(403);
    expect((await refusal(checker.api.rectification({ params: { id: mine.rectificationId } }))).status).toBe(403);
  });

  it('is withdrawn when an objection lifts the grade, and leaves acts in the register to studios without one', async () => {
    const studio = await aFailedStudio(portal);
    const registry = office.visitor.to(studioApi);
    const { revision } = await registry.get({ params: { id: studio.id } });
    const body = { kind: 'rectification-passed', happenedOn: portal.clock.today(), revision } as never;
    expect((await refusal(registry.act({ params: { id: studio.id }, body }))).codes).toEqual([
      'studio.in-rectification-procedure',
    ]);
    await registry.act({
      params: { id: studio.id },
      body: {
        kind: 'objection-upheld',
        happenedOn: portal.clock.today(),
        grade: 'qualified',
        reason: '异议成立',
        revision,
      } as never,
    });
    expect(await stateOf(studio)).toMatchObject({ standing: 'active', grade: 'qualified' });
    await run();
    expect(await new Procedure(studio).view(office.api)).toMatchObject({ state: 'withdrawn' });
  });

  it('orders by the office’s terms, each rectification keeping its own', async () => {
    const before = await office.api.rectificationSettings();
    expect(before).toMatchObject({ revision: 0, settings: { days: 90, answerWorkingDays: 10 } });
    const save = (changes: object, revision = 0) =>
      office.api.saveRectificationSettings({ body: { revision, settings: { ...before.settings, ...changes } } });
    expect((await refusal(save({ days: 0, checkers: 4 }))).codes).toEqual([
      'rectification.terms-out-of-range',
      'rectification.terms-out-of-range',
    ]);
    const old = await aFailedStudio(portal);
    expect(await save({ days: 60 })).toMatchObject({ revision: 1 });
    expect((await refusal(save({ days: 45 }))).status).toBe(409);
    const young = await aFailedStudio(portal);
    expect(await new Procedure(old).view(office.api)).toMatchObject({ settings: { days: 90 } });
    expect(await new Procedure(young).view(office.api)).toMatchObject({ settings: { days: 60 } });
  });

  it('lets nobody past the machine into the tables', async () => {
    const studio = await aFailedStudio(portal);
    const id = studio.rectificationId;
    await expect(portal.db.run(sql`UPDATE rectifications SET state = 'revoked' WHERE id = ${id}`)).rejects.toThrow(
      /rectification|served|notice|consequence/,
    );
    await expect(
      portal.db.run(sql`UPDATE rectification_steps SET text = 'x' WHERE rectification_id = ${id}`),
    ).rejects.toThrow(/never changed/);
  });
});

/** What the job does every five minutes. */
const run = async () => {
  const deadlines = portal.app.get(RectificationDeadlines);
  await deadlines.withdrawGroundless();
  await deadlines.expireOverdue();
};
