import type { CivilDate, Refusal } from '../../kernel/index.ts';
import { addDays, civilDateOf } from '../../kernel/index.ts';
import type { ExtendableStep } from '../cycle/window.ts';
import { timeText } from '../time-text.ts';
import { reminderRefusals as refuse } from './reminder.refusals.ts';

/** The steps in which somebody outside of the office is waited for. */
export type ReminderStep = ExtendableStep;

/** One thing a subject owes: the self-evaluation of a studio, the opinion on one, one sheet. */
export interface OpenTask {
  /** Who owes it: the evaluation (its studio), the recommending unit, the evaluator's account. */
  readonly subjectId: string;
  readonly subjectName: string;
  readonly studioName: string;
  readonly dueAt: Date;
  readonly closesAt: Date;
}

/** A person who can do it, and what they were told already. */
export interface ReminderRecipient {
  readonly subjectId: string;
  readonly accountId: string;
  readonly name: string;
  readonly hasAddress: boolean;
  /** The office's day of the last reminder of this subject and step. */
  readonly remindedOn: CivilDate | null;
  /** Dates that were announced by the clock already. */
  readonly milestones: readonly string[];
}

/** A line of the list that is shown before sending: whom, about what, and why not. */
export interface ReminderCandidate {
  readonly subjectId: string;
  readonly name: string;
  readonly person: ReminderRecipient | null;
  readonly tasks: readonly OpenTask[];
  readonly dueAt: Date | null;
  readonly closesAt: Date | null;
  readonly refusal: Refusal | null;
  /** Announced by the clock: which date. */
  readonly milestone: string | null;
}

/** Days before the two dates on which those who have not finished are reminded by themselves; null: never. */
export interface ReminderSettings {
  readonly beforeDueDays: number | null;
  readonly beforeClosingDays: number | null;
}

/** Asked for by now and not handed in, while it still can be. */
export const isLate = ({ dueAt, closesAt }: Pick<OpenTask, 'dueAt' | 'closesAt'>, now: Date): boolean =>
  now >= dueAt && now < closesAt;

/**
 * Everybody who is late, and of the subjects asked for also those who are not, with the reason: the office sees the whole of
 * its choice. At most once a day for each task (催办), whoever sends it.
 */
export function lateCandidates(
  tasks: readonly OpenTask[],
  people: readonly ReminderRecipient[],
  now: Date,
  asked?: readonly string[],
): readonly ReminderCandidate[] {
  const subjects = subjectsOf(tasks);
  const peopleOf = Map.groupBy(people, (person) => person.subjectId);
  const found = asked ?? [...subjects.keys()].filter((id) => subjects.get(id)?.some((task) => isLate(task, now)));
  return found.flatMap((subjectId) => {
    const open = subjects.get(subjectId) ?? [];
    const late = open.filter((task) => isLate(task, now));
    return personsOf(peopleOf.get(subjectId) ?? []).map((person) =>
      candidate(subjectId, late.length > 0 ? late : open, person, whyNot(open, late, person, now), null),
    );
  });
}

/**
 * Who is reminded by the clock today: whoever has not finished and whose date is so many days ahead. Each date is announced
 * once; one that was missed (no server ran, another reminder came first) is caught up until it has passed.
 */
export function scheduledCandidates(
  tasks: readonly OpenTask[],
  people: readonly ReminderRecipient[],
  settings: ReminderSettings,
  now: Date,
): readonly ReminderCandidate[] {
  const today = civilDateOf(now);
  const peopleOf = Map.groupBy(people, (person) => person.subjectId);
  return [...subjectsOf(tasks)].flatMap(([subjectId, open]) =>
    (peopleOf.get(subjectId) ?? [])
      .filter((person) => person.remindedOn !== today)
      .flatMap((person) => {
        const ahead = open.flatMap((task) => {
          const milestone = milestoneOf(task, settings, now);
          return milestone === null || person.milestones.includes(milestone) ? [] : [{ task, milestone }];
        });
        const [first] = ahead;
        if (!first) return [];
        const same = ahead.filter(({ milestone }) => milestone === first.milestone).map(({ task }) => task);
        return [candidate(subjectId, same, person, null, first.milestone)];
      }),
  );
}

/** The date that is to be announced now, as text: `closing 2026-03-02` outranks `due …`; null while none is near. */
export function milestoneOf(
  { dueAt, closesAt }: Pick<OpenTask, 'dueAt' | 'closesAt'>,
  { beforeDueDays, beforeClosingDays }: ReminderSettings,
  now: Date,
): string | null {
  const isNear = (at: Date, days: number | null) =>
    days !== null && now < at && civilDateOf(now) >= addDays(civilDateOf(at), -days);
  if (isNear(closesAt, beforeClosingDays)) return `closing ${civilDateOf(closesAt)}`;
  return isNear(dueAt, beforeDueDays) ? `due ${civilDateOf(dueAt)}` : null;
}

const subjectsOf = (tasks: readonly OpenTask[]): ReadonlyMap<string, readonly OpenTask[]> =>
  Map.groupBy(tasks, (task) => task.subjectId);

/** A subject without an account is a line of its own: it is late, and nobody can be told. */
const personsOf = (people: readonly ReminderRecipient[]): readonly (ReminderRecipient | null)[] =>
  people.length === 0 ? [null] : people;

function whyNot(
  open: readonly OpenTask[],
  late: readonly OpenTask[],
  person: ReminderRecipient | null,
  now: Date,
): Refusal | null {
  const [first] = open;
  if (!first) return refuse('nothing-open');
  if (late.length === 0) {
    return open.every(({ closesAt }) => now >= closesAt)
      ? refuse('step-closed', { closesAt: timeText(lastOf(open)) })
      : refuse('not-late', { dueAt: timeText(firstOf(open)) });
  }
  if (!person) return refuse('nobody-to-tell');
  return person.remindedOn === civilDateOf(now) ? refuse('already-today') : null;
}

function candidate(
  subjectId: string,
  tasks: readonly OpenTask[],
  person: ReminderRecipient | null,
  refusal: Refusal | null,
  milestone: string | null,
): ReminderCandidate {
  return {
    subjectId,
    name: tasks[0]?.subjectName ?? person?.name ?? '',
    person,
    tasks,
    dueAt: tasks.length > 0 ? firstOf(tasks) : null,
    closesAt: tasks.length > 0 ? lastOf(tasks) : null,
    refusal,
    milestone,
  };
}

const firstOf = (tasks: readonly OpenTask[]): Date => new Date(Math.min(...tasks.map(({ dueAt }) => dueAt.getTime())));
const lastOf = (tasks: readonly OpenTask[]): Date =>
  new Date(Math.max(...tasks.map(({ closesAt }) => closesAt.getTime())));
