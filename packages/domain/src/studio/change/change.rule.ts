import type { CivilDate, Refusal } from '../../kernel/index.ts';
import { normaliseDocumentNumber } from '../../kernel/index.ts';
import type { StudioAct } from '../act.ts';
import { masterIsTaken } from '../act.rule.ts';
import type { Named } from '../event.ts';
import { hostUnitRefusals } from '../person.rule.ts';
import type { StudioState } from '../state.ts';
import { studioRefusals } from '../studio.refusals.ts';
import { changeRefusals as refuse } from './change.refusals.ts';
import type { ChangeEvidence, ChangeKind, Proposal } from './change.ts';

/** A reason of fewer characters says nothing to who has to decide. */
export const leastReason = 10;

/**
 * What the office expects to see with each kind. The notice asks for the consent and not for papers, so a missing one is
 * pointed out to all and stops nobody; `fileNeeded` is where nothing at all is not enough.
 */
const expected: Readonly<Record<ChangeKind, readonly ChangeEvidence[]>> = {
  'master-changed': ['application', 'present-master-consent', 'new-master-consent', 'present-unit-consent'],
  relocated: ['application', 'present-unit-consent', 'new-unit-consent', 'site-document'],
  renamed: ['application'],
  'host-merged': ['application', 'merger-document'],
  terminated: ['application', 'present-unit-consent'],
};
const fileNeeded: readonly ChangeKind[] = ['master-changed', 'relocated', 'host-merged'];

export const expectedEvidence = (kind: ChangeKind): readonly ChangeEvidence[] => expected[kind];
export const missingEvidence = (kind: ChangeKind, given: readonly ChangeEvidence[]): readonly ChangeEvidence[] =>
  expected[kind].filter((one) => !given.includes(one));

export interface ChangeContent {
  readonly proposal: Proposal;
  readonly reason: string;
  readonly evidence: readonly ChangeEvidence[];
  /** Whether the number of the proposed master is there: R06 cannot be told from a name. */
  readonly hasIdNumber: boolean;
}

/** What is known around the proposal. */
export interface ChangeSurroundings {
  readonly state: Pick<StudioState, 'name' | 'hostUnit' | 'districtCode'>;
  /** The proposed master is, by the number, the present one. */
  readonly isPresentMaster: boolean;
  /** The running studio the proposed person names already. */
  readonly masterNames: Named | null;
  /** Another open application of the kind. */
  readonly openOfKind: string | null;
}

/** Every reason why the application cannot be handed in as it is. */
export function contentRefusals(content: ChangeContent, around: ChangeSurroundings): readonly Refusal[] {
  const { proposal, reason, evidence } = content;
  const found: Refusal[] = [];
  if (reason.trim().length < leastReason) found.push(refuse('reason-needed', { least: leastReason }));
  if (fileNeeded.includes(proposal.kind) && evidence.length === 0) found.push(refuse('evidence-needed'));
  if (around.openOfKind !== null) found.push(refuse('already-open', { id: around.openOfKind }));
  return [...found, ...proposalRefusals(content, around)];
}

function proposalRefusals({ proposal, hasIdNumber }: ChangeContent, around: ChangeSurroundings): readonly Refusal[] {
  const { state } = around;
  switch (proposal.kind) {
    case 'master-changed':
      return [
        ...(hasIdNumber ? [] : [refuse('id-number-needed')]),
        ...(around.isPresentMaster ? [studioRefusals('master-unchanged')] : []),
        ...(around.masterNames ? [masterIsTaken({ id: '', name: proposal.master.name }, around.masterNames)] : []),
      ];
    case 'relocated':
      return [
        ...(proposal.hostUnit ? hostUnitRefusals(proposal.hostUnit) : []),
        ...((proposal.hostUnit === null || proposal.hostUnit.name === state.hostUnit.name) &&
        proposal.districtCode === state.districtCode
          ? [studioRefusals('unit-unchanged')]
          : []),
      ];
    case 'renamed':
      return proposal.name === state.name ? [studioRefusals('name-unchanged')] : [];
    case 'host-merged':
      return [
        ...hostUnitRefusals(proposal.hostUnit),
        ...(proposal.hostUnit.name === state.hostUnit.name ? [studioRefusals('unit-unchanged')] : []),
      ];
    case 'terminated':
      return [];
  }
}

/** 同意: the number of the document and the day from which it holds. The clock of 三(三) runs from that day. */
export interface Consent {
  readonly happenedOn: CivilDate;
  readonly documentNumber: string;
  readonly fileId: string | null;
  readonly despite: readonly string[];
}

/** What is wrong with the consent itself; what the act on the studio meets is decided with the act. */
export function consentRefusals(consent: Consent, submittedOn: CivilDate): readonly Refusal[] {
  return [
    ...(normaliseDocumentNumber(consent.documentNumber)
      ? []
      : [refuse('document-malformed', { text: consent.documentNumber })]),
    // Nobody consents to what nobody had asked for.
    ...(consent.happenedOn < submittedOn
      ? [refuse('before-submission', { on: consent.happenedOn, submitted: submittedOn })]
      : []),
  ];
}

/** Whom and what the proposal turned out to mean in the registry. */
export interface Resolved {
  readonly master?: Named;
  readonly hostUnit?: Named;
  readonly recommender?: Named;
}

/** The act that a consent records on the studio. */
export function actOfChange(
  proposal: Proposal,
  { master, hostUnit, recommender }: Resolved,
  { reason, ...consent }: Consent & { readonly reason: string },
): StudioAct {
  // An act keeps a thousand characters of the reason; the application has all of them.
  const carried = { ...consent, reason: reason.slice(0, 1000) };
  const needed = <T>(value: T | undefined): T => {
    if (value === undefined) throw new RangeError(`${proposal.kind} needs what it refers to`);
    return value;
  };
  switch (proposal.kind) {
    case 'master-changed':
      return {
        ...carried,
        kind: 'master-changed',
        master: needed(master),
        ...(proposal.name === null ? {} : { name: proposal.name }),
      };
    case 'relocated':
      return {
        ...carried,
        kind: 'relocated',
        hostUnit: needed(hostUnit),
        districtCode: proposal.districtCode,
        recommender: needed(recommender),
      };
    case 'renamed':
      return { ...carried, kind: 'renamed', name: proposal.name };
    case 'host-merged':
      return { ...carried, kind: 'host-merged', hostUnit: needed(hostUnit) };
    case 'terminated':
      return { ...carried, kind: 'terminated' };
  }
}

/** By hand the office registers what came on paper; while the studio's own application is open, that one is decided. */
export const openApplicationRefusal = (id: string): Refusal => refuse('application-open', { id });
