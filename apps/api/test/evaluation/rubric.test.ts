import { createHash } from 'node:crypto';
import { evaluationApi } from '@jianglian/contracts/evaluation';
import { completeRubric, default2024 } from '@jianglian/domain/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { refusal } from './a-cycle.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

describe('the shipped rubric', () => {
  it('is there on an empty portal, whole and published', async () => {
    const api = (await portal.as('evaluator')).to(evaluationApi);
    expect(await api.rubrics()).toMatchObject([
      { version: '2024-default', indicators: 18, cycles: 0, purpose: 'evaluation' },
      { version: '2024-review', indicators: 6, cycles: 0, purpose: 'review' },
    ]);
    expect(await api.rubric({ params: { version: '2024-default' } })).toEqual(completeRubric(default2024));
    expect((await refusal(api.rubric({ params: { version: 'none' } }))).status).toBe(404);
  });

  it('never changes: another default is another version in another migration', async () => {
    const digest = createHash('sha256').update(JSON.stringify(default2024)).digest('hex');
    expect(digest.slice(0, 16)).toBe('e69eb169827bab8c');
    await expect(portal.db.run(sql`UPDATE rubrics SET content = '{}'`)).rejects.toThrow('never changes');
    await expect(portal.db.run(sql`DELETE FROM rubrics`)).rejects.toThrow('never changes');
  });
});
