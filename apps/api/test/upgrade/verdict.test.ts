import { studioApi } from '@jianglian/contracts/studio';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { aCase, answerOf, conditionOf, declareAll, graded, verdictOf } from './a-case.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

describe("a studio's verdict", () => {
  it('says what is not known and where to fill it in, then that one may apply', async () => {
    const { id, studio } = await aCase(portal);
    await graded(portal, id, 'qualified', '2025-01-15');
    const before = await verdictOf(studio, id);
    expect(before).toMatchObject({ target: 'chief', outcome: 'cannot-tell', documentNumber: '渝高技办〔2024〕7号' });
    expect(conditionOf(before, 'presence').finding).toEqual({ verdict: 'unknown', missing: ['presenceMonths'] });
    await declareAll(studio, id);
    const after = await verdictOf(studio, id);
    expect(after.outcome).toBe('eligible');
    const share = conditionOf(after, 'skilled-share');
    expect(share).toMatchObject({
      clause: '二(一)1',
      finding: { verdict: 'met', evidence: { percent: 42.6, least: 35 } },
    });
    expect(share.quote).toContain('占企业用工（含劳务派遣）总量的35%以上');
    expect(share.facts.find(({ fact }) => fact === 'skilledPercent')).toMatchObject({
      value: 42.6,
      on: '2026-01-31',
      source: 'declaration',
      declaration: { source: '2025 年度用工核查表', confirmedBy: null },
    });
    expect(conditionOf(after, 'evaluated').facts).toContainEqual(
      expect.objectContaining({ fact: 'awardedOn', value: '2022-11-26', source: 'timeline' }),
    );
    expect(after.judged.map(({ key }) => key)).toContain('chief-merits');
  });

  it('of last year turns on New Year after next and not the day before', async () => {
    const { id, studio } = await aCase(portal, { happenedOn: '2025-06-30' });
    await declareAll(studio, id);
    const verdict = await verdictOf(studio, id);
    expect(conditionOf(verdict, 'cooling-off').finding).toMatchObject({
      verdict: 'unmet',
      remedy: { from: { day: '2027-01-01' } },
    });
    expect(verdict).toMatchObject({ outcome: 'not-yet', eligibleFrom: '2027-01-01' });
    const today = portal.clock.now();
    try {
      const office = await portal.given.account('office');
      portal.clock.set('2026-12-31T15:59:59Z');
      const late = await portal.signedIn(office);
      expect((await verdictOf(late, id)).outcome).toBe('not-yet');
      portal.clock.set('2026-12-31T16:00:00Z');
      expect((await verdictOf(late, id)).outcome).toBe('provisional');
    } finally {
      portal.clock.set(today.toISOString());
    }
  });

  it('starts the clock anew after a relocation, with the document that consented to it, and drops what was said of the old unit', async () => {
    const { id, studio, recommender } = await aCase(portal);
    await graded(portal, id, 'qualified', '2025-01-15');
    await declareAll(studio, id);
    const office = await portal.as('office');
    const { revision, recommender: home, district } = await office.to(studioApi).get({ params: { id } });
    await office.to(studioApi).act({
      params: { id },
      body: {
        kind: 'relocated',
        revision,
        happenedOn: '2026-02-20',
        documentNumber: '渝高技办函〔2026〕11号',
        reason: '搬入新厂区',
        hostUnit: { name: '新厂区机械公司', kind: 'enterprise' },
        recommenderId: home.id,
        districtCode: district.code,
      },
    });
    const verdict = await verdictOf(recommender, id);
    expect(conditionOf(verdict, 'restart-years')).toMatchObject({
      finding: { verdict: 'unmet', evidence: { approvedOn: '2026-02-20' }, remedy: { from: { day: '2028-02-20' } } },
      facts: expect.arrayContaining([
        expect.objectContaining({ fact: 'relocatedOn', documentNumber: '渝高技办函〔2026〕11号', source: 'timeline' }),
      ]),
    });
    expect(conditionOf(verdict, 'restart-evaluated').finding.verdict).toBe('unmet');
    expect(conditionOf(verdict, 'skilled-share').finding.verdict).toBe('unknown');
  });

  it('reads the tier above, another target, or the way out of turn', async () => {
    const { id, studio } = await aCase(portal);
    const jump = await verdictOf(studio, id, { target: 'national' });
    expect(conditionOf(jump, 'next-tier').finding.verdict).toBe('unmet');
    const exception = await verdictOf(studio, id, { target: 'national', exception: 'worldskills-gold' });
    expect(conditionOf(exception, 'next-tier').finding.verdict).toBe('people');
    expect(exception.conditions.map(({ rule }) => rule)).not.toContain('upgrade.evaluated');
  });

  it('has nothing to say of the highest tier', async () => {
    const { id, studio } = await aCase(portal, { tier: 'national' });
    expect(await answerOf(verdictOf(studio, id))).toEqual({ status: 422, codes: ['eligibility.nothing-above'] });
  });

  it('tells twins of the unit, and a running evaluation that is awaited, but never its unpublished grade', async () => {
    const twin = await aCase(portal, {
      hostUnit: { name: '双子机械厂', kind: 'enterprise' },
      occupation: { name: '车工' },
      tier: 'chief',
    });
    const { hostUnitId } = (await portal.db.one<{ hostUnitId: string }>(sql`
      SELECT host_unit_id AS "hostUnitId" FROM studios WHERE id = ${twin.id}`))!;
    const { id, studio } = await aCase(portal, {
      hostUnit: { id: hostUnitId },
      occupation: { name: '车工' },
      happenedOn: '2024-05-05',
    });
    expect(conditionOf(await verdictOf(studio, id), 'one-per-unit').finding.verdict).toBe('unmet');
    await portal.db.run(sql`
      WITH cycle AS (
        INSERT INTO evaluation_cycles (title, year, period_from, period_to, rubric_version, state,
          self_evaluation_due_at, self_evaluation_closes_at, opinion_due_at, opinion_closes_at, scoring_due_at,
          scoring_closes_at, visits_due_at, visits_closes_at, decision_due_at, decision_closes_at, publicity_due_at,
          publicity_closes_at, publicity_working_days, excellent_cap_percent, sheets_per_studio, created_at)
        SELECT '2026 年度考核评估', 2026, '2024-01-01', '2025-12-31', version, 'deciding', now(),
          now() + interval '1 h', now(), now() + interval '2 h', now(), now() + interval '3 h', now(),
          now() + interval '4 h', now(), now() + interval '5 h', now(), now() + interval '6 h', 5, 20, 3, now()
        FROM rubrics LIMIT 1
        RETURNING id
      )
      INSERT INTO evaluations (cycle_id, studio_id, tier, host_unit_id, basis, state, base_score, final_score, grade,
                               decided_at, prefill, self_submitted_at)
      SELECT cycle.id, s.id, s.tier, s.host_unit_id, 'award', 'decided', 9000, 9000, 'excellent', now(), '[]', now()
      FROM cycle, studios s WHERE s.id = ${id}`);
    const verdict = await verdictOf(studio, id);
    expect(conditionOf(verdict, 'evaluated').finding).toMatchObject({ verdict: 'waits', for: '2026 年度考核评估' });
    expect(JSON.stringify(verdict)).not.toContain('"grade":"excellent"');
  });
});

describe('a determination', () => {
  it('is kept once with the facts as they were, and found the same years later', async () => {
    const { id, studio, recommender } = await aCase(portal);
    await graded(portal, id, 'qualified', '2025-01-15');
    await declareAll(studio, id);
    const { determination } = await verdictOf(studio, id);
    const kept = await studio.to(upgradeApi).determine({ params: { id }, body: {} });
    expect(kept).toMatchObject({ id: determination, outcome: 'eligible', same: true });
    expect((await recommender.to(upgradeApi).determine({ params: { id }, body: {} })).id).toBe(kept.id);
    const today = portal.clock.now();
    try {
      portal.clock.set('2031-06-01T02:00:00Z');
      await portal.db.run(sql`UPDATE team_members SET left_on = '2027-01-01' WHERE studio_id = ${id}`);
      const again = await (
        await portal.signedIn(await portal.given.account('office'))
      )
        .to(upgradeApi)
        .determination({ params: { id: kept.id } });
      expect(again).toMatchObject({ same: true, outcome: 'eligible', facts: { teamSize: 5 } });
    } finally {
      portal.clock.set(today.toISOString());
    }
    const change = portal.db.run(sql`UPDATE upgrade_determinations SET outcome = 'not-yet' WHERE id = ${kept.id}`);
    await expect(change).rejects.toThrow('a determination stands');
    const audited = await portal.db.rows(sql`
      SELECT 1 FROM audit_records WHERE subject_type = 'upgrade-determination' AND subject_id = ${kept.id}`);
    expect(audited).toHaveLength(1);
  });
});
