import { evaluationApi, type RubricVersionView, type RubricView } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { type Api, aStudio, refusal, settings } from './a-cycle.ts';

let portal: Portal;
let office: Api;
let colleague: Api;
beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  colleague = (await portal.as('office')).to(evaluationApi);
});
afterAll(() => portal.close());

function withoutVersion(rubric: RubricView): Omit<RubricView, 'version'> {
  const { version, ...content } = rubric;
  expect(version).not.toBe('');
  return content;
}
const copied = (version: string, from = '2024-default') => office.copyRubric({ body: { from, version } });
const saved = (api: Api, { rubric, revision }: RubricVersionView, changes: Partial<RubricView> = {}) =>
  api.saveRubric({
    params: { version: rubric.version },
    body: { revision, rubric: { ...withoutVersion(rubric), ...changes } },
  });
const heavier = (rubric: RubricView): RubricView['indicators'] =>
  rubric.indicators.map((line) => (line.code === 'C1' ? { ...line, points: line.points + 200 } : line));

describe('a new version', () => {
  it('is made by copying, with every setting said, and is the office’s own until it is published', async () => {
    const draft = await copied('2026-v1');
    expect(draft).toMatchObject({ revision: 1, copiedFrom: '2024-default', publishedAt: null, faults: [], cycles: [] });
    expect(draft.rubric).toMatchObject({ version: '2026-v1', tieRule: 'nobody', rounding: { mode: 'half-up' } });
    const evaluator = (await portal.as('evaluator')).to(evaluationApi);
    expect((await evaluator.rubrics()).map(({ version }) => version)).toEqual(['2024-default', '2024-review']);
    expect((await refusal(evaluator.rubric({ params: { version: '2026-v1' } }))).status).toBe(404);
    const compared = evaluator.rubricDifferences({ params: { version: '2026-v1' }, query: { from: '2024-default' } });
    expect((await refusal(compared)).status).toBe(404);
    expect((await refusal(evaluator.rubricVersion({ params: { version: '2026-v1' } }))).status).toBe(403);
    expect((await office.rubrics())[0]).toMatchObject({
      version: '2026-v1',
      publishedAt: null,
      copiedFrom: '2024-default',
    });
  });

  it('needs a name of its own, and one that fits into an address', async () => {
    expect((await refusal(copied('2026-v1'))).codes).toEqual(['rubric.version-taken']);
    expect((await refusal(copied('新 版'))).status).toBe(422);
    expect((await refusal(copied('2026-x', 'none'))).status).toBe(404);
  });

  it('is saved with its faults, each told with its field; the second of two who save gets both', async () => {
    const draft = await copied('2026-v2');
    const after = await saved(office, draft, { indicators: heavier(draft.rubric) });
    expect(after.revision).toBe(2);
    expect(after.faults).toEqual([
      { path: 'indicators', code: 'rubric.points-not-full', params: { sum: '102.00', full: '100.00' } },
    ]);
    const late = await refusal(saved(colleague, draft, { years: 3 }));
    expect(late).toMatchObject({ status: 409, codes: ['shared.stale-revision'] });
    expect(late.problem.current).toMatchObject({ revision: 2, rubric: { years: 2 } });
    // Saving what is there already is no new revision.
    expect((await saved(office, after)).revision).toBe(2);
  });

  it('refuses what is no rubric at all', async () => {
    const draft = await copied('2026-v3');
    const shapeless = await refusal(saved(office, draft, { years: 1.5 }));
    expect(shapeless.status).toBe(422);
    const extra = await refusal(saved(office, draft, { more: true } as never));
    expect(extra.status).toBe(422);
  });
});

describe('publication', () => {
  it('waits for the last fault, then never changes, not even past the service', async () => {
    const draft = await copied('2026-v4');
    const faulty = await saved(office, draft, { indicators: heavier(draft.rubric), vetoes: [] });
    const params = { version: '2026-v4' };
    const refused = await refusal(office.publishRubric({ params, body: { revision: faulty.revision } }));
    expect(refused).toMatchObject({ status: 422, codes: ['rubric.points-not-full', 'rubric.vetoes-missing'] });
    expect(refused.problem.refusals[1]!.params).toEqual({ path: 'vetoes' });
    const sound = await saved(office, faulty, {
      indicators: draft.rubric.indicators,
      vetoes: draft.rubric.vetoes,
      tieRule: 'border-groups',
    });
    const published = await office.publishRubric({ params, body: { revision: sound.revision } });
    expect(published.publishedAt).not.toBeNull();
    expect((await refusal(saved(office, published, { years: 3 }))).codes).toEqual(['rubric.not-a-draft']);
    const gone = office.discardRubric({ params, body: { revision: published.revision } });
    expect((await refusal(gone)).codes).toEqual(['rubric.not-a-draft']);
    await expect(portal.db.run(sql`UPDATE rubrics SET revision = 9 WHERE version = '2026-v4'`)).rejects.toThrow(
      'never changes',
    );
    const evaluator = (await portal.as('evaluator')).to(evaluationApi);
    const { differences } = await evaluator.rubricDifferences({ params, query: { from: '2024-default' } });
    expect(differences).toEqual([
      {
        part: 'rubric',
        change: 'changed',
        code: null,
        indicator: null,
        field: 'tieRule',
        before: 'nobody',
        after: 'border-groups',
      },
    ]);
  });

  it('is what a cycle waits for: a draft pins nothing, not even past the service', async () => {
    const draft = await copied('2026-v5');
    const body = settings({ rubricVersion: '2026-v5' });
    expect(await refusal(office.createCycle({ body }))).toMatchObject({
      status: 422,
      codes: ['rubric.version-not-published'],
    });
    await aStudio(portal);
    const cycle = await office.createCycle({ body: settings() });
    await expect(
      portal.db.run(sql`UPDATE evaluation_cycles SET rubric_version = '2026-v5' WHERE id = ${cycle.id}`),
    ).rejects.toThrow('published');
    await office.publishRubric({ params: { version: '2026-v5' }, body: { revision: draft.revision } });
    const pinned = await office.editCycle({ params: { id: cycle.id }, body: { ...body, revision: cycle.revision } });
    expect(pinned.rubricVersion).toBe('2026-v5');
    const { cycles } = await office.rubricVersion({ params: { version: '2026-v5' } });
    expect(cycles).toEqual([{ id: cycle.id, title: cycle.title, state: 'draft' }]);
  });
});

describe('a draft that is not wanted', () => {
  it('is thrown away; a copy of it names where it came from', async () => {
    const draft = await copied('2026-v6');
    await copied('2026-v7', '2026-v6');
    await office.discardRubric({ params: { version: '2026-v6' }, body: { revision: draft.revision } });
    expect((await refusal(office.rubricVersion({ params: { version: '2026-v6' } }))).status).toBe(404);
    expect((await office.rubricVersion({ params: { version: '2026-v7' } })).copiedFrom).toBe('2024-default');
    const trail = await portal.db.rows<{ action: string }>(
      sql`SELECT action FROM audit_records WHERE subject_type = 'rubric' AND subject_id = '2026-v6' ORDER BY id`,
    );
    expect(trail.map(({ action }) => action)).toEqual(['copied', 'discarded']);
  });
});
