import type { CivilDate, Refusal } from '../kernel/index.ts';
import { studioRefusals } from './studio.refusals.ts';

export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly joinedOn: CivilDate;
  readonly leftOn: CivilDate | null;
}

/** 二(二), R02: the master leads a team of 3 to 15. */
export const teamSize = { least: 3, most: 15 } as const;

/** Whether somebody belongs to the team on a day; the day of leaving counts no more. */
export const inTeamOn = (member: TeamMember, day: CivilDate): boolean =>
  member.joinedOn <= day && (member.leftOn === null || day < member.leftOn);

/** What speaks against the size of a team: a warning on the page, held against an application only. */
export function teamSizeFindings(size: number): readonly Refusal[] {
  if (size < teamSize.least) return [studioRefusals('team-too-small', { size, least: teamSize.least })];
  if (size > teamSize.most) return [studioRefusals('team-too-large', { size, most: teamSize.most })];
  return [];
}

export function joiningRefusals(
  team: readonly TeamMember[],
  joining: { readonly name: string; readonly joinedOn: CivilDate },
  today: CivilDate,
): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if (joining.joinedOn > today) reasons.push(studioRefusals('in-the-future', { on: joining.joinedOn, today }));
  if (team.some((member) => member.name === joining.name && inTeamOn(member, joining.joinedOn))) {
    reasons.push(studioRefusals('already-in-team', { name: joining.name }));
  }
  return reasons;
}

export function leavingRefusals(member: TeamMember, leftOn: CivilDate, today: CivilDate): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if (member.leftOn !== null) reasons.push(studioRefusals('already-left', { on: member.leftOn }));
  if (leftOn < member.joinedOn) reasons.push(studioRefusals('leaves-before-joining', { joined: member.joinedOn }));
  if (leftOn > today) reasons.push(studioRefusals('in-the-future', { on: leftOn, today }));
  return reasons;
}
