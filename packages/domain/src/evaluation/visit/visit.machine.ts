import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { CivilDate, Guard, Machine } from '../../kernel/index.ts';
import type { Rubric } from '../rubric/rubric.ts';
import type { CycleState } from '../vocabulary.ts';
import type { VisitRecord } from './checklist.rule.ts';
import { refusalsOfRecord } from './checklist.rule.ts';
import { visitRefusals as refuse } from './visit.refusals.ts';

/** `chosen`: by the draw or by hand, no day yet. */
export const visitStates = ['chosen', 'planned', 'done', 'cancelled'] as const;
export type VisitState = (typeof visitStates)[number];

export type VisitAction = 'plan' | 'record' | 'cancel' | 'restore' | 'reopen';

export interface Visit {
  readonly state: VisitState;
  readonly visitorIds: readonly string[];
}

export interface VisitContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly cycle: CycleState;
  readonly today: CivilDate;
  readonly rubric: Rubric;
  /** What is planned, or what is recorded. */
  readonly plan?: { readonly on: CivilDate; readonly visitors: number };
  readonly record?: VisitRecord;
}

type VisitGuard = Guard<Visit, VisitContext>;

const notTheOffice: VisitGuard = (_, { actor }) => (holds(actor, 'office') ? undefined : refuse('not-the-office'));
const notItsVisitor: VisitGuard = ({ visitorIds }, { actor }) =>
  visitorIds.includes(actor.accountId) || holds(actor, 'office') ? undefined : refuse('not-its-visitor');
const cycleIsPastVisits: VisitGuard = (_, { cycle }) => (mayVisit(cycle) ? undefined : refuse('cycle-is-past-visits'));
const nobodyGoes: VisitGuard = (_, { plan }) => (plan?.visitors === 0 ? refuse('no-visitors') : undefined);
const dayIsInThePast: VisitGuard = (_, { plan, today }) =>
  plan && plan.on < today ? refuse('day-in-the-past', { on: plan.on }) : undefined;
const recordIsIncomplete: VisitGuard = (_, { record, rubric }) =>
  record ? refusalsOfRecord(rubric, record) : undefined;

/** Visits are drawn, made and written down while there is something to decide: afterwards they are part of the result. */
export const mayVisit = (cycle: CycleState): boolean => cycle === 'scoring' || cycle === 'deciding';

/** One visit to a studio (现场核查). */
export const visitMachine: Machine<VisitState, VisitAction, Visit, VisitContext> = {
  name: 'visit',
  initial: 'chosen',
  final: ['done', 'cancelled'],
  moves: {
    plan: {
      from: ['chosen', 'planned'],
      to: 'planned',
      unless: [notTheOffice, cycleIsPastVisits, nobodyGoes, dayIsInThePast],
    },
    record: { from: ['planned'], to: 'done', unless: [notItsVisitor, cycleIsPastVisits, recordIsIncomplete] },
    cancel: { from: ['chosen', 'planned'], to: 'cancelled', unless: [notTheOffice, cycleIsPastVisits] },
    restore: { from: ['cancelled'], to: 'chosen', unless: [notTheOffice, cycleIsPastVisits] },
    reopen: { from: ['done'], to: 'planned', unless: [notTheOffice, cycleIsPastVisits] },
  },
};
