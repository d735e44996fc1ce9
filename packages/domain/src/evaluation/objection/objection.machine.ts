import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { CivilDate, Guard, Machine, Refusal } from '../../kernel/index.ts';
import { publicityIsOver } from '../publicity/publicity.rule.ts';
import type { EvaluationState } from '../vocabulary.ts';
import type { Participants } from './independence.rule.ts';
import { dependenceOf } from './independence.rule.ts';
import { objectionRefusals as refuse } from './objection.refusals.ts';

export const objectionStates = ['filed', 'under-review', 'upheld', 'rejected', 'withdrawn'] as const;
export type ObjectionState = (typeof objectionStates)[number];

/** Who objects: a studio, a unit that applies for one, a recommender, or anybody by name, entered by the office. */
export const objectorKinds = ['studio', 'applicant', 'recommender', 'public'] as const;
export type ObjectorKind = (typeof objectorKinds)[number];

/** States in which an objection freezes the publication of its studio. */
export const openObjectionStates: readonly ObjectionState[] = ['filed', 'under-review'];

export type ObjectionAction = 'take' | 'uphold' | 'reject' | 'withdraw';

export interface Objection {
  readonly state: ObjectionState;
  readonly objector: ObjectorKind;
  /** The account it was filed with; for `public`, of the official who entered it. */
  readonly filedBy: string;
  readonly handlerId: string | null;
}

export interface ObjectionContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly participants: Participants;
}

type ObjectionGuard = Guard<Objection, ObjectionContext>;

const notTheOffice: ObjectionGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
const alreadyYours: ObjectionGuard = ({ handlerId }, { actor }) =>
  handlerId === actor.accountId ? refuse('already-yours') : undefined;
const tookPart: ObjectionGuard = (_, { actor, participants }) => dependenceOf(actor.accountId, participants);
const notTheHandler: ObjectionGuard = ({ handlerId }, { actor }) =>
  handlerId === actor.accountId ? undefined : refuse('not-the-handler');
/** Whoever filed it may take it back; what came in by name is taken back through the office. */
const notTheObjector: ObjectionGuard = ({ filedBy, objector }, { actor }) =>
  filedBy === actor.accountId || (objector === 'public' && holds(actor, 'office'))
    ? undefined
    : refuse('not-the-objector');

/** One objection (异议) in the publicity of one studio's grade: filed → under review → upheld, rejected or withdrawn. */
export const objectionMachine: Machine<ObjectionState, ObjectionAction, Objection, ObjectionContext> = {
  name: 'objection',
  initial: 'filed',
  final: ['upheld', 'rejected', 'withdrawn'],
  moves: {
    take: { from: ['filed', 'under-review'], to: 'under-review', unless: [notTheOffice, alreadyYours, tookPart] },
    uphold: { from: ['under-review'], to: 'upheld', unless: [notTheOffice, notTheHandler, tookPart] },
    reject: { from: ['under-review'], to: 'rejected', unless: [notTheOffice, notTheHandler, tookPart] },
    withdraw: { from: ['filed', 'under-review'], to: 'withdrawn', unless: [notTheObjector] },
  },
};

export interface Filing {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly now: Date;
  readonly objector: ObjectorKind;
  readonly evaluation: { readonly state: EvaluationState; readonly studioId: string; readonly recommenderId: string };
  readonly publicityUntil: CivilDate | null;
  /** Open objections of the same account against the same result. */
  readonly ownOpen: number;
}

/** Every reason against filing an objection: within the publicity, exactly to its end; by who is entitled; one at a time. */
export function filingRefusals({ actor, objector, evaluation, ...filing }: Filing): readonly Refusal[] {
  const entitled =
    objector === 'public'
      ? holds(actor, 'office')
      : actor.grants.some((grant) =>
          objector === 'studio'
            ? grant.role === 'studio' && grant.studioId === evaluation.studioId
            : grant.role === 'recommender' && grant.recommenderId === evaluation.recommenderId,
        );
  return filingFaults({ ...filing, objector, entitled, announced: evaluation.state === 'announced' });
}

export interface FilingCase extends Pick<Filing, 'now' | 'objector' | 'publicityUntil' | 'ownOpen'> {
  readonly announced: boolean;
  readonly entitled: boolean;
}

/** The same for whatever is in publicity. */
export function filingFaults(filing: FilingCase): readonly Refusal[] {
  const { now, objector, announced, entitled, publicityUntil, ownOpen } = filing;
  if (publicityUntil === null) return [refuse('not-open-yet')];
  const found: Refusal[] = [];
  if (publicityIsOver(publicityUntil, now)) found.push(refuse('window-over', { until: publicityUntil }));
  else if (!announced) found.push(refuse('not-announced'));
  if (!entitled) found.push(refuse('not-entitled'));
  if (objector !== 'public' && ownOpen > 0) found.push(refuse('already-filed'));
  return found;
}
