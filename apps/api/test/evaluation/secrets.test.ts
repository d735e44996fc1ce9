import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, type Portal } from '../support/portal.ts';
import type { RawCall, Visitor } from '../support/visitor.ts';
import {
  aStudio,
  anEvaluator,
  anOpenCycle,
  type Api,
  type EvaluatedStudio,
  handIn,
  type Person,
  score,
  sheetFor,
} from './a-cycle.ts';

// Every readable address of the portal is asked by everybody, with the ids of the story: whatever is added later is asked too.
let portal: Portal;
let office: Api;
let studio: EvaluatedStudio;
let one: Person;
let other: Person;
let stranger: Person;
let cycle: CycleView;
let evaluationId: string;
let sheetId: string;
let readers: readonly (readonly [string, Visitor])[];

/** Words and points that stand in one mark and nowhere else. */
const secretWords = '此句只在一条评语之中';
const secretScore = 377;

beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  studio = await aStudio(portal);
  one = await anEvaluator(portal);
  other = await anEvaluator(portal);
  stranger = await anEvaluator(portal);
  cycle = await anOpenCycle(portal);
  evaluationId = await handIn(studio);
  cycle = await office.startScoring({ params: { id: cycle.id }, body: { revision: cycle.revision } });
  for (const { accountId } of [one, other]) await office.assign({ params: { id: evaluationId }, body: { accountId } });
  sheetId = (await sheetFor(one, studio)).id;
  await one.api.saveMark({
    params: { id: sheetId, indicator: 'A1' },
    body: { score: secretScore, comment: secretWords, revision: 0 },
  });
  readers = [
    ['the other evaluator', other.visitor],
    ['an evaluator of nothing here', stranger.visitor],
    ['the studio', studio.secretary],
    ['the recommender', studio.officer],
    ['the office', await portal.as('office')],
    ['the care officer', await portal.as('care-officer')],
    ['a stranger', portal.visitor()],
  ];
});
afterAll(() => portal.close());

const idOf: Readonly<Record<string, () => string>> = {
  cycles: () => cycle.id,
  evaluations: () => evaluationId,
  scoresheets: () => sheetId,
  studios: () => studio.id,
  'self-evaluations': () => evaluationId,
  results: () => evaluationId,
  evaluators: () => one.accountId,
};

/** `GET /api/cycles/:id/cohort` with the ids of the story; undefined where it has no place here. */
function addressOf(route: string): string | undefined {
  const [method, pattern] = route.split(' ') as [string, string];
  if (method !== 'GET' || !pattern.startsWith('/api/') || pattern.includes('*')) return undefined;
  const parts = pattern.split('/');
  return parts
    .map((part, index) => {
      if (!part.startsWith(':')) return part;
      if (part === ':indicator') return 'A1';
      return (idOf[parts[index - 1] ?? ''] ?? (() => evaluationId))();
    })
    .join('/');
}

async function everythingFor(visitor: Visitor): Promise<{ url: string; text: string }[]> {
  const answers: { url: string; text: string }[] = [];
  for (const url of new Set(portal.routes.flatMap((route) => addressOf(route) ?? []))) {
    const needed = url.endsWith('/scoring/workbook') ? `?cycleId=${cycle.id}` : '';
    const reply = await visitor.raw({ method: 'GET', url: `${url}${needed}` });
    answers.push({ url, text: reply.payload });
  }
  return answers;
}

describe('while a sheet is out', () => {
  it('its marks are in no answer to anybody else', { timeout: 120_000 }, async () => {
    for (const [who, visitor] of readers) {
      const answers = await everythingFor(visitor);
      expect(answers.length).toBeGreaterThan(30);
      for (const { url, text } of answers) {
        expect(text.includes(secretWords), `${who} read the comment at ${url}`).toBe(false);
        expect(new RegExp(`"score":\\s*${secretScore}\\b`).test(text), `${who} read the score at ${url}`).toBe(false);
      }
    }
    // The question is a good one: the evaluator does read it there.
    expect((await everythingFor(one.visitor)).some(({ text }) => text.includes(secretWords))).toBe(true);
  });

  it('its evaluator’s name is known to the office alone', { timeout: 120_000 }, async () => {
    for (const [who, visitor] of readers.filter(([name]) => name !== 'the office')) {
      for (const { url, text } of await everythingFor(visitor)) {
        expect(text.includes(one.name), `${who} read the name at ${url}`).toBe(false);
        expect(text.includes(one.accountId), `${who} read the account at ${url}`).toBe(false);
      }
    }
  });

  it('no search, filter or order tells of marks', async () => {
    const officer = await portal.as('office');
    const asked = async (query: string) =>
      (await officer.raw({ method: 'GET', url: `/api/cycles/${cycle.id}/${query}` })).json<{ rows?: unknown[] }>();
    for (const list of ['assignments', 'evaluations', 'cohort']) {
      expect((await asked(`${list}?search=${encodeURIComponent(secretWords)}`)).rows).toEqual([]);
      expect((await asked(`${list}?search=3.77`)).rows).toEqual([]);
    }
    for (const sort of ['score', 'total', 'spread', 'marks']) {
      const { statusCode } = await officer.raw({
        method: 'GET',
        url: `/api/cycles/${cycle.id}/assignments?sort=${sort}`,
      });
      expect(statusCode).toBe(422);
    }
    const { rows } = await office.evaluations({ params: { id: cycle.id } });
    expect(rows).toMatchObject([{ finalScore: null, spread: null, grade: null }]);
  });

  it('somebody else’s sheet and none are one answer, whatever is done to it', async () => {
    const calls = (id: string): RawCall[] => [
      { method: 'GET', url: `/api/scoresheets/${id}` },
      { method: 'GET', url: `/api/scoresheets/${id}/marks/A1/versions` },
      { method: 'PUT', url: `/api/scoresheets/${id}/marks/A1`, body: { score: 100, comment: '', revision: 0 } },
      { method: 'PUT', url: `/api/scoresheets/${id}/marks/ZZ`, body: { score: 100, comment: '', revision: 7 } },
      { method: 'POST', url: `/api/scoresheets/${id}/submission`, body: { revision: 1 } },
      { method: 'POST', url: `/api/scoresheets/${id}/recusal`, body: { revision: 1, reason: '试探' } },
      { method: 'POST', url: `/api/scoresheets/${id}/entry-acknowledgement`, body: { revision: 1 } },
    ];
    const nowhere = calls('00000000-0000-4000-8000-000000000000');
    for (const [index, call] of calls(sheetId).entries()) {
      const [there, missing] = [await other.visitor.raw(call), await other.visitor.raw(nowhere[index]!)];
      const plain = (payload: string) => {
        const { requestId: _, instance: __, ...rest } = JSON.parse(payload) as Record<string, unknown>;
        return rest;
      };
      expect([there.statusCode, plain(there.payload)], call.url).toEqual([404, plain(missing.payload)]);
    }
  });

  it('the counts of a queue are one’s own', async () => {
    expect(await other.api.queue()).toMatchObject({ total: 1, submitted: 0, rows: [{ marked: 0, total: null }] });
    expect(await stranger.api.queue()).toMatchObject({ total: 0, rows: [] });
  });
});

describe('once all sheets are in', () => {
  it('names stay with the office', { timeout: 120_000 }, async () => {
    await score(one, studio, 80);
    await score(other, studio, 90);
    for (const [who, visitor] of readers.filter(([name]) => name !== 'the office')) {
      for (const { url, text } of await everythingFor(visitor)) {
        expect(text.includes(one.name), `${who} read the name at ${url}`).toBe(false);
        expect(text.includes(one.accountId), `${who} read the account at ${url}`).toBe(false);
      }
    }
    expect(await other.api.scoresheet({ params: { id: (await sheetFor(other, studio)).id } })).toMatchObject({
      blind: false,
      panel: { totals: [{ label: '甲' }, { label: '乙' }] },
    });
  });
});
