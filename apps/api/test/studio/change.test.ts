import { studioApi } from '@jianglian/contracts/studio';
import { insightApi } from '@jianglian/contracts/insight';
import { receiptApi } from '@jianglian/contracts/receipt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';
import { aMaster, consent, drafted, endorse, endorsed, idNumbers, peopleOf, step, uploaded } from './a-change.ts';
import { aStudio, recommenderId } from './a-studio.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

const answer = (call: Promise<unknown>) =>
  call.then(
    () => [200],
    ({ status, codes }: ProblemAnswer) => [status, ...codes],
  );
const page = (id: string, asOf?: string) =>
  office.to(studioApi).get({ params: { id }, ...(asOf === undefined ? {} : { query: { asOf } }) });
const at = async (instant: string, work: () => Promise<void>) => {
  const now = portal.clock.now();
  portal.clock.set(instant);
  try {
    await work();
  } finally {
    portal.clock.set(now.toISOString());
  }
};

describe('a change of master by application', () => {
  it('goes from the studio over its recommender to the office, whose consent is the event', async () => {
    const people = await peopleOf(portal);
    const before = await page(people.id);
    const draft = await drafted(people.studio, people.id, aMaster(idNumbers[0]!));
    expect(draft).toMatchObject({ state: 'draft', mayEdit: true, to: '向南星', registry: null, days: null });
    expect(draft.proposal).toMatchObject({
      master: { idNumber: '500***********0016', mobile: '138****5678', birthDate: '1980-01-01' },
    });
    expect(draft.missingEvidence).toEqual(['present-master-consent', 'new-master-consent', 'present-unit-consent']);
    const submitted = await step(people.studio, 'submitChange', draft);
    expect(submitted).toMatchObject({ state: 'submitted', mayEdit: false, days: 0 });
    expect(submitted.offers.map(({ action }) => action)).toEqual(['withdraw']);
    const supported = await endorse(people.recommender, submitted);
    expect(supported).toMatchObject({ state: 'endorsed', opinion: { text: '情况属实，同意上报。' } });
    const seen = await office.to(studioApi).change({ params: { id: draft.id } });
    expect(seen.offers.map(({ action }) => action)).toEqual(['return', 'consent', 'refuse']);
    const done = await consent(office, seen, { documentNumber: '渝高技办[2026]21号' });
    expect(done).toMatchObject({
      state: 'consented',
      documentNumber: '渝高技办〔2026〕21号',
      effectiveOn: '2026-03-02',
    });
    expect(done.steps.map(({ action }) => action)).toEqual(['drafted', 'submitted', 'endorsed', 'consented']);
    const after = await page(people.id);
    expect(after.name).toBe('向南星技能大师工作室');
    expect(after.master).toMatchObject({ name: '向南星', idNumber: '500***********0016', mobile: '138****5678' });
    expect(after.events[0]).toMatchObject({
      kind: 'master-changed',
      happenedOn: '2026-03-02',
      documentNumber: '渝高技办〔2026〕21号',
      reason: '原命名专家已办理退休手续，团队一致推荐接任人选。',
    });
    expect((await page(people.id, '2026-03-01')).master.name).toBe(before.master.name);
    expect((await office.to(studioApi).change({ params: { id: draft.id } })).proposal).toMatchObject({
      master: { name: '向南星', idNumber: null, mobile: null },
    });
  });

  it('hands a signed receipt that anybody can check, with nobody’s data in it', async () => {
    const people = await peopleOf(portal);
    const draft = await drafted(people.studio, people.id, aMaster(idNumbers[1]!, '秦望舒'));
    const { receipt } = await step(people.studio, 'submitChange', draft);
    const checked = await portal
      .visitor()
      .to(receiptApi)
      .receipt({ params: { serial: receipt!.serial } });
    expect(checked).toMatchObject({ valid: true, purpose: 'change' });
    expect(JSON.stringify(checked)).not.toContain('秦望舒');
  });

  it('tells everything that is missing, and takes what is wrong with a number back at once', async () => {
    const people = await peopleOf(portal);
    const wrong = { ...(aMaster('500103198001010017') as object) } as Parameters<typeof drafted>[2];
    expect(await answer(drafted(people.studio, people.id, wrong))).toEqual([422, 'studio.id-number-malformed']);
    const empty = await people.studio.to(studioApi).draftChange({
      params: { id: people.id },
      body: { proposal: aMaster(null), reason: '' },
    });
    expect(await answer(step(people.studio, 'submitChange', empty))).toEqual([
      409,
      'change.reason-needed',
      'change.evidence-needed',
      'change.id-number-needed',
    ]);
    expect(empty.offers[0]).toMatchObject({ action: 'submit' });
    expect(empty.offers[0]?.refusals).toHaveLength(3);
  });

  it('knows who names a studio already, by the number and never by the name alone', async () => {
    const other = await peopleOf(portal, { master: { name: '唐云开', idNumber: '500103199001010010' } }).catch(
      () => undefined,
    );
    const known = other ?? (await peopleOf(portal, { master: { name: '唐云开', idNumber: idNumbers[2]! } }));
    const number = other ? '500103199001010010' : idNumbers[2]!;
    const people = await peopleOf(portal);
    const draft = await drafted(people.studio, people.id, aMaster(number, '唐云开'));
    expect(await answer(step(people.studio, 'submitChange', draft))).toEqual([409, 'studio.master-already-names']);
    // Under another name the studio learns nothing; the office sees whose number it is, and the consent is refused.
    const { revision } = await people.studio.to(studioApi).writeChange({
      params: { id: draft.id },
      body: {
        revision: draft.revision,
        proposal: aMaster(number, '唐某'),
        reason: draft.reason,
        files: draft.files.map(({ id, evidence }) => ({ id, evidence })),
      },
    });
    const handed = await endorse(people.recommender, await step(people.studio, 'submitChange', { ...draft, revision }));
    const seen = await office.to(studioApi).change({ params: { id: draft.id } });
    expect(seen.registry?.master).toMatchObject({ name: '唐云开', studio: { id: known.id } });
    expect(handed.registry).toBeNull();
    expect(await answer(consent(office, seen))).toEqual([409, 'studio.master-already-names']);
    expect((await page(people.id)).events).toHaveLength(1);
  });

  it('is read in full by the office only, with a reason that is recorded', async () => {
    const people = await peopleOf(portal);
    const change = await endorsed(people, aMaster(idNumbers[3]!, '龚远'));
    const asked = { params: { id: change.id }, body: { field: 'idNumber', reason: '核对身份' } } as const;
    expect(await office.to(studioApi).revealProposed(asked)).toEqual({ value: idNumbers[3] });
    expect(await answer(people.recommender.to(studioApi).revealProposed(asked))).toEqual([
      403,
      'identity.not-permitted',
    ]);
    const rows = await portal.db.rows(sql`
      SELECT reason, facts FROM audit_records WHERE subject_id = ${change.id} AND action = 'revealed'`);
    expect(rows).toEqual([{ reason: '核对身份', facts: { field: 'idNumber' } }]);
    const seen = await people.studio.to(studioApi).change({ params: { id: change.id } });
    expect(seen.steps.map(({ action }) => action)).not.toContain('revealed');
    const [kept] = await portal.db.rows<{ text: string }>(sql`
      SELECT studio_changes::text AS text FROM studio_changes WHERE id = ${change.id}`);
    expect(kept?.text).not.toContain(idNumbers[3]!);
    // Settled, the row has no number any more, and never changes again.
    await office
      .to(studioApi)
      .refuseChange({ params: { id: change.id }, body: { revision: seen.revision, reason: '材料不足' } });
    await expect(portal.db.run(sql`UPDATE studio_changes SET reason = 'x' WHERE id = ${change.id}`)).rejects.toThrow(
      /never changes/,
    );
    expect(
      await portal.db.one(sql`
      SELECT id_number_cipher AS a, id_number_index AS b, mobile_cipher AS c FROM studio_changes WHERE id = ${change.id}`),
    ).toEqual({ a: null, b: null, c: null });
  });
});

describe('who sees and does what', () => {
  it('a draft is the studio’s own; another recommender, an evaluator and other studios never see it', async () => {
    const people = await peopleOf(portal);
    const other = await portal.signedIn(
      await portal.given.account('recommender', { recommenderId: await recommenderId(portal, '500102') }),
    );
    const stranger = await portal.signedIn(await portal.given.account('studio', { studioId: await aStudio(portal) }));
    const evaluator = await portal.as('evaluator');
    const draft = await drafted(people.studio, people.id, { kind: 'renamed', name: '渝州新技能大师工作室' });
    const get = (who: Visitor) => answer(who.to(studioApi).change({ params: { id: draft.id } }));
    const listed = async (who: Visitor) => {
      const { rows } = await who.to(studioApi).changes({ query: { limit: 200 } });
      return rows.some(({ id }) => id === draft.id);
    };
    const file = (who: Visitor) => who.raw({ method: 'GET', url: `/api/files/${draft.files[0]!.id}/content` });
    for (const who of [people.recommender, office, other, stranger]) {
      expect((await get(who))[0]).toBe(404);
      expect(await listed(who)).toBe(false);
      expect((await file(who)).statusCode).toBe(404);
    }
    const submitted = await step(people.studio, 'submitChange', draft);
    for (const who of [people.recommender, office]) {
      expect(await get(who)).toEqual([200]);
      expect(await listed(who)).toBe(true);
      expect((await file(who)).statusCode).toBe(200);
    }
    for (const who of [other, stranger]) {
      expect((await get(who))[0]).toBe(404);
      expect(await listed(who)).toBe(false);
      expect((await file(who)).statusCode).toBe(404);
    }
    expect(await get(evaluator)).toEqual([403, 'identity.not-permitted']);
    expect((await file(evaluator)).statusCode).toBe(404);
    expect((await answer(endorse(other, submitted)))[0]).toBe(404);
    expect((await answer(step(stranger, 'withdrawChange', submitted)))[0]).toBe(404);
    expect(await answer(endorse(office, submitted))).toEqual([403, 'identity.not-permitted']);
    expect(
      await answer(
        people.studio
          .to(studioApi)
          .returnChange({ params: { id: draft.id }, body: { revision: submitted.revision, reason: '我要退回' } }),
      ),
    ).toEqual([409, 'change.not-yours-to-return', 'change.own-application']);
    expect((await answer(drafted(stranger, people.id, { kind: 'renamed', name: '别家' })))[0]).toBe(404);
  });

  it('a second role gives nobody a part in what they wrote', async () => {
    const people = await peopleOf(portal);
    await portal.db.run(sql`
      INSERT INTO account_roles (account_id, role, recommender_id)
      VALUES (${people.secretary.id}, 'recommender', ${await recommenderId(portal, '500101')})`);
    await portal.db.run(sql`INSERT INTO account_roles (account_id, role) VALUES (${people.secretary.id}, 'office')`);
    const both = await portal.signedIn(people.secretary);
    const submitted = await step(
      both,
      'submitChange',
      await drafted(both, people.id, { kind: 'renamed', name: '自批工作室' }),
    );
    expect(await answer(endorse(both, submitted))).toEqual([409, 'change.own-application']);
    const supported = await endorse(people.recommender, submitted);
    expect(await answer(consent(both, supported))).toEqual([409, 'change.own-application']);
  });

  it('is returned with a reason, amended, handed in anew; a stale revision gets the newer view, a double click one answer', async () => {
    const people = await peopleOf(portal);
    const submitted = await step(
      people.studio,
      'submitChange',
      await drafted(people.studio, people.id, { kind: 'renamed', name: '更名之一' }),
    );
    const returned = await people.recommender.to(studioApi).returnChange({
      params: { id: submitted.id },
      body: { revision: submitted.revision, reason: '名称须含工种' },
    });
    expect(returned).toMatchObject({ state: 'returned', returned: { reason: '名称须含工种' } });
    const stale = await people.studio
      .to(studioApi)
      .writeChange({
        params: { id: submitted.id },
        body: { revision: submitted.revision, proposal: { kind: 'renamed', name: '更名之二' } },
      })
      .catch((problem: ProblemAnswer) => problem);
    expect(stale).toMatchObject({
      status: 409,
      codes: ['shared.stale-revision'],
      problem: { current: { state: 'returned' } },
    });
    const amended = await people.studio.to(studioApi).writeChange({
      params: { id: submitted.id },
      body: { revision: returned.revision, proposal: { kind: 'renamed', name: '更名之二' }, reason: submitted.reason },
    });
    const clicks = await Promise.all([1, 2, 3].map(() => answer(step(people.studio, 'submitChange', amended))));
    expect(clicks.map(([status]) => String(status)).toSorted()).toEqual(['200', '409', '409']);
    const again = await people.studio.to(studioApi).change({ params: { id: submitted.id } });
    expect(again).toMatchObject({ state: 'submitted', returned: null });
    const supported = await endorse(people.recommender, again);
    const sent = await office.to(studioApi).returnChange({
      params: { id: again.id },
      body: { revision: supported.revision, reason: '请补申请报告' },
    });
    expect(sent).toMatchObject({ state: 'returned', returned: { reason: '请补申请报告' } });
    await step(people.studio, 'withdrawChange', sent);
    expect(await answer(drafted(people.studio, people.id, { kind: 'renamed', name: '更名之三' }))).toEqual([200]);
    expect((await answer(drafted(people.studio, people.id, { kind: 'renamed', name: '更名之四' })))[1]).toBe(
      'change.already-open',
    );
  });

  it('messages reach the studio at each outcome, and its recommender with the decision', async () => {
    const people = await peopleOf(portal);
    const done = await consent(office, await endorsed(people, { kind: 'renamed', name: '有消息技能大师工作室' }));
    const rows = await portal.db.rows<{ kind: string; mine: boolean }>(sql`
      SELECT kind, account_id = ${people.secretary.id} AS mine FROM messages WHERE subject_id = ${done.id} ORDER BY at, kind`);
    expect(
      rows
        .filter(({ mine }) => mine)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['change-consented', 'change-endorsed']);
    expect(rows.some(({ mine, kind }) => !mine && kind === 'change-consented')).toBe(true);
  });
});

describe('the inbox', () => {
  it('has the application with whose turn it is, and nobody else', async () => {
    const people = await peopleOf(portal, { recommender: '500110' });
    const other = await portal.signedIn(
      await portal.given.account('recommender', { recommenderId: await recommenderId(portal, '500111') }),
    );
    const tasks = async () => {
      const found: string[] = [];
      for (const [who, visitor] of Object.entries({ ...people, office, other })) {
        if (typeof visitor === 'string' || !('to' in visitor)) continue;
        const { groups } = await visitor.to(insightApi).inbox();
        const kinds = groups.flatMap(({ tasks: members }) =>
          members.filter(({ studio }) => studio?.id === people.id).map(({ kind }) => kind),
        );
        found.push(...kinds.filter((kind) => kind.startsWith('change-')).map((kind) => `${who} ${kind}`));
      }
      return found;
    };
    const draft = await drafted(people.studio, people.id, { kind: 'renamed', name: '待办技能大师工作室' });
    expect(await tasks()).toEqual([]);
    const submitted = await step(people.studio, 'submitChange', draft);
    expect(await tasks()).toEqual(['studio change-awaited', 'recommender change-to-endorse']);
    const supported = await endorse(people.recommender, submitted);
    expect(await tasks()).toEqual(['studio change-awaited', 'office change-to-decide']);
    await office.to(studioApi).returnChange({
      params: { id: draft.id },
      body: { revision: supported.revision, reason: '请补材料' },
    });
    expect(await tasks()).toEqual(['studio change-returned']);
  });
});

describe('the consent', () => {
  it('is of a day between the application and today, and after everything that happened', async () => {
    const people = await peopleOf(portal);
    const change = await endorsed(people, { kind: 'renamed', name: '日期技能大师工作室' });
    expect(await answer(consent(office, change, { happenedOn: '2026-03-01' }))).toEqual([
      409,
      'change.before-submission',
    ]);
    expect(await answer(consent(office, change, { happenedOn: '2026-03-03' }))).toEqual([409, 'studio.in-the-future']);
    expect(await answer(consent(office, change, { documentNumber: '三号文' }))).toEqual([
      409,
      'change.document-malformed',
    ]);
    const [first, second] = await Promise.all([answer(consent(office, change)), answer(consent(office, change))]);
    expect([String(first[0]), String(second[0])].toSorted()).toEqual(['200', '409']);
    expect((await page(people.id)).events).toHaveLength(2);
  });

  it('to a relocation moves unit, district and recommender with the day; the application goes along', async () => {
    const people = await peopleOf(portal);
    const there = await recommenderId(portal, '500106');
    const change = await endorsed(people, {
      kind: 'relocated',
      hostUnit: { name: '沙坪坝新厂', kind: 'enterprise' },
      districtCode: '500106',
      recommenderId: there,
    });
    expect(change.proposal).toMatchObject({ district: { code: '500106' }, recommender: { id: there } });
    await consent(office, change);
    expect(await page(people.id)).toMatchObject({ hostUnit: { name: '沙坪坝新厂' }, district: { code: '500106' } });
    expect(await page(people.id, '2026-03-01')).toMatchObject({ district: { code: '500101' } });
    const newcomer = await portal.signedIn(await portal.given.account('recommender', { recommenderId: there }));
    expect((await answer(people.recommender.to(studioApi).change({ params: { id: change.id } })))[0]).toBe(404);
    const kept = await newcomer.to(studioApi).change({ params: { id: change.id } });
    // The opinion stays with who gave it.
    expect(kept.opinion?.unit).not.toBe(kept.recommender.name);
  });

  it('to a merger takes the unit the registry has already, when the office says so', async () => {
    const people = await peopleOf(portal);
    const known = await portal.given.hostUnit('渝合集团有限公司');
    const change = await endorsed(people, {
      kind: 'host-merged',
      hostUnit: { name: '渝合集团有限公司（筹）', kind: 'enterprise' },
    });
    await consent(office, change, { hostUnitId: known });
    expect((await page(people.id)).hostUnit).toMatchObject({ id: known, name: '渝合集团有限公司' });
  });

  it('to a closure ends the studio, and what else it applied for', async () => {
    const people = await peopleOf(portal);
    const rename = await step(
      people.studio,
      'submitChange',
      await drafted(people.studio, people.id, { kind: 'renamed', name: '不再更名' }),
    );
    const change = await endorsed(people, { kind: 'terminated', cause: 'host-closed' });
    expect(change.running).toMatchObject({ evaluation: null, rectification: false, otherChanges: 1 });
    await consent(office, change);
    expect((await page(people.id)).standing).toBe('terminated');
    expect((await office.to(studioApi).change({ params: { id: rename.id } })).state).toBe('closed');
    expect(await answer(drafted(people.studio, people.id, { kind: 'renamed', name: '迟了' }))).toEqual([
      409,
      'studio.ended',
    ]);
  });

  it('is where a change that is applied for is decided, and nowhere by hand meanwhile', async () => {
    const people = await peopleOf(portal);
    const { revision } = await page(people.id);
    const byHand = (name: string, now = revision) =>
      answer(
        office
          .to(studioApi)
          .act({ params: { id: people.id }, body: { kind: 'renamed', revision: now, name, happenedOn: '2026-03-02' } }),
      );
    const draft = await drafted(people.studio, people.id, { kind: 'renamed', name: '申请之名' });
    const submitted = await step(people.studio, 'submitChange', draft);
    expect(await byHand('手工之名')).toEqual([409, 'change.application-open']);
    await step(people.studio, 'withdrawChange', submitted);
    expect(await byHand('手工之名')).toEqual([200]);
  });
});

describe('the board', () => {
  it('lists what waits longest first, filters by kind, state and age, and counts what waits for the reader', async () => {
    const people = await peopleOf(portal, { recommender: '500103' });
    let old = '';
    await at('2026-01-05T02:00:00Z', async () => {
      const secretary = await portal.signedIn(people.secretary);
      old = (
        await step(secretary, 'submitChange', await drafted(secretary, people.id, { kind: 'renamed', name: '老申请' }))
      ).id;
    });
    const fresh = await endorsed(people, { kind: 'terminated', cause: 'own-wish' });
    const board = await office.to(studioApi).changes({ query: { recommender: [fresh.recommender.id] } });
    expect(board.rows.map(({ id }) => id)).toEqual([old, fresh.id]);
    expect(board.rows[0]).toMatchObject({ days: 56, to: '老申请' });
    const ids = async (query: object) =>
      (await office.to(studioApi).changes({ query: { recommender: [fresh.recommender.id], ...query } })).rows.map(
        ({ id }) => id,
      );
    expect(await ids({ olderThan: 30 })).toEqual([old]);
    expect(await ids({ kind: ['terminated'] })).toEqual([fresh.id]);
    expect(await ids({ state: ['submitted'] })).toEqual([old]);
    expect(await ids({ mine: 'true' })).toEqual([fresh.id]);
    const mine = await people.recommender.to(studioApi).changeCounts();
    expect(mine).toMatchObject({ mine: 1, states: { submitted: 1, endorsed: 1 } });
    const first = await office.to(studioApi).changes({ query: { recommender: [fresh.recommender.id], limit: 1 } });
    const rest = await office
      .to(studioApi)
      .changes({ query: { recommender: [fresh.recommender.id], limit: 1, after: first.next! } });
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual([old, fresh.id]);
    expect((await uploaded(office)).length).toBe(36);
  });
});
