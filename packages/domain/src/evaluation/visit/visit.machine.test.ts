import { describe, expect, it } from 'vitest';
import type { Role } from '../../identity/index.ts';
import { attempt, flawsOf, refusalsOf } from '../../kernel/index.ts';
import type { VisitContext, VisitLine, VisitState } from '../index.ts';
import { default2024, refusalsOfRecord, siteIndicators, visitMachine, visitStates } from '../index.ts';

const actor = (role: Role, accountId = 'me') => ({ accountId, grants: [{ role }] }) as VisitContext['actor'];
const lines: VisitLine[] = siteIndicators(default2024).map(({ code }) => ({
  indicator: code,
  answer: 'yes',
  note: '',
}));
const signatures = [{ signer: 'visitor' as const }, { signer: 'studio' as const }];
const record = { lines, signatures, hasSignedForm: false };
const context: VisitContext = {
  actor: actor('office'),
  cycle: 'scoring',
  today: '2026-11-22',
  rubric: default2024,
};
const codes = (refusals: readonly { readonly code: string }[]) =>
  refusals.map(({ code }) => code.replace('visit.', ''));

describe('a visit', () => {
  it('reaches every state and gets stuck in none', () => {
    expect(flawsOf(visitMachine, visitStates)).toEqual({ unreachable: [], stuck: [] });
  });

  it.each([
    ['plan', 'chosen', { plan: { on: '2026-11-22', visitors: 2 } }, []],
    ['plan', 'planned', { plan: { on: '2026-11-25', visitors: 1 } }, []],
    ['plan', 'chosen', { plan: { on: '2026-11-21', visitors: 0 } }, ['no-visitors', 'day-in-the-past']],
    ['plan', 'chosen', { actor: actor('evaluator') }, ['not-the-office']],
    ['plan', 'chosen', { cycle: 'published' }, ['cycle-is-past-visits']],
    ['plan', 'done', {}, ['machine.not-from-here']],
    ['record', 'planned', { actor: actor('evaluator'), record }, []],
    ['record', 'planned', { record, cycle: 'deciding' }, []],
    ['record', 'planned', { actor: actor('evaluator', 'another'), record }, ['not-its-visitor']],
    ['record', 'planned', { record, cycle: 'proposed' }, ['cycle-is-past-visits']],
    ['record', 'chosen', { record }, ['machine.not-from-here']],
    ['cancel', 'planned', {}, []],
    ['cancel', 'chosen', { actor: actor('recommender') }, ['not-the-office']],
    ['cancel', 'done', {}, ['machine.not-from-here']],
    ['restore', 'cancelled', {}, []],
    ['restore', 'cancelled', { cycle: 'cancelled' }, ['cycle-is-past-visits']],
    ['reopen', 'done', {}, []],
    ['reopen', 'done', { actor: actor('evaluator') }, ['not-the-office']],
  ] as const)('%s from %s', (action, state: VisitState, given, expected) => {
    const visit = { state, visitorIds: ['me'] };
    expect(codes(refusalsOf(visitMachine, action, visit, { ...context, ...given }))).toEqual(expected);
  });

  it('is decided for every action in every state', () => {
    for (const state of visitStates) {
      for (const action of ['plan', 'record', 'cancel', 'restore', 'reopen'] as const) {
        const outcome = attempt(visitMachine, action, { state, visitorIds: [] }, { ...context, record });
        expect(outcome.ok).toBe(visitMachine.moves[action].from.includes(state));
      }
    }
  });
});

describe('the checklist', () => {
  it('asks for what is seen on site only', () => {
    expect(siteIndicators(default2024).map(({ code }) => code)).toEqual('A1 A2 A4 B1 B2 D1 D2 D3'.split(' '));
  });

  it('lists everything missing', () => {
    const wanting = [
      { indicator: 'A1', answer: 'partly' as const, note: ' ' },
      { indicator: 'C1', answer: 'yes' as const, note: '' },
      ...lines.slice(2),
    ];
    const found = codes(refusalsOfRecord(default2024, { ...record, lines: wanting, signatures: [] }));
    expect(found).toEqual(['unknown-line', 'note-missing', 'line-unanswered', 'signature-missing']);
  });

  it('takes a signed form for the signatures, but not the visitor’s alone', () => {
    expect(refusalsOfRecord(default2024, { ...record, signatures: [], hasSignedForm: true })).toEqual([]);
    expect(codes(refusalsOfRecord(default2024, { ...record, signatures: signatures.slice(0, 1) }))).toEqual([
      'signature-missing',
    ]);
  });
});
