import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { Guard, Machine, Offer, Refusal } from '../../kernel/index.ts';
import { offers } from '../../kernel/index.ts';
import { changeRefusals as refuse } from './change.refusals.ts';
import type { ChangeState } from './change.ts';

export type ChangeAction = 'submit' | 'endorse' | 'return' | 'consent' | 'refuse' | 'withdraw' | 'close';

export interface StudioChange {
  readonly state: ChangeState;
  readonly studioId: string;
  /** The unit that recommends the studio now: after a re-homing it is the new one's turn. */
  readonly recommenderId: string;
  readonly submittedBy: string | null;
  readonly endorsedBy: string | null;
}

export interface ChangeContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  /** What the application lacks (`contentRefusals`). */
  readonly faults: readonly Refusal[];
  /** The studio was terminated or revoked meanwhile. */
  readonly studioEnded: boolean;
}

type ChangeGuard = Guard<StudioChange, ChangeContext>;
type Reader = ChangeContext['actor'];

const isOfStudio = ({ studioId }: StudioChange, { grants }: Reader): boolean =>
  grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId);
const isOfRecommender = ({ recommenderId }: StudioChange, { grants }: Reader): boolean =>
  grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === recommenderId);

const notItsStudio: ChangeGuard = (change, { actor }) =>
  isOfStudio(change, actor) ? undefined : refuse('not-its-studio');
const notItsRecommender: ChangeGuard = (change, { actor }) =>
  isOfRecommender(change, actor) ? undefined : refuse('not-its-recommender');
const notTheOffice: ChangeGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
/** Before the opinion the recommender returns it, after it the office. */
const notYoursToReturn: ChangeGuard = (change, { actor }) =>
  (change.state === 'submitted' ? isOfRecommender(change, actor) : holds(actor, 'office'))
    ? undefined
    : refuse('not-yours-to-return');
/** Who wrote it neither gives the opinion nor decides, whatever other role the account has. */
const itIsYourOwn: ChangeGuard = ({ submittedBy }, { actor }) =>
  submittedBy === actor.accountId ? refuse('own-application') : undefined;
const youGaveTheOpinion: ChangeGuard = ({ endorsedBy }, { actor }) =>
  endorsedBy === actor.accountId ? refuse('own-opinion') : undefined;
const itIsNotComplete: ChangeGuard = (_, { faults }) => faults;
const theStudioRuns: ChangeGuard = (_, { studioEnded }) => (studioEnded ? undefined : refuse('still-runs'));

/**
 * One application for a change (三(三) 经申请同意): the studio applies, its recommending unit gives its opinion, the municipal
 * office consents or refuses. `close` is what happens to an open one when its studio ends another way.
 */
export const changeMachine: Machine<ChangeState, ChangeAction, StudioChange, ChangeContext> = {
  name: 'studio-change',
  initial: 'draft',
  final: ['consented', 'refused', 'withdrawn', 'closed'],
  moves: {
    submit: { from: ['draft', 'returned'], to: 'submitted', unless: [notItsStudio, itIsNotComplete] },
    endorse: { from: ['submitted'], to: 'endorsed', unless: [notItsRecommender, itIsYourOwn] },
    return: { from: ['submitted', 'endorsed'], to: 'returned', unless: [notYoursToReturn, itIsYourOwn] },
    consent: { from: ['endorsed'], to: 'consented', unless: [notTheOffice, itIsYourOwn, youGaveTheOpinion] },
    refuse: { from: ['endorsed'], to: 'refused', unless: [notTheOffice, itIsYourOwn, youGaveTheOpinion] },
    withdraw: { from: ['draft', 'submitted', 'returned', 'endorsed'], to: 'withdrawn', unless: [notItsStudio] },
    close: { from: ['draft', 'submitted', 'returned', 'endorsed'], to: 'closed', unless: [theStudioRuns] },
  },
};

const notOnesPart: readonly string[] = [
  refuse('not-its-studio'),
  refuse('not-its-recommender'),
  refuse('not-the-office'),
  refuse('not-yours-to-return'),
].map(({ code }) => code);

/** The buttons of one reader: what is somebody else's part is not offered, what is theirs is, with its reasons. */
export const changeOffers = (change: StudioChange, context: ChangeContext): readonly Offer<ChangeAction>[] =>
  offers(changeMachine, change, context).filter(
    ({ action, refusals }) => action !== 'close' && !refusals.some(({ code }) => notOnesPart.includes(code)),
  );

/** Whether the reader may write the content now. */
export const mayEdit = (change: StudioChange, actor: Reader): boolean =>
  isOfStudio(change, actor) && (change.state === 'draft' || change.state === 'returned');
