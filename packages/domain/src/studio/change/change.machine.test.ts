import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../identity/index.ts';
import { actionsOf, attempt, refusalsOf } from '../../kernel/index.ts';
import { type StudioChange, type ChangeAction, changeMachine, changeOffers, mayEdit } from './change.machine.ts';
import { changeRefusals } from './change.refusals.ts';
import { changeStates, isOpenChange } from './change.ts';

const studio = { accountId: 'a-studio', grants: [{ role: 'studio', studioId: 's-1' }] as readonly Grant[] };
const otherStudio = { accountId: 'a-other', grants: [{ role: 'studio', studioId: 's-2' }] as readonly Grant[] };
const recommender = { accountId: 'a-rec', grants: [{ role: 'recommender', recommenderId: 'r-1' }] as readonly Grant[] };
const formerRecommender = {
  accountId: 'a-rec-2',
  grants: [{ role: 'recommender', recommenderId: 'r-2' }] as readonly Grant[],
};
const office = { accountId: 'a-office', grants: [{ role: 'office' }] as readonly Grant[] };
const evaluator = { accountId: 'a-eval', grants: [{ role: 'evaluator' }] as readonly Grant[] };

const draft: StudioChange = {
  state: 'draft',
  studioId: 's-1',
  recommenderId: 'r-1',
  submittedBy: null,
  endorsedBy: null,
};
const submitted: StudioChange = { ...draft, state: 'submitted', submittedBy: 'a-studio' };
const endorsed: StudioChange = { ...submitted, state: 'endorsed', endorsedBy: 'a-rec' };
const returned: StudioChange = { ...submitted, state: 'returned' };

type Reader = typeof studio;
const context = (actor: Reader, more: object = {}) => ({ actor, faults: [], studioEnded: false, ...more });
const codes = (action: ChangeAction, change: StudioChange, actor: Reader, more: object = {}) =>
  refusalsOf(changeMachine, action, change, context(actor, more)).map(({ code }) => code.replace('change.', ''));
const offered = (change: StudioChange, actor: Reader) =>
  changeOffers(change, context(actor)).map(({ action }) => action);

describe('an application for a change', () => {
  it.each([
    ['submit', draft, studio, []],
    ['submit', returned, studio, []],
    ['submit', draft, otherStudio, ['not-its-studio']],
    ['submit', submitted, studio, ['machine.not-from-here']],
    ['endorse', submitted, recommender, []],
    ['endorse', submitted, formerRecommender, ['not-its-recommender']],
    ['endorse', submitted, office, ['not-its-recommender']],
    ['endorse', draft, recommender, ['machine.not-from-here']],
    ['return', submitted, recommender, []],
    ['return', submitted, office, ['not-yours-to-return']],
    ['return', endorsed, recommender, ['not-yours-to-return']],
    ['return', endorsed, office, []],
    ['consent', submitted, office, ['machine.not-from-here']],
    ['consent', endorsed, office, []],
    ['consent', endorsed, recommender, ['not-the-office', 'own-opinion']],
    ['consent', endorsed, evaluator, ['not-the-office']],
    ['refuse', endorsed, office, []],
    ['withdraw', endorsed, studio, []],
    ['withdraw', endorsed, office, ['not-its-studio']],
    ['close', endorsed, office, ['still-runs']],
  ] as const)('%s: who may', (action, change, actor, expected) => {
    expect(codes(action, change, actor)).toEqual(expected);
  });

  it('is nobody’s to endorse, return or decide who wrote it or gave the opinion, whatever else the account may', () => {
    const both = { accountId: 'a-studio', grants: [...studio.grants, ...recommender.grants, ...office.grants] };
    expect(codes('endorse', submitted, both)).toEqual(['own-application']);
    expect(codes('return', submitted, both)).toEqual(['own-application']);
    expect(codes('consent', endorsed, both)).toEqual(['own-application']);
    const twoHats = { accountId: 'a-rec', grants: [...recommender.grants, ...office.grants] };
    expect(codes('consent', endorsed, twoHats)).toEqual(['own-opinion']);
    expect(codes('refuse', endorsed, twoHats)).toEqual(['own-opinion']);
  });

  it('is not handed in before it is complete, with every reason', () => {
    const faults = [changeRefusals('evidence-needed'), changeRefusals('id-number-needed')];
    expect(codes('submit', draft, studio, { faults })).toEqual(['evidence-needed', 'id-number-needed']);
  });

  it('offers to each what is theirs', () => {
    expect(offered(draft, studio)).toEqual(['submit', 'withdraw']);
    expect(offered(submitted, studio)).toEqual(['withdraw']);
    expect(offered(submitted, recommender)).toEqual(['endorse', 'return']);
    expect(offered(submitted, office)).toEqual([]);
    expect(offered(endorsed, office)).toEqual(['return', 'consent', 'refuse']);
    expect(offered(endorsed, recommender)).toEqual([]);
    expect(offered(endorsed, evaluator)).toEqual([]);
    expect(mayEdit(draft, studio)).toBe(true);
    expect(mayEdit(returned, studio)).toBe(true);
    expect(mayEdit(submitted, studio)).toBe(false);
    expect(mayEdit(draft, otherStudio)).toBe(false);
  });

  it('never leaves a final state, and is open until then', () => {
    const state = fc.constantFrom(...changeStates);
    const actor = fc.constantFrom(studio, recommender, office);
    fc.assert(
      fc.property(state, actor, fc.constantFrom(...actionsOf(changeMachine)), (from, who, action) => {
        const change = { ...endorsed, state: from };
        const done = attempt(changeMachine, action, change, context(who, { studioEnded: true }));
        expect(done.ok && !isOpenChange(from)).toBe(false);
        expect(isOpenChange(from)).toBe(!changeMachine.final.includes(from));
      }),
    );
  });
});
