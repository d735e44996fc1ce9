import { studioApi } from '@jianglian/contracts/studio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { draftedCycle } from '../evaluation/drafted-cycle.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';
import { aStudio, recommenderId } from './a-studio.ts';

let portal: Portal;
let mine: string;
let neighbour: string;
let far: string;
beforeAll(async () => {
  portal = await openPortal();
  mine = await aStudio(portal, { name: '渝中焊接技能大师工作室', recommender: '500103', tier: 'municipal' });
  neighbour = await aStudio(portal, { name: '渝中车工技能大师工作室', recommender: '500103', tier: 'chief' });
  far = await aStudio(portal, { name: '万州焊接技能大师工作室', recommender: '500101', tier: 'national' });
});
afterAll(() => portal.close());

/** Everything a person can learn of the registry through its lists. */
async function seenBy(person: Visitor) {
  const studios = person.to(studioApi);
  const exported = await person.raw({ method: 'GET', url: '/api/studios/export' });
  return {
    listed: (await studios.list()).rows.map(({ id }) => id).sort(),
    sorted: (await studios.list({ query: { sort: 'name', order: 'desc', limit: 200 } })).rows
      .map(({ id }) => id)
      .sort(),
    counted: (await studios.count()).count,
    running: (await studios.summary()).running,
    exported: exported.payload.split('\r\n').filter((line) => line.includes('技能大师工作室')).length,
    found: (await studios.list({ query: { q: '焊接' } })).rows.map(({ id }) => id).sort(),
    countedByWord: (await studios.count({ query: { q: '焊接' } })).count,
    national: (await studios.count({ query: { tier: ['national'] } })).count,
  };
}

const status = (call: Promise<unknown>) =>
  call.then(
    () => 200,
    (answer: ProblemAnswer) => answer.status,
  );

describe('what a person may not see shows nowhere', () => {
  it('the office and the care officer see all', async () => {
    for (const role of ['office', 'care-officer'] as const) {
      expect(await seenBy(await portal.as(role))).toEqual({
        listed: [mine, neighbour, far].sort(),
        sorted: [mine, neighbour, far].sort(),
        counted: 3,
        running: 3,
        exported: 3,
        found: [mine, far].sort(),
        countedByWord: 2,
        national: 1,
      });
    }
  });

  it('a recommender sees its own studios only', async () => {
    const person = await portal.as('recommender', { recommenderId: await recommenderId(portal, '500103') });
    expect(await seenBy(person)).toEqual({
      listed: [mine, neighbour].sort(),
      sorted: [mine, neighbour].sort(),
      counted: 2,
      running: 2,
      exported: 2,
      found: [mine],
      countedByWord: 1,
      national: 0,
    });
    expect(await status(person.to(studioApi).get({ params: { id: neighbour } }))).toBe(200);
    expect(await status(person.to(studioApi).get({ params: { id: far } }))).toBe(404);
  });

  it('a studio sees itself only', async () => {
    const person = await portal.as('studio', { studioId: mine });
    expect(await seenBy(person)).toEqual({
      listed: [mine],
      sorted: [mine],
      counted: 1,
      running: 1,
      exported: 1,
      found: [mine],
      countedByWord: 1,
      national: 0,
    });
    expect(await status(person.to(studioApi).get({ params: { id: neighbour } }))).toBe(404);
    expect(
      await status(
        person.to(studioApi).joinTeam({
          params: { id: neighbour },
          body: { revision: 1, name: '外人', joinedOn: '2026-01-01' },
        }),
      ),
    ).toBe(404);
  });

  it('an evaluator without sheets sees none', async () => {
    const person = await portal.as('evaluator');
    expect(await seenBy(person)).toMatchObject({ listed: [], counted: 0, running: 0, exported: 0, found: [] });
    expect(await status(person.to(studioApi).get({ params: { id: mine } }))).toBe(404);
  });

  it('an evaluator sees the studios of the sheets at hand, until they are given back', async () => {
    const account = await portal.given.account('evaluator');
    const person = await portal.signedIn(account);
    const cycleId = await draftedCycle(portal);
    await portal.db.run(sql`
      WITH evaluation AS (
        INSERT INTO evaluations (cycle_id, studio_id, tier, host_unit_id, basis)
        SELECT ${cycleId}::uuid, s.id, s.tier, s.host_unit_id, 'award' FROM studios s WHERE s.id = ${neighbour}
        RETURNING id
      )
      INSERT INTO scoresheets (evaluation_id, account_id, assigned_at, assigned_by)
      SELECT id, ${account.id}::uuid, now(), ${account.id}::uuid FROM evaluation`);
    expect(await seenBy(person)).toMatchObject({ listed: [neighbour], counted: 1, running: 1, exported: 1, found: [] });
    expect(await status(person.to(studioApi).get({ params: { id: neighbour } }))).toBe(200);
    await portal.db.run(
      sql`UPDATE scoresheets SET state = 'recused', ended_reason = '同单位' WHERE account_id = ${account.id}`,
    );
    expect(await seenBy(person)).toMatchObject({ listed: [], counted: 0, exported: 0 });
  });

  it('administrators are refused, visitors must sign in', async () => {
    for (const role of ['system-admin', 'security-admin', 'audit-admin'] as const) {
      const person = await portal.as(role);
      expect(await status(person.to(studioApi).list())).toBe(403);
      expect(await status(person.to(studioApi).get({ params: { id: mine } }))).toBe(403);
    }
    expect(await status(portal.visitor().to(studioApi).list())).toBe(401);
  });

  it('the public sees name, unit, occupation and tier of running studios, and nothing else', async () => {
    const office = await portal.as('office');
    const id = await aStudio(portal, { name: '将终止技能大师工作室' });
    await office.to(studioApi).act({
      params: { id },
      body: { kind: 'terminated', revision: 1, happenedOn: '2026-03-01', reason: '建设单位注销' },
    });
    const { rows } = await portal.visitor().to(studioApi).directory();
    expect(rows.map(({ name }) => name)).not.toContain('将终止技能大师工作室');
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(['hostUnit', 'name', 'occupation', 'tier']);
    const found = await portal
      .visitor()
      .to(studioApi)
      .directory({ query: { q: '万州', tier: ['national'] } });
    expect(found.rows.map(({ name }) => name)).toEqual(['万州焊接技能大师工作室']);
    const byMaster = await portal
      .visitor()
      .to(studioApi)
      .directory({ query: { q: '匠' } });
    expect(byMaster.rows).toEqual([]);
  });

  it('who grants roles finds running studios to bind a role to, and nobody else does', async () => {
    const security = (await portal.as('security-admin')).to(studioApi);
    const [found] = await security.names({ query: { q: '万州焊接' } });
    expect(found).toEqual({ id: found?.id, name: '万州焊接技能大师工作室', hostUnit: found?.hostUnit });
    const office = (await portal.as('office')).to(studioApi);
    expect(await status(office.names({ query: { q: '万州' } }))).toBe(403);
  });
});
