import { studioApi } from '@jianglian/contracts/studio';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { aCase, conditionOf, graded, recommenderId, verdictOf } from '../upgrade/a-case.ts';
import { aMaster, consent, type Draft, drafted, endorse, idNumbers, step } from './a-change.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

/** 三(三): 经申请同意迁建或变更命名专家…运行两年且评估合格后方可申报. */
describe('the clock of the next application', () => {
  it.each([
    ['a change of master', async () => aMaster(idNumbers[0]!)],
    [
      'a relocation',
      async (): Promise<Draft['proposal']> => ({
        kind: 'relocated',
        hostUnit: { name: '新址机械厂', kind: 'enterprise' },
        districtCode: '500106',
        recommenderId: await recommenderId(portal, '500106'),
      }),
    ],
  ])('starts anew with the consent to %s, and turns exactly two years after it', async (_, proposal) => {
    const { id, studio, recommender } = await aCase(portal);
    await graded(portal, id, 'qualified', '2025-01-15');
    const before = await verdictOf(studio, id);
    expect(before.conditions.some(({ rule }) => rule === 'upgrade.restart-years')).toBe(false);
    const handedIn = await step(studio, 'submitChange', await drafted(studio, id, await proposal()));
    await consent(office, await endorse(recommender, handedIn), { happenedOn: '2026-03-02' });
    const after = await verdictOf(office, id);
    expect(conditionOf(after, 'restart-years').finding).toMatchObject({
      verdict: 'unmet',
      evidence: { approvedOn: '2026-03-02' },
      remedy: { from: { day: '2028-03-02' } },
    });
    const today = portal.clock.now();
    try {
      const account = await portal.given.account('office');
      // 2028-03-02 begins in Chongqing at 16:00 UTC of the day before.
      portal.clock.set('2028-03-01T15:59:59.999Z');
      const late = await portal.signedIn(account);
      expect(conditionOf(await verdictOf(late, id), 'restart-years').finding.verdict).toBe('unmet');
      portal.clock.set('2028-03-01T16:00:00Z');
      expect(conditionOf(await verdictOf(late, id), 'restart-years').finding.verdict).toBe('met');
      expect(conditionOf(await verdictOf(late, id), 'restart-evaluated').finding.verdict).toBe('unmet');
    } finally {
      portal.clock.set(today.toISOString());
    }
  });

  it('does not start with a new name, nor with an application that was refused', async () => {
    const { id, studio, recommender } = await aCase(portal);
    await graded(portal, id, 'qualified', '2025-01-15');
    const renamed = await step(
      studio,
      'submitChange',
      await drafted(studio, id, { kind: 'renamed', name: '只换名字工作室' }),
    );
    await consent(office, await endorse(recommender, renamed));
    const change = await step(studio, 'submitChange', await drafted(studio, id, aMaster(idNumbers[1]!)));
    const { revision } = await endorse(recommender, change);
    await office
      .to(studioApi)
      .refuseChange({ params: { id: change.id }, body: { revision, reason: '接任人选不符合条件' } });
    const verdict = await verdictOf(studio, id);
    expect(verdict.conditions.some(({ rule }) => rule.startsWith('upgrade.restart'))).toBe(false);
  });

  it.each([{ kind: 'master' }, { kind: 'relocation' }] as const)(
    'is told before anything is handed in: $kind',
    async (supposed) => {
      const { id, studio } = await aCase(portal);
      await graded(portal, id, 'qualified', '2025-01-15');
      const preview = await studio.to(upgradeApi).simulate({ body: { ...supposed, studioId: id } });
      expect(conditionOf(preview, 'restart-years').finding).toMatchObject({ remedy: { from: { day: '2028-03-02' } } });
      expect(conditionOf(preview, 'restart-evaluated').finding.verdict).toBe('unmet');
      expect((await studio.to(studioApi).changes({ query: { studioId: id } })).rows).toEqual([]);
    },
  );
});
