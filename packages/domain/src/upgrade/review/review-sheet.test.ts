import { describe, expect, it } from 'vitest';
import type { Mark, Sheet } from '../../evaluation/index.ts';
import { aggregate, rubricFaults } from '../../evaluation/index.ts';
import { attempt } from '../../kernel/index.ts';
import { type ReviewContext, review2024, reviewMarkRefusals, reviewSheetMachine } from '../index.ts';

const closesAt = new Date('2026-08-10T10:00:00.000Z');
const evaluator = { accountId: 'e1', grants: [{ role: 'evaluator' as const }] };
const context: ReviewContext = {
  actor: evaluator,
  rubric: review2024,
  prefills: [],
  now: new Date('2026-08-01T00:00:00.000Z'),
  closesAt,
  round: 'reviewing',
  application: 'accepted',
};
const mark = (indicator: string, score: number | null, comment = ''): Mark => ({
  indicator,
  score,
  notApplicable: false,
  deductions: [],
  comment,
});
const full = review2024.indicators.map(({ code, points }) => mark(code, points));
const sheet = (marks: readonly Mark[] = full): Sheet => ({ state: 'draft', accountId: 'e1', marks });
const codesOf = (given: Sheet, changed: Partial<ReviewContext> = {}) => {
  const outcome = attempt(reviewSheetMachine, 'submit', given, { ...context, ...changed });
  return outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
};

describe('the sheet of an expert', () => {
  it.each([
    ['complete', sheet(), {}, []],
    ['a line without a mark', sheet(full.slice(1)), {}, ['evaluation.line-unmarked']],
    ['just 60 %', sheet([mark('U1', 900), ...full.slice(1)]), {}, []],
    ['under 60 % without words', sheet([mark('U1', 899), ...full.slice(1)]), {}, ['evaluation.comment-below']],
    ['under 60 % with words', sheet([mark('U1', 899, '制度不全'), ...full.slice(1)]), {}, []],
    ['at the closing instant', sheet(), { now: closesAt }, ['review.review-closed']],
    ['a round that is proposed', sheet(), { round: 'proposed' }, ['review.review-closed']],
    ['an application not accepted', sheet(), { application: 'refused' }, ['review.not-accepted-yet']],
    ['somebody else', sheet(), { actor: { ...evaluator, accountId: 'e2' } }, ['evaluation.not-its-evaluator']],
  ] as const)('%s', (_, given, changed, codes) => {
    expect(codesOf(given, changed as Partial<ReviewContext>)).toEqual(codes);
  });

  it('takes no mark above the points of its line', () => {
    expect(reviewMarkRefusals(sheet([]), mark('U1', 1_501), context)[0]?.code).toBe('evaluation.score-above-full');
    expect(reviewMarkRefusals(sheet([]), mark('U1', 1_500), context)).toEqual([]);
  });

  it('is scored with a rubric that could be published', () => {
    expect(rubricFaults(review2024)).toEqual([]);
  });

  it('counts as sheets of the evaluation do: extremes out from five on', () => {
    const worth = (id: string, less: number) => ({ id, marks: [mark('U1', 1_500 - less), ...full.slice(1)] });
    const three = [worth('a', 0), worth('b', 300), worth('c', 600)];
    expect(aggregate(review2024, three)).toMatchObject({ base: 9_700, spread: 600 });
    expect(aggregate(review2024, [...three, worth('d', 300), worth('e', 1_500)]).base).toBe(9_600);
  });
});
