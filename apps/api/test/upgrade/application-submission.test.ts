import { receiptApi } from '@jianglian/contracts/receipt';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { contentHash } from '../../src/platform/receipts/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import { ProblemAnswer } from '../support/visitor.ts';
import { answerOf } from './a-case.ts';
import { aFoundingDraft, anUpgradeDraft, handIn, saveFiles, saveSection, upload } from './a-complete-application.ts';
import { anOpenRound } from './an-application.ts';

let portal: Portal;
let round: string;
beforeAll(async () => {
  portal = await openPortal();
  round = await anOpenRound(portal);
});
afterAll(() => portal.close());
afterEach(() => portal.clock.set('2026-03-02T01:00:00Z'));

/** A round that closes before anybody's session does. */
const aShortRound = () =>
  anOpenRound(portal, {
    title: '短轮次',
    applicationsCloseAt: '2026-03-02T01:10:00Z',
    recommendingOpensAt: '2026-03-02T01:12:00Z',
    recommendingClosesAt: '2026-03-02T01:20:00Z',
  });

const viewed = (person: Awaited<ReturnType<Portal['as']>>, id: string) =>
  person.to(upgradeApi).application({ params: { id } });

describe('an application for a new studio', () => {
  it('is begun by its unit, judged by its form, and handed in for a receipt that anybody can check', async () => {
    const { applicant, view } = await aFoundingDraft(portal, round);
    expect(view).toMatchObject({
      kind: 'founding',
      state: 'draft',
      studioName: '匠心技能大师工作室',
      masterName: '匠某',
    });
    expect(view.idNumber).toBe('500***********0016');
    expect(view.faults).toEqual([]);
    expect(view.verdict).toMatchObject({ outcome: 'eligible', target: 'municipal' });
    const { application, receipt } = await handIn(applicant, view);
    expect(application).toMatchObject({ state: 'submitted', faults: [] });
    expect(new Date(application.submittedAt!).toISOString()).toBe('2026-03-02T01:00:00.000Z');
    expect(application.versions).toMatchObject([{ number: 1, receipt: receipt.serial, hash: receipt.hash }]);
    expect(application.verdict?.determination).toMatch(/^[0-9a-f]{64}$/);
    const checked = await portal
      .visitor()
      .to(receiptApi)
      .receipt({ params: { serial: receipt.serial } });
    expect(checked).toMatchObject({ valid: true, purpose: 'application', hash: receipt.hash });
    const kept = await portal.db.one<{ content: object }>(
      sql`SELECT content FROM application_versions WHERE application_id = ${view.id}`,
    );
    expect(contentHash(kept!.content)).toBe(receipt.hash);
    expect(JSON.stringify(kept)).not.toContain('500103198001010016');
    await expect(portal.db.run(sql`UPDATE application_versions SET number = 2`)).rejects.toThrow(
      'application_versions',
    );
    const determination = await applicant
      .to(upgradeApi)
      .application({ params: { id: view.id } })
      .then(({ verdict }) => verdict!.determination!);
    const office = await portal.as('office');
    expect(await office.to(upgradeApi).determination({ params: { id: determination } })).toMatchObject({ same: true });
  });

  it('is not handed in as long as anything is missing: all of it is said', async () => {
    const { applicant, view, id } = await aFoundingDraft(portal, round);
    await saveSection(applicant, id, 'deeds', { deeds: '事'.repeat(1420) }, 1);
    await saveSection(applicant, id, 'team', { members: [] }, 1);
    const now = await viewed(applicant, id);
    expect(now.faults.map(({ code, place }) => [place, code])).toEqual([
      ['verdict', 'application.facts-missing'],
      ['team', 'application.field-missing'],
      ['deeds', 'application.deeds-too-short'],
    ]);
    const refused = await answerOf(handIn(applicant, now));
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.codes).toContain('application.deeds-too-short');
    expect((await answerOf(handIn(applicant, view))).status).toBe(409);
  });
});

describe('an application for the next tier', () => {
  it('rests on the registers, frozen when it is handed in', async () => {
    const { studio, view, id } = await anUpgradeDraft(portal, round);
    expect(view.faults).toEqual([]);
    expect(view.register.team).toHaveLength(5);
    const { application } = await handIn(studio, view);
    expect(application).toMatchObject({ state: 'submitted', awaitsEvaluation: false });
    await portal.db.run(sql`UPDATE team_members SET name = 'renamed' WHERE studio_id = ${id}`);
    const office = await portal.as('office');
    const seen = await viewed(office, view.id);
    expect(seen.register.team[0]!.name).not.toBe('renamed');
  });

  it('is provisional where R10 lets it apply first, and refused where the studio may not yet', async () => {
    const first = await anUpgradeDraft(portal, round, { happenedOn: '2024-06-01' });
    await portal.db.run(sql`UPDATE studios SET last_grade = NULL, last_evaluated_on = NULL WHERE id = ${first.id}`);
    const { application } = await handIn(first.studio, await viewed(first.studio, first.view.id));
    expect(application).toMatchObject({ state: 'submitted', awaitsEvaluation: true });

    const young = await anUpgradeDraft(portal, round, { happenedOn: '2025-06-01' });
    const refused = await answerOf(handIn(young.studio, await viewed(young.studio, young.view.id)));
    expect(refused.codes).toContain('application.not-eligible');
  });

  it('exists once in a round', async () => {
    const { studio, id } = await anUpgradeDraft(portal, round);
    const again = studio
      .to(upgradeApi)
      .startApplication({ params: { id: round }, body: { kind: 'upgrade', studioId: id } });
    expect((await answerOf(again)).codes).toEqual(['application.exists-already']);
  });
});

describe('the deadline', () => {
  it('is exact: taken a tenth of a second before, refused at the instant', async () => {
    const short = await aShortRound();
    const one = await aFoundingDraft(portal, short);
    const other = await aFoundingDraft(portal, short);
    portal.clock.set('2026-03-02T01:09:59.900Z');
    const { receipt } = await handIn(one.applicant, one.view);
    expect(receipt.at).toBe('2026-03-02T01:09:59.900Z');
    portal.clock.set('2026-03-02T01:10:00.000Z');
    const late = await answerOf(handIn(other.applicant, other.view));
    expect(late).toEqual({ status: 409, codes: ['application.applications-closed'] });
    expect((await answerOf(saveSection(other.applicant, other.id, 'deeds', { deeds: '' }, 1))).codes).toEqual([
      'application.applications-closed',
    ]);
  });

  it('asks when it was pressed, not when its turn came', async () => {
    const { applicant, view, id } = await aFoundingDraft(portal, await aShortRound());
    const other = portal.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT id FROM applications WHERE id = $1 FOR UPDATE', [id]);
    portal.clock.set('2026-03-02T01:09:59.900Z');
    const pressed = handIn(applicant, view);
    const waiting = sql`SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(() => portal.db.one(waiting), { timeout: 20_000 }).toEqual({ count: 1 });
    portal.clock.set('2026-03-02T01:10:07.000Z');
    await other.commitTransaction();
    await other.release();
    expect((await pressed).receipt.at).toBe('2026-03-02T01:09:59.900Z');
  });

  it('is kept by a round that is not open, too', async () => {
    const later = await anOpenRound(portal, { opensAt: '2026-03-05T00:00:00Z' });
    const applicant = await portal.as('applicant', { hostUnitId: await portal.given.hostUnit() });
    const start = applicant.to(upgradeApi).startApplication({ params: { id: later }, body: { kind: 'founding' } });
    expect((await answerOf(start)).codes).toEqual(['application.round-not-open']);
  });
});

describe('handing in', () => {
  it('happens once, however often it is pressed', async () => {
    const { applicant, view, id } = await aFoundingDraft(portal, round);
    const answers = await Promise.all(Array.from({ length: 6 }, () => answerOf(handIn(applicant, view))));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 409, 409, 409, 409, 409,
    ]);
    expect((await viewed(applicant, id)).versions).toHaveLength(1);
    expect(await applicant.to(upgradeApi).applicationReceipts({ params: { id } })).toHaveLength(1);
  });

  it('is answered once more to whoever did not hear the answer', async () => {
    const { applicant, view, id } = await aFoundingDraft(portal, round);
    const { revision, contentRevision } = view;
    const press = () =>
      applicant
        .to(upgradeApi, { 'idempotency-key': `press-${id}` })
        .submitApplication({ params: { id }, body: { revision, contentRevision } });
    expect((await press()).receipt.serial).toBe((await press()).receipt.serial);
  });

  it('is of what the applicant has seen: a part saved meanwhile is a conflict', async () => {
    const { applicant, view, id } = await aFoundingDraft(portal, round);
    await saveSection(applicant, id, 'report', { necessity: '另一人所写' }, 1);
    expect((await answerOf(handIn(applicant, view))).codes).toEqual(['shared.stale-revision']);
  });
});

describe('giving back', () => {
  it('says why, leaves the applicant the pen until the recommenders’ window closes, and is followed by a second receipt', async () => {
    const { applicant, view, id, home } = await aFoundingDraft(portal, await aShortRound());
    const { application } = await handIn(applicant, view);
    const recommender = await portal.as('recommender', { recommenderId: home });
    const back = (reason: string) =>
      recommender
        .to(upgradeApi)
        .returnApplication({ params: { id }, body: { revision: application.revision, reason } });
    portal.clock.set('2026-03-02T01:15:00Z');
    const returned = await back('请补充培训基金的说明');
    expect(returned).toMatchObject({ state: 'returned', stateReason: '请补充培训基金的说明' });

    await saveSection(applicant, id, 'report', { ...reportOf(view), funds: '按工资总额 2.5% 提取' }, 1);
    expect(fundsOf(await viewed(recommender, id))).toBe('资金');
    const { receipt } = await handIn(applicant, await viewed(applicant, id));
    expect(receipt.serial).not.toBe(application.versions[0]!.receipt);
    const seen = await viewed(recommender, id);
    expect(fundsOf(seen)).toBe('按工资总额 2.5% 提取');
    expect(seen.versions.map(({ number }) => number)).toEqual([1, 2]);
    const first = await recommender.to(upgradeApi).applicationVersion({ params: { id, number: 1 } });
    expect(fundsOf(first)).toBe('资金');
  });

  it('is over with the recommenders’ window, and so is handing in again', async () => {
    const { applicant, view, id, home } = await aFoundingDraft(portal, await aShortRound());
    const { application } = await handIn(applicant, view);
    const recommender = await portal.as('recommender', { recommenderId: home });
    const body = { revision: application.revision, reason: '请补充' };
    await recommender.to(upgradeApi).returnApplication({ params: { id }, body });
    portal.clock.set('2026-03-02T01:20:00.000Z');
    expect((await answerOf(handIn(applicant, await viewed(applicant, id)))).codes).toEqual([
      'application.applications-closed',
    ]);
  });

  it('is not the applicant’s, another recommender’s, or the office’s', async () => {
    const { applicant, view, id } = await aFoundingDraft(portal, round);
    const { application } = await handIn(applicant, view);
    const body = { revision: application.revision, reason: '请补充' };
    for (const [person, status] of [
      [applicant, 403],
      [await portal.as('office'), 403],
      [await portal.as('recommender'), 404],
    ] as const) {
      expect((await answerOf(person.to(upgradeApi).returnApplication({ params: { id }, body }))).status).toBe(status);
    }
  });
});

it('withdrawing ends it; a studio may begin anew', async () => {
  const { studio, id, view } = await anUpgradeDraft(portal, round);
  const gone = await studio
    .to(upgradeApi)
    .withdrawApplication({ params: { id: view.id }, body: { revision: view.revision } });
  expect(gone).toMatchObject({ state: 'withdrawn', offers: [] });
  const anew = await studio
    .to(upgradeApi)
    .startApplication({ params: { id: round }, body: { kind: 'upgrade', studioId: id } });
  expect(anew.state).toBe('draft');
});

describe('the evidence', () => {
  it('is one PDF, its pages counted from itself; 21 pages are kept and named, not merged', async () => {
    const { applicant, id } = await aFoundingDraft(portal, round);
    const files = [
      await upload(applicant, 'evidence', pdf(13), '奖状.pdf'),
      await upload(applicant, 'evidence', pdf(7), '专利.pdf'),
    ];
    const { evidence } = await saveFiles(applicant, id, 'evidence', files, 1);
    expect(evidence).toMatchObject({ mediaType: 'application/pdf', pages: 20 });
    const more = [...files, await upload(applicant, 'evidence', pdf(1), '多一页.pdf')];
    expect(await saveFiles(applicant, id, 'evidence', more, 2)).toMatchObject({ evidence: null });
    const { faults } = await viewed(applicant, id);
    expect(faults).toMatchObject([
      {
        code: 'application.evidence-too-long',
        params: { pages: 21, files: ['奖状.pdf（13）', '专利.pdf（7）', '多一页.pdf（1）'] },
      },
    ]);
    const turned = await saveFiles(applicant, id, 'evidence', files.toReversed(), 3);
    expect(turned.list.files.map(({ name }) => name)).toEqual(['专利.pdf', '奖状.pdf']);
    expect((await answerOf(saveFiles(applicant, id, 'evidence', files, 3))).codes).toEqual(['shared.stale-revision']);
  });

  it('takes no file of another purpose, nobody else’s, and no PDF as a photo', async () => {
    const { applicant, id } = await aFoundingDraft(portal, round);
    const other = await aFoundingDraft(portal, round);
    const idCopy = await upload(applicant, 'id-card', pdf(1));
    expect((await answerOf(saveFiles(applicant, id, 'evidence', [idCopy], 1))).codes).toEqual([
      'application.file-not-for-this',
    ]);
    const theirs = await upload(other.applicant, 'evidence', pdf(1));
    expect((await answerOf(saveFiles(applicant, id, 'evidence', [theirs], 1))).status).toBe(404);
    const photo = await upload(applicant, 'work-photo', pdf(1));
    expect((await answerOf(saveFiles(applicant, id, 'work-photo', [photo], 1))).codes).toEqual([
      'application.file-not-a-picture',
    ]);
  });
});

it('a stale part answers with the newer one; the same once more is no conflict', async () => {
  const { applicant, id } = await aFoundingDraft(portal, round);
  await saveSection(applicant, id, 'report', { goals: '甲所写' }, 1);
  await saveSection(applicant, id, 'report', { goals: '甲所写' }, 1);
  const stale = await saveSection(applicant, id, 'report', { goals: '乙所写' }, 1).catch((error: unknown) => error);
  expect(stale).toBeInstanceOf(ProblemAnswer);
  expect((stale as ProblemAnswer).problem.current).toMatchObject({ revision: 2, content: { goals: '甲所写' } });
});

interface Sections {
  readonly sections: readonly { section: string; content: Record<string, unknown> }[];
}
const reportOf = ({ sections }: Sections) =>
  sections.find(({ section }) => section === 'report')!.content as Record<string, string>;
const fundsOf = (view: Sections) => reportOf(view)['funds'];
