import { describe, expect, it } from 'vitest';
import type { Machine } from './machine.ts';
import { attempt, diagramOf, flawsOf, offers, refusalsOf } from './machine.ts';
import { refusals } from './refusal.ts';

type State = 'draft' | 'sent' | 'done';
type Action = 'send' | 'finish' | 'recall';
interface Letter {
  readonly state: State;
  readonly pages: number;
}

const refuse = refusals('letter', ['too-late', 'is-empty', 'is-blank']);
const letters: Machine<State, Action, Letter, { late: boolean }> = {
  name: 'letter',
  initial: 'draft',
  final: ['done'],
  moves: {
    send: {
      from: ['draft'],
      to: 'sent',
      unless: [
        (_, { late }) => (late ? refuse('too-late') : undefined),
        ({ pages }) => (pages === 0 ? [refuse('is-empty', { pages }), refuse('is-blank')] : []),
      ],
    },
    recall: { from: ['sent'], to: 'draft' },
    finish: { from: ['sent'], to: 'done' },
  },
};
const draft: Letter = { state: 'draft', pages: 2 };

describe('a machine', () => {
  it('moves the subject on when nothing speaks against it', () => {
    expect(attempt(letters, 'send', draft, { late: false })).toEqual({
      ok: true,
      subject: { state: 'sent', pages: 2 },
    });
  });

  it('moves freely where the table names no guard', () => {
    expect(attempt(letters, 'recall', { ...draft, state: 'sent' }, { late: true })).toEqual({
      ok: true,
      subject: draft,
    });
  });

  it('gives every reason at once, not the first', () => {
    const codes = refusalsOf(letters, 'send', { ...draft, pages: 0 }, { late: true }).map((refusal) => refusal.code);
    expect(codes).toEqual(['letter.too-late', 'letter.is-empty', 'letter.is-blank']);
  });

  it('refuses an action the state does not know, naming both', () => {
    const outcome = attempt(letters, 'finish', draft, { late: false });
    expect(outcome).toEqual({
      ok: false,
      refusals: [{ code: 'machine.not-from-here', params: { machine: 'letter', action: 'finish', state: 'draft' } }],
    });
  });

  it('offers the buttons of the present state, each with its reasons', () => {
    expect(offers(letters, draft, { late: true })).toEqual([
      { action: 'send', refusals: [{ code: 'letter.too-late', params: {} }] },
    ]);
    expect(offers(letters, { ...draft, state: 'done' }, { late: false })).toEqual([]);
  });

  it('shows what its table alone can prove wrong', () => {
    expect(flawsOf(letters, ['draft', 'sent', 'done'])).toEqual({ unreachable: [], stuck: [] });
    const broken = { ...letters, final: [], moves: { send: letters.moves.send } };
    expect(flawsOf(broken, ['draft', 'sent', 'done'])).toEqual({ unreachable: ['done'], stuck: ['sent', 'done'] });
    const cutOff = { ...letters, moves: { finish: letters.moves.finish } };
    expect(flawsOf(cutOff, ['draft', 'sent', 'done'])).toEqual({ unreachable: ['sent', 'done'], stuck: ['draft'] });
  });

  it('draws itself', () => {
    expect(diagramOf(letters).split('\n')).toEqual([
      'stateDiagram-v2',
      '  [*] --> draft',
      '  draft --> sent: send',
      '  sent --> draft: recall',
      '  sent --> done: finish',
      '  done --> [*]',
    ]);
  });
});
