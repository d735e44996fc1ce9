import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nominationRefusals, nominationOutcomeRefusals } from './nomination.rule.ts';
import type { HonourFacts } from './honour-priority.rule.ts';
import {
  byHonourPriority,
  isCityMaster,
  honourKinds,
  honourPriorityOf,
  writtenHonour,
} from './honour-priority.rule.ts';

const facts = (changes: Partial<HonourFacts> = {}): HonourFacts => ({
  tier: 'municipal',
  standing: 'active',
  lastGrade: 'qualified',
  lastEvaluatedOn: '2026-08-31',
  gradeAfterRectification: false,
  held: [],
  underWay: [],
  benefitFen: 0,
  finishedProjects: 0,
  apprentices: 0,
  ...changes,
});

describe('who is put forward first (四(二))', () => {
  it.each([
    ['优秀', { lastGrade: 'excellent' }, 'first', ['excellent']],
    ['合格', {}, 'next', ['qualified']],
    ['整改后合格', { gradeAfterRectification: true }, 'next', ['qualified-after-rectification']],
    ['not evaluated yet', { lastGrade: null }, 'next', ['not-evaluated']],
    ['nobody knows what is held', { held: null }, 'next', ['qualified', 'held-unknown']],
    [
      'holds it already',
      { lastGrade: 'excellent', held: ['china-skills-award'] },
      'held',
      ['already-held', 'excellent'],
    ],
    ['holds another one', { lastGrade: 'excellent', held: ['national-technical-expert'] }, 'first', ['excellent']],
    ['is being put forward', { underWay: ['china-skills-award'] }, 'under-way', ['put-forward', 'qualified']],
    ['under rectification', { standing: 'rectifying', lastGrade: 'failed' }, 'not-now', ['rectifying']],
    ['不合格', { lastGrade: 'failed' }, 'not-now', ['failed']],
    ['ended', { standing: 'revoked' }, 'not-now', ['ended', 'qualified']],
    [
      'results',
      { benefitFen: 5, finishedProjects: 2, apprentices: 3 },
      'next',
      ['qualified', 'benefit', 'projects', 'apprentices'],
    ],
  ] as const)('%s', (_name, changes, standing, codes) => {
    const priority = honourPriorityOf('china-skills-award', facts(changes));
    expect([priority.standing, priority.reasons.map(({ code }) => code)]).toEqual([standing, codes]);
  });

  it('orders by grade, then tier, then results, and never puts one who may not be before one who may', () => {
    const order = [
      facts({ lastGrade: 'excellent', tier: 'chief' }),
      facts({ lastGrade: 'excellent', benefitFen: 9 }),
      facts({ lastGrade: 'excellent' }),
      facts({ tier: 'national' }),
      facts({ benefitFen: 9_000_000 }),
      facts({ lastGrade: null, tier: 'chief' }),
      facts({ held: ['china-skills-award'], lastGrade: 'excellent', tier: 'national' }),
      facts({ standing: 'rectifying', tier: 'national' }),
    ].map((one, index) => ({ name: String(index), priority: honourPriorityOf('china-skills-award', one) }));
    fc.assert(
      fc.property(fc.shuffledSubarray(order, { minLength: order.length }), (shuffled) => {
        expect(shuffled.toSorted(byHonourPriority).map(({ name }) => name)).toEqual(order.map(({ name }) => name));
      }),
    );
  });

  it('looks at projects first where it is about a research project, and at no honour', () => {
    const projects = {
      name: 'a',
      priority: honourPriorityOf('research-project', facts({ finishedProjects: 2, held: null })),
    };
    const benefit = { name: 'b', priority: honourPriorityOf('research-project', facts({ benefitFen: 9_000_000 })) };
    expect([benefit, projects].toSorted(byHonourPriority).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(projects.priority.reasons.map(({ code }) => code)).toEqual(['qualified', 'projects']);
  });

  it('knows a city master by the name of the honour, not by that of a studio', () => {
    expect(isCityMaster([{ name: '2021 年重庆技能大师' }])).toBe(true);
    expect(isCityMaster([{ name: '重庆技能大师工作室领衔人' }])).toBe(false);
    expect(isCityMaster([writtenHonour['chongqing-skill-master']])).toBe(true);
  });
});

describe('putting forward', () => {
  const refused = (
    changes: Partial<HonourFacts>,
    kind: (typeof honourKinds)[number] = 'china-skills-award',
    on = '2026-03-01',
    title: string | null = null,
  ) => nominationRefusals(kind, facts(changes), { on, title }, '2026-03-02').map(({ code }) => code);

  it.each([
    [{}, []],
    [{ held: ['china-skills-award'] }, ['honours.already-held']],
    [{ underWay: ['china-skills-award'] }, ['honours.under-way']],
    [{ standing: 'rectifying' }, ['honours.not-running']],
    [{ lastGrade: 'failed' }, ['honours.last-failed']],
  ] as const)('%j', (changes, codes) => {
    expect(refused(changes as Partial<HonourFacts>)).toEqual(codes);
  });

  it('is of a day that has been, and names the project where it is about one', () => {
    expect(refused({}, 'china-skills-award', '2026-03-03')).toEqual(['honours.in-the-future']);
    expect(refused({}, 'research-project')).toEqual(['honours.project-needed']);
    expect(refused({ held: null }, 'research-project', '2026-03-01', '机器人柔性装配')).toEqual([]);
  });

  it('ends once, and not before it began', () => {
    const ended = (outcome: 'awarded' | null, on: string) =>
      nominationOutcomeRefusals({ putForwardOn: '2026-02-01', outcome }, on, '2026-03-02').map(({ code }) => code);
    expect(ended(null, '2026-02-01')).toEqual([]);
    expect(ended('awarded', '2026-02-01')).toEqual(['honours.outcome-stands']);
    expect(ended(null, '2026-01-31')).toEqual(['honours.before-put-forward']);
    expect(ended(null, '2026-03-03')).toEqual(['honours.in-the-future']);
  });
});
