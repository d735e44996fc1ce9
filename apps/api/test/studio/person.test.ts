import { studioApi } from '@jianglian/contracts/studio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';
import { aStudio, recommenderId } from './a-studio.ts';

let portal: Portal;
let office: Visitor;
let id: string;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
  id = await aStudio(portal, {
    recommender: '500103',
    master: { name: '覃若川', idNumber: '50010319850101008x', mobile: '13812345678', skillLevel: 'senior-technician' },
  });
});
afterAll(() => portal.close());

const problem = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (answer: ProblemAnswer) => answer,
  );

describe('numbers of a master', () => {
  it('are sealed in the database and masked on the page', async () => {
    const [row] = await portal.db.rows<{ cipher: string; index: string }>(
      sql`SELECT id_number_cipher AS cipher, id_number_index AS index FROM masters WHERE name = '覃若川'`,
    );
    expect(row?.cipher).toMatch(/^v1\./);
    expect(`${row?.cipher} ${row?.index}`).not.toContain('500103');
    const page = await office.to(studioApi).get({ params: { id } });
    expect(page.master).toMatchObject({
      idNumber: '500***********008X',
      mobile: '138****5678',
      birthDate: '1985-01-01',
      age: 41,
    });
    const { payload } = await office.raw({ method: 'GET', url: '/api/studios' });
    expect(payload).not.toMatch(/\d{15}|1381234|500\*/);
  });

  it('are not shown to the care officer, not even masked', async () => {
    const page = await (await portal.as('care-officer')).to(studioApi).get({ params: { id } });
    expect(page.master).toMatchObject({ idNumber: null, mobile: null, birthDate: null, age: 41 });
  });

  it('are revealed to the office with a reason, and the reading is recorded', async () => {
    const reveal = { params: { id }, body: { field: 'idNumber' as const, reason: '核对获奖证书' } };
    expect(await office.to(studioApi).reveal(reveal)).toEqual({ value: '50010319850101008X' });
    const [record] = await portal.db.rows(sql`
      SELECT action, reason, facts, studio_id AS "studioId", role FROM audit_records WHERE action = 'revealed'`);
    expect(record).toEqual({
      action: 'revealed',
      reason: '核对获奖证书',
      facts: { field: 'idNumber' },
      studioId: id,
      role: 'office',
    });
    expect(
      (await problem(office.to(studioApi).reveal({ ...reveal, body: { field: 'idNumber', reason: '' } })))?.status,
    ).toBe(422);
    for (const person of [
      await portal.as('studio', { studioId: id }),
      await portal.as('recommender', { recommenderId: await recommenderId(portal, '500103') }),
      await portal.as('evaluator'),
    ]) {
      expect((await problem(person.to(studioApi).reveal(reveal)))?.status).toBe(403);
    }
    expect(await portal.db.rows(sql`SELECT 1 FROM audit_records WHERE action = 'revealed'`)).toHaveLength(1);
  });

  it('are corrected without being typed again, and contradictions are refused', async () => {
    const { master } = await office.to(studioApi).get({ params: { id } });
    const describe = (body: Parameters<ReturnType<typeof office.to<typeof studioApi>>['describeMaster']>[0]['body']) =>
      office.to(studioApi).describeMaster({ params: { id }, body });
    const page = await describe({
      revision: master.revision,
      name: '覃若川',
      gender: 'female',
      birthDate: '1985-01-01',
      skillLevel: 'chief-technician',
      honours: [{ name: '全国技术能手', year: 2022 }],
    });
    expect(page.master).toMatchObject({
      idNumber: '500***********008X',
      gender: 'female',
      skillLevel: 'chief-technician',
      honours: [{ name: '全国技术能手', year: 2022 }],
    });
    const stale = await problem(describe({ revision: master.revision, name: '覃若川' }));
    expect(stale?.codes).toEqual(['shared.stale-revision']);
    const differs = await problem(
      describe({
        revision: page.master.revision,
        name: '覃若川',
        birthDate: '1990-01-01',
        idNumber: '50010319850101008X',
      }),
    );
    expect(differs?.codes).toEqual(['studio.birth-date-differs']);
    await aStudio(portal, { master: { name: '别人', idNumber: '500103198001010016' } });
    const taken = await problem(
      describe({ revision: page.master.revision, name: '覃若川', idNumber: '500103198001010016' }),
    );
    expect(taken?.codes).toEqual(['studio.id-number-taken']);
    const [record] = await portal.db.rows<{ facts: object }>(
      sql`SELECT facts FROM audit_records WHERE action = 'described' AND subject_type = 'master'`,
    );
    expect(JSON.stringify(record?.facts)).not.toContain('1985');
  });
});

describe('the team', () => {
  it('is kept by the studio itself and told on its timeline', async () => {
    const secretary = (await portal.as('studio', { studioId: id })).to(studioApi);
    let page = await secretary.get({ params: { id } });
    for (const name of ['甲工', '乙工', '丙工']) {
      page = await secretary.joinTeam({
        params: { id },
        body: { revision: page.revision, name, skillLevel: 'technician', duty: '培训', joinedOn: '2021-03-01' },
      });
    }
    expect(page.teamFindings).toEqual([]);
    expect(page.team.map(({ name }) => name).sort()).toEqual(['丙工', '乙工', '甲工']);
    const twice = await problem(
      secretary.joinTeam({ params: { id }, body: { revision: page.revision, name: '甲工', joinedOn: '2022-01-01' } }),
    );
    expect(twice?.codes).toEqual(['studio.already-in-team']);
    const leaver = page.team.find(({ name }) => name === '乙工')!;
    page = await secretary.leaveTeam({
      params: { id, memberId: leaver.id },
      body: { revision: page.revision, leftOn: '2025-12-31' },
    });
    expect(page.teamFindings.map(({ code }) => code)).toEqual(['studio.team-too-small']);
    expect(page.events[0]).toMatchObject({ kind: 'team-changed', facts: { left: ['乙工'] } });
    const before = await secretary.get({ params: { id }, query: { asOf: '2025-12-30' } });
    expect(before.teamFindings).toEqual([]);
    const stale = await problem(
      secretary.leaveTeam({ params: { id, memberId: leaver.id }, body: { revision: 1, leftOn: '2026-01-01' } }),
    );
    expect(stale?.codes).toEqual(['shared.stale-revision']);
  });

  it('is not for recommenders to change', async () => {
    const officer = await portal.as('recommender', { recommenderId: await recommenderId(portal, '500103') });
    const answer = await problem(
      officer.to(studioApi).joinTeam({ params: { id }, body: { revision: 1, name: '丁工', joinedOn: '2022-01-01' } }),
    );
    expect(answer?.status).toBe(403);
  });
});

describe('host units', () => {
  it('are refused a wrong or taken credit code, and a branch may share its parent’s', async () => {
    const studios = office.to(studioApi);
    await aStudio(portal, { hostUnit: { name: '渝澜汽车', kind: 'enterprise', creditCode: '91350100M000100Y43' } });
    const [parent] = await studios.hostUnits({ query: { q: '91350100m000100y43' } });
    expect(parent?.name).toBe('渝澜汽车');
    const wrong = await problem(
      aStudio(portal, { hostUnit: { name: '错码厂', kind: 'enterprise', creditCode: '91350100M000100Y4Z' } }),
    );
    expect([wrong?.status, wrong?.codes]).toEqual([422, ['studio.credit-code-malformed']]);
    const taken = await problem(
      aStudio(portal, { hostUnit: { name: '冒名厂', kind: 'enterprise', creditCode: '91350100M000100Y43' } }),
    );
    expect(taken?.codes).toEqual(['studio.credit-code-taken']);
    const branch = await aStudio(portal, {
      hostUnit: { name: '第二总装厂', kind: 'enterprise', creditCode: '91350100M000100Y43', parentId: parent!.id },
    });
    const page = await studios.get({ params: { id: branch } });
    expect(page.hostUnit.parent?.name).toBe('渝澜汽车');
  });

  it('are registered without a studio, so that they can apply for one', async () => {
    const studios = office.to(studioApi);
    const body = {
      name: '巴砚精工',
      kind: 'enterprise' as const,
      creditCode: '91110000600037341l',
      districtCode: '500109',
    };
    const unit = await studios.registerHostUnit({ body });
    expect(unit).toMatchObject({
      name: '巴砚精工',
      creditCode: '91110000600037341L',
      districtCode: '500109',
      revision: 1,
    });
    const branch = await studios.registerHostUnit({
      body: { name: '永川分公司', kind: 'enterprise', parentId: unit.id },
    });
    expect(branch.parent).toEqual({ id: unit.id, name: '巴砚精工' });

    const refused = async (change: object) => {
      const answer = await problem(studios.registerHostUnit({ body: { ...body, name: '另一家', ...change } }));
      return [answer?.status, answer?.codes];
    };
    expect(await refused({ creditCode: '911100006000373411' })).toEqual([422, ['studio.credit-code-malformed']]);
    expect(await refused({})).toEqual([409, ['studio.credit-code-taken']]);
    expect(await refused({ name: '巴砚精工', creditCode: null })).toEqual([409, ['studio.unit-name-taken']]);
    expect(await refused({ creditCode: null, districtCode: '999999' })).toEqual([422, ['studio.reference-unknown']]);
    expect(await refused({ creditCode: null, parentId: id })).toEqual([422, ['studio.reference-unknown']]);

    const [record] = await portal.db.rows<{ action: string; revision: number }>(
      sql`SELECT action, revision FROM audit_records WHERE subject_id = ${unit.id}`,
    );
    expect(record).toEqual({ action: 'registered', revision: 1 });
  });

  it('are named to who grants roles, and to nobody else without the registry', async () => {
    const names = (role: 'security-admin' | 'system-admin' | 'recommender' | 'studio' | 'applicant') =>
      portal.as(role).then((person) => person.to(studioApi).hostUnitNames({ query: { q: '巴砚' } }));
    expect(await names('security-admin')).toEqual([
      { id: expect.any(String), name: '巴砚精工', parent: null, district: '北碚区' },
    ]);
    for (const role of ['system-admin', 'recommender', 'studio', 'applicant'] as const) {
      expect((await problem(names(role)))?.status, role).toBe(403);
      const registered = portal
        .as(role)
        .then((person) => person.to(studioApi).registerHostUnit({ body: { name: '自登', kind: 'enterprise' } }));
      expect((await problem(registered))?.status, role).toBe(403);
    }
  });
});
