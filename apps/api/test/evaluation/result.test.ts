import { randomUUID } from 'node:crypto';
import { evaluationApi } from '@jianglian/contracts/evaluation';
import { aggregate, default2024, medianOf } from '@jianglian/domain/evaluation';
import type { Mark } from '@jianglian/domain/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { recommenderId } from '../studio/a-studio.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { aStudio, anEvaluator, type Api, type EvaluatedStudio, type Person, refusal, settings } from './a-cycle.ts';

let portal: Portal;
let office: Api;
let experts: Person[];
let draftId: string;
/** Studios of one tier by cluster; the sheets of each, as marked. */
const studios = new Map<string, EvaluatedStudio[]>();
const sheetsOf = new Map<string, { id: string; marks: Mark[] }[]>();
const evaluations = new Map<string, string>();

/** A published cycle like the draft, another year. */
async function aPublishedCycle(year: number): Promise<string> {
  const id = randomUUID();
  const changes = {
    id,
    year,
    title: `${year} 年度考核评估`,
    state: 'published',
    document_number: `渝高技办〔${year}〕9号`,
    published_on: `${year}-08-31`,
  };
  await portal.db.run(sql`
    INSERT INTO evaluation_cycles
    SELECT (jsonb_populate_record(c, ${JSON.stringify(changes)}::jsonb)).* FROM evaluation_cycles c WHERE c.id = ${draftId}`);
  return id;
}

/** Five sheets each, so that the extremes are left out; the marks differ by studio, expert and line. */
function marksOf(seed: number, expert: number): Mark[] {
  return default2024.indicators.map(({ code, points }, place) => ({
    indicator: code,
    score:
      place === 3 && seed % 4 === 0
        ? null
        : Math.round((points * (60 + ((seed * 7 + expert * 5 + place * 3) % 40))) / 100),
    notApplicable: place === 3 && seed % 4 === 0,
    deductions: [],
    comment: place === 0 ? `评语${seed}-${expert}` : '',
  }));
}

async function publish(cycleId: string, studio: EvaluatedStudio, seed: number): Promise<string> {
  const id = randomUUID();
  const sheets = experts.map(({ accountId }, expert) => ({
    id: randomUUID(),
    accountId,
    marks: marksOf(seed, expert),
  }));
  const { base, spread, groups } = aggregate(default2024, sheets);
  const apprentices = [1, 2].map((year) => ({
    code: 'apprentices',
    year,
    counted: seed,
    wanted: 10,
    points: 0,
    figures: [{ code: 'apprentices', value: seed, unit: 'person', sources: [] }],
  }));
  const prefill = default2024.indicators.map(({ code }) => ({
    indicator: code,
    points: 300,
    open: 0,
    base: 0,
    missing: [],
    parts: code === 'D1' ? apprentices : [],
  }));
  await portal.db.run(sql`
    INSERT INTO evaluations (id, cycle_id, studio_id, state, tier, host_unit_id, basis, prefill, prefill_taken_on,
      self_submitted_at, base_score, final_score, spread, groups, proposed_grade, grade, document_number, published_on)
    SELECT ${id}, ${cycleId}, s.id, 'published', s.tier, s.host_unit_id, 'award', ${JSON.stringify(prefill)}, '2026-03-01',
      '2026-03-01T00:00:00Z', ${base}, ${base}, ${spread}, ${JSON.stringify(groups)}, 'qualified', 'qualified',
      c.document_number, c.published_on
    FROM studios s, evaluation_cycles c WHERE s.id = ${studio.id} AND c.id = ${cycleId}`);
  for (const { id: sheetId, accountId, marks } of sheets) {
    await portal.db.run(sql`
      INSERT INTO scoresheets (id, evaluation_id, account_id, assigned_at, assigned_by)
      VALUES (${sheetId}, ${id}, ${accountId}, '2026-03-01T00:00:00Z', ${accountId})`);
    await portal.db.run(sql`
      INSERT INTO marks (scoresheet_id, indicator, score, not_applicable, deductions, comment, revision, saved_at)
      SELECT ${sheetId}, m.indicator, m.score, m."notApplicable", '[]', m.comment, 1, '2026-03-01T00:00:00Z'
      FROM jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
        AS m(indicator text, score int, "notApplicable" boolean, comment text)`);
    await portal.db.run(
      sql`UPDATE scoresheets SET state = 'submitted', submitted_at = '2026-03-02T00:00:00Z' WHERE id = ${sheetId}`,
    );
  }
  sheetsOf.set(id, sheets);
  return id;
}

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  experts = await Promise.all(Array.from({ length: 5 }, () => anEvaluator(portal)));
  // Six municipal studios of one cluster, five of another, four chief studios of the first.
  for (const [key, tier, clusterCode, count] of [
    ['six', 'municipal', 'B1', 6],
    ['five', 'municipal', 'B2', 5],
    ['chief', 'chief', 'B1', 4],
  ] as const) {
    const found: EvaluatedStudio[] = [];
    for (let place = 0; place < count; place += 1) found.push(await aStudio(portal, { tier, clusterCode }));
    studios.set(key, found);
  }
  draftId = (await office.createCycle({ body: settings() })).id;
  const cycleId = await aPublishedCycle(2026);
  let seed = 1;
  for (const studio of [...studios.values()].flat()) {
    evaluations.set(studio.id, await publish(cycleId, studio, seed));
    seed += 1;
  }
}, 120_000);
afterAll(() => portal.close());

const comparison = (studio: EvaluatedStudio) => studio.api.comparison({ params: { id: evaluations.get(studio.id)! } });

describe('a studio beside its group', () => {
  it('sees the median of its tier and cluster, the same as the rules work it out', async () => {
    const group = studios.get('six')!;
    const own = group[2]!;
    const { group: seen, hidden } = await comparison(own);
    expect(hidden).toBeNull();
    expect(seen!.studios).toBe(6);
    const outcomes = new Map(group.map(({ id }) => [id, aggregate(default2024, sheetsOf.get(evaluations.get(id)!)!)]));
    expect(seen!.final).toEqual({
      own: outcomes.get(own.id)!.base,
      median: medianOf([...outcomes.values()].map(({ base }) => base)),
    });
    for (const line of seen!.lines) {
      const means = [...outcomes.values()].flatMap(
        ({ lines }) => lines.find(({ indicator }) => indicator === line.indicator)!.mean ?? [],
      );
      const mine = outcomes.get(own.id)!.lines.find(({ indicator }) => indicator === line.indicator)!.mean;
      expect(line).toMatchObject({ own: mine, median: means.length < 5 ? null : medianOf(means) });
    }
    // Seeds 1 to 6 in both years; the third studio has 3 + 3.
    expect(seen!.figures).toEqual([{ indicator: 'D1', code: 'apprentices', unit: 'person', own: 6, median: 7 }]);
  });

  it('sees a line of its own only where enough have the line', async () => {
    // Of the five of the second cluster (seeds 7 to 11) the one with seed 8 has no A4: four are left.
    const { group: seen } = await comparison(studios.get('five')![0]!);
    expect(seen!.lines.find(({ indicator }) => indicator === 'A4')!.median).toBeNull();
    expect(seen!.lines.find(({ indicator }) => indicator === 'A1')!.median).not.toBeNull();
  });

  it('sees nothing of a group below five, not even how many they are', async () => {
    const seen = await comparison(studios.get('chief')![0]!);
    expect(seen).toMatchObject({ hidden: 'small', group: null, smallestGroup: 5 });
    expect(JSON.stringify(seen)).not.toMatch(/"studios"|"median"/);
  });

  it('sees nothing either when the rest of the tier would be below five', async () => {
    // One of the other cluster is not published any more: six here, four there.
    const gone = evaluations.get(studios.get('five')![4]!.id)!;
    await portal.db.run(sql`UPDATE evaluations SET state = 'retracted', grade = NULL WHERE id = ${gone}`);
    expect(await comparison(studios.get('six')![0]!)).toMatchObject({ hidden: 'small', group: null });
    expect(await comparison(studios.get('five')![4]!)).toMatchObject({ hidden: 'unpublished', group: null });
  });
});

describe('the history of a studio', () => {
  it('has its published cycles, oldest first, for the studio, its recommender and the office', async () => {
    const studio = studios.get('six')![1]!;
    const earlier = await aPublishedCycle(2024);
    await publish(earlier, studio, 30);
    const rows = await studio.api.evaluationHistory({ params: { id: studio.id } });
    expect(rows.map(({ cycle, documentNumber }) => [cycle.year, documentNumber])).toEqual([
      [2024, '渝高技办〔2024〕9号'],
      [2026, '渝高技办〔2026〕9号'],
    ]);
    expect(rows[0]!.groups).toHaveLength(5);
    const officer = studio.officer.to(evaluationApi);
    expect(await officer.evaluationHistory({ params: { id: studio.id } })).toEqual(rows);
    expect(await office.evaluationHistory({ params: { id: studio.id } })).toEqual(rows);
    const other = studios.get('six')![0]!;
    expect((await refusal(other.api.evaluationHistory({ params: { id: studio.id } }))).status).toBe(404);
    const stranger = await portal.as('recommender', { recommenderId: await recommenderId(portal, '500103') });
    const asked = stranger.to(evaluationApi).evaluationHistory({ params: { id: studio.id } });
    expect((await refusal(asked)).status).toBe(404);
  });
});

describe('who scored a studio', () => {
  it('reaches neither the studio nor its recommender, by no channel', async () => {
    const studio = studios.get('six')![0]!;
    const id = evaluations.get(studio.id)!;
    const params = { id };
    for (const visitor of [studio.secretary, studio.officer]) {
      const api = visitor.to(evaluationApi);
      const result = await api.result({ params });
      expect(result.lines[0]!.comments.map(({ expert }) => expert)).toEqual([1, 2, 3, 4, 5]);
      expect(result.lines[0]!.comments.map(({ text }) => text).toSorted()).toEqual(
        [0, 1, 2, 3, 4].map((expert) => `评语1-${expert}`),
      );
      const errors = await Promise.all([
        refusal(api.panel({ params })),
        refusal(api.scoresheet({ params: { id: sheetsOf.get(id)![0]!.id } })),
        refusal(api.sheetOpinion({ params: { id: sheetsOf.get(id)![0]!.id } })),
        refusal(api.submitSelfEvaluation({ params, body: { revision: 99 } })),
      ]);
      const seen = JSON.stringify([
        result,
        await api.myEvaluations(),
        await api.selfEvaluation({ params }),
        await api.comparison({ params }),
        await api.evaluationHistory({ params: { id: studio.id } }),
        await api.opinion({ params }),
        errors.map(({ problem }) => problem),
      ]);
      for (const { accountId, name } of experts) {
        expect(seen).not.toContain(name);
        expect(seen).not.toContain(accountId);
      }
      for (const { id: sheetId } of sheetsOf.get(id)!) expect(seen).not.toContain(sheetId);
    }
  });

  it('who scores a studio and keeps another follows only the own one', async () => {
    const [own, scored] = studios.get('six')!;
    const account = await portal.given.account('studio', { studioId: own!.id });
    await portal.db.run(sql`
      INSERT INTO account_roles (account_id, role) VALUES (${account.id}, 'evaluator')`);
    const both = (await portal.signedIn(account)).to(evaluationApi);
    const foreign = evaluations.get(scored!.id)!;
    await portal.db.run(sql`
      INSERT INTO scoresheets (evaluation_id, account_id, assigned_at, assigned_by)
      VALUES (${foreign}, ${account.id}, '2026-03-01T00:00:00Z', ${account.id})`);
    expect((await both.myEvaluations()).map(({ studio }) => studio.id)).toEqual([own!.id]);
    const refused = await Promise.all([
      refusal(both.result({ params: { id: foreign } })),
      refusal(both.selfEvaluation({ params: { id: foreign } })),
      refusal(both.comparison({ params: { id: foreign } })),
      refusal(both.opinion({ params: { id: foreign } })),
      refusal(both.evaluationHistory({ params: { id: scored!.id } })),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});
