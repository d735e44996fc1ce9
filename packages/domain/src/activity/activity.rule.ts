import type { CivilDate, Refusal } from '../kernel/index.ts';
import { isCivilDate } from '../kernel/index.ts';
import type { ActivityContent, ActivityPerson } from './activity.ts';
import { activityRefusals as refuse } from './activity.refusals.ts';
import { metricRefusals, missingMetrics } from './metrics.rule.ts';

export const longest = { title: 120, summary: 4000, place: 120, name: 40, duty: 40, reason: 500 } as const;
export const mostPeople = 200;
export const mostEvidence = 30;

/** Everything wrong with what is written so far; what is merely not yet there is no fault of a draft. */
export function contentRefusals(content: ActivityContent, today: CivilDate): readonly Refusal[] {
  return [
    ...(['title', 'summary', 'place'] as const).flatMap((field) =>
      lengthRefusals(content[field], field, longest[field]),
    ),
    ...dateRefusals(content, today),
    ...peopleRefusals(content.people),
    ...metricRefusals(content.kind, content.metrics),
  ];
}

/** What a submission needs beyond being free of faults: a title, people, the kind's metrics and evidence. */
export function gapsOf(
  content: ActivityContent,
  evidence: { readonly files: number; readonly least: number },
): readonly Refusal[] {
  return [
    ...(content.title.trim() === '' ? [refuse('title-missing', { field: 'title' })] : []),
    ...(content.people.length === 0 ? [refuse('people-missing', { field: 'people' })] : []),
    ...missingMetrics(content.kind, content.metrics),
    ...(evidence.files < evidence.least
      ? [refuse('evidence-missing', { field: 'evidence', least: evidence.least })]
      : []),
  ];
}

function dateRefusals({ startedOn, endedOn }: ActivityContent, today: CivilDate): readonly Refusal[] {
  const reasons: Refusal[] = [];
  for (const [field, day] of [
    ['startedOn', startedOn],
    ['endedOn', endedOn],
  ] as const) {
    if (day === null) continue;
    if (!isCivilDate(day)) reasons.push(refuse('date-not-real', { field }));
    else if (day > today) reasons.push(refuse('date-in-future', { field, today }));
  }
  if (endedOn !== null && endedOn < startedOn) reasons.push(refuse('ended-before-started', { field: 'endedOn' }));
  return reasons;
}

function peopleRefusals(people: readonly ActivityPerson[]): readonly Refusal[] {
  if (people.length > mostPeople) return [refuse('people-too-many', { field: 'people', most: mostPeople })];
  const members = new Set<string>();
  return people.flatMap(({ memberId, name, duty = '' }, index) => {
    const path = `people.${index}`;
    const twice = memberId !== undefined && members.has(memberId);
    if (memberId !== undefined) members.add(memberId);
    return [
      ...(name.trim() === '' ? [refuse('person-unnamed', { field: `${path}.name` })] : []),
      ...lengthRefusals(name, `${path}.name`, longest.name),
      ...lengthRefusals(duty, `${path}.duty`, longest.duty),
      ...(twice ? [refuse('person-twice', { field: path, name })] : []),
    ];
  });
}

const lengthRefusals = (text: string, field: string, most: number): readonly Refusal[] =>
  [...text].length > most ? [refuse('text-too-long', { field, most })] : [];

/** A reason somebody must give and others will read. */
export function reasonRefusals(reason: string | undefined): readonly Refusal[] {
  if (reason === undefined || reason.trim() === '') return [refuse('reason-missing', { field: 'reason' })];
  return [...reason].length > longest.reason
    ? [refuse('reason-too-long', { field: 'reason', most: longest.reason })]
    : [];
}
