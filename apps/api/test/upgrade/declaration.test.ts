import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { aCase, answerOf, conditionOf, declareAll, verdictOf } from './a-case.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const said = { fact: 'presenceMonths', value: 8, holdsOn: '2026-01-31', source: '考勤汇总' } as const;

describe('a declared fact', () => {
  it('is confirmed by the recommending unit, which shows beside it', async () => {
    const { id, studio, recommender } = await aCase(portal);
    const [declared] = await studio.to(upgradeApi).declare({ params: { id }, body: said });
    const [confirmed] = await recommender.to(upgradeApi).confirm({ params: { id: declared!.id } });
    expect(confirmed).toMatchObject({ fact: 'presenceMonths', value: 8, latest: true, holds: true });
    expect(confirmed!.confirmedBy).toContain('recommender');
    const [fact] = conditionOf(await verdictOf(studio, id), 'presence').facts;
    expect(fact?.declaration?.confirmedBy).toBe(confirmed!.confirmedBy);
    expect(await answerOf(recommender.to(upgradeApi).confirm({ params: { id: declared!.id } }))).toEqual({
      status: 409,
      codes: ['eligibility.already-confirmed'],
    });
  });

  it('gives way to a newer one, stands itself, and then cannot be confirmed', async () => {
    const { id, studio, recommender } = await aCase(portal);
    const [first] = await studio.to(upgradeApi).declare({ params: { id }, body: said });
    const all = await studio.to(upgradeApi).declare({ params: { id }, body: { ...said, value: 4 } });
    expect(all.map(({ value, latest }) => [value, latest])).toEqual([
      [4, true],
      [8, false],
    ]);
    expect(conditionOf(await verdictOf(studio, id), 'presence').finding.verdict).toBe('unmet');
    expect((await answerOf(recommender.to(upgradeApi).confirm({ params: { id: first!.id } }))).codes).toEqual([
      'eligibility.superseded',
    ]);
    await expect(portal.db.run(sql`UPDATE declared_facts SET value = '12' WHERE id = ${first!.id}`)).rejects.toThrow(
      'a declared fact stands',
    );
    await expect(portal.db.run(sql`DELETE FROM declared_facts WHERE id = ${first!.id}`)).rejects.toThrow('stands');
  });

  it('is of its kind and of a day that has been', async () => {
    const { id, studio } = await aCase(portal);
    const declare = (body: object) =>
      answerOf(studio.to(upgradeApi).declare({ params: { id }, body: { ...said, ...body } }));
    expect((await declare({ value: 13 })).codes).toEqual(['eligibility.value-malformed']);
    expect((await declare({ holdsOn: '2026-03-03' })).codes).toEqual(['eligibility.holds-in-the-future']);
    expect((await declare({ source: ' ' })).status).toBe(422);
  });

  it('is declared by the studio itself and confirmed by its own recommender only', async () => {
    const mine = await aCase(portal, { recommender: '500103' });
    const other = await aCase(portal, { recommender: '500101' });
    const declare = (person: typeof mine.studio) =>
      answerOf(person.to(upgradeApi).declare({ params: { id: mine.id }, body: said }));
    expect((await declare(other.studio)).status).toBe(404);
    expect((await declare(mine.recommender)).status).toBe(403);
    expect((await declare(await portal.as('office'))).status).toBe(403);
    const [declared] = await mine.studio.to(upgradeApi).declare({ params: { id: mine.id }, body: said });
    const confirm = (person: typeof mine.studio) =>
      answerOf(person.to(upgradeApi).confirm({ params: { id: declared!.id } }));
    expect((await confirm(other.recommender)).status).toBe(404);
    expect((await confirm(mine.studio)).status).toBe(403);
    expect((await confirm(await portal.as('office'))).status).toBe(403);
    expect((await answerOf(other.studio.to(upgradeApi).declarations({ params: { id: mine.id } }))).status).toBe(404);
  });

  it('is given one place after the other, however many come at once', async () => {
    const { id, studio } = await aCase(portal);
    const values = [1, 2, 3, 4, 5, 6, 7, 8];
    await Promise.all(
      values.map((value) => studio.to(upgradeApi).declare({ params: { id }, body: { ...said, value } })),
    );
    const all = await studio.to(upgradeApi).declarations({ params: { id } });
    expect(all).toHaveLength(8);
    expect(all.filter(({ latest }) => latest)).toHaveLength(1);
  });
});

describe('a waiver', () => {
  it('is given by the office for a condition in principle, with its reason, and taken back', async () => {
    const { id, studio, recommender } = await aCase(portal, {
      master: { name: '长者', skillLevel: 'senior-technician', birthDate: '1965-01-01' },
    });
    await declareAll(studio, id);
    const office = await portal.as('office');
    expect(conditionOf(await verdictOf(studio, id), 'age').finding.verdict).toBe('unmet');
    const waive = {
      params: { id },
      body: { rule: 'upgrade.age', target: 'chief', reason: '绝技绝活，行业急需' },
    } as const;
    expect((await answerOf(recommender.to(upgradeApi).waive(waive))).status).toBe(403);
    const { id: waiver } = await office.to(upgradeApi).waive(waive);
    expect(conditionOf(await verdictOf(studio, id), 'age')).toMatchObject({
      finding: { verdict: 'waived', reason: '绝技绝活，行业急需' },
      waiver: { id: waiver },
    });
    expect((await answerOf(office.to(upgradeApi).waive(waive))).codes).toEqual(['eligibility.already-waived']);
    const hard = { ...waive, body: { ...waive.body, rule: 'upgrade.presence' } };
    expect((await answerOf(office.to(upgradeApi).waive(hard))).codes).toEqual(['eligibility.not-soft']);
    const end = { params: { id: waiver }, body: { reason: '理由不再成立' } };
    await office.to(upgradeApi).endWaiver(end);
    expect(conditionOf(await verdictOf(studio, id), 'age').finding.verdict).toBe('unmet');
    expect((await answerOf(office.to(upgradeApi).endWaiver(end))).codes).toEqual(['eligibility.waiver-ended']);
    const audited = await portal.db.rows<{ action: string; reason: string }>(sql`
      SELECT action, reason FROM audit_records WHERE subject_type = 'upgrade-waiver' ORDER BY id`);
    expect(audited).toEqual([
      { action: 'given', reason: '绝技绝活，行业急需' },
      { action: 'ended', reason: '理由不再成立' },
    ]);
  });
});
