import type { CivilDate, Decision, Offer, Refusal } from '../kernel/index.ts';
import { allowed, normaliseDocumentNumber, offers, refused, refusalsOf } from '../kernel/index.ts';
import type { StudioAct, StudioActKind } from './act.ts';
import { actsWithDocument, actsWithReason, officeActs } from './act.ts';
import type { EventFacts, Named, StudioEvent } from './event.ts';
import type { StudioState } from './state.ts';
import type { RectificationTerms, StandingAction } from './studio-standing.machine.ts';
import { defaultRectificationTerms, standingSubject, studioStandingMachine } from './studio-standing.machine.ts';
import { studioRefusals } from './studio.refusals.ts';
import { isFinal } from './tier.ts';

/** What is known around the studio when an act is decided. */
export interface ActContext {
  readonly today: CivilDate;
  readonly terms?: RectificationTerms;
  /** The running studio that the person named in the act already names (R06). */
  readonly masterNames?: Named | null;
  /** Running studios of the unit, occupation and tier that the studio would have after the act (R07). */
  readonly twins?: readonly Named[];
}

/** The studio as it is, and where its record stands. */
export interface StudioRecord {
  readonly state: StudioState;
  readonly lastPosition: number;
  /** Day of the latest event, changes of the team apart. */
  readonly lastEventOn: CivilDate;
  /** Day of the latest event that gave the studio its district and recommender. */
  readonly homeSince: CivilDate;
}

/** Events that say where a studio is at home. */
export const homeKinds: readonly StudioEvent['kind'][] = ['awarded', 'relocated', 're-homed'];

/** The event the act records, or every reason against it. Soft objections give way to `despite` with a reason. */
export function decideAct(record: StudioRecord, act: StudioAct, context: ActContext): Decision<StudioEvent> {
  const { state } = record;
  if (isFinal(state.standing)) return refused(studioRefusals('ended', { standing: state.standing }));
  const reasons = [
    ...formRefusals(record, act, context),
    ...(isStandingAct(act) ? standingRefusals(state, act, context) : []),
    ...factRefusals(state, act),
    ...neighbourRefusals(act, context),
  ];
  if (reasons.length > 0) return refused(...reasons);
  return allowed({
    kind: act.kind,
    position: record.lastPosition + 1,
    happenedOn: act.happenedOn,
    documentNumber: act.documentNumber ? (normaliseDocumentNumber(act.documentNumber) ?? null) : null,
    reason: act.reason?.trim() || null,
    fileId: act.fileId ?? null,
    facts: factsOf(state, act),
  } as StudioEvent);
}

/** The acts the office could register now, each with the reasons that already speak against it. */
export function actOffers(state: StudioState, terms = defaultRectificationTerms): readonly Offer<StudioActKind>[] {
  if (isFinal(state.standing)) return [];
  const standing = offers(studioStandingMachine, standingSubject(state), { terms });
  return officeActs.flatMap((action) => {
    if (!(action in studioStandingMachine.moves)) return [{ action, refusals: offerRefusals(state, action) }];
    return standing.filter((offer) => offer.action === action);
  });
}

const offerRefusals = (state: StudioState, action: StudioActKind): readonly Refusal[] =>
  action === 'objection-upheld' && state.lastGrade === null ? [studioRefusals('not-evaluated')] : [];

function formRefusals(record: StudioRecord, act: StudioAct, { today }: ActContext): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if (act.happenedOn > today) reasons.push(studioRefusals('in-the-future', { on: act.happenedOn, today }));
  // Present state and dated history are one: what took effect earlier must be recorded earlier. A re-homing may be entered
  // late (a reform holds from its day, whatever was evaluated since), as long as nothing moved the studio meanwhile.
  const last = act.kind === 're-homed' ? record.homeSince : record.lastEventOn;
  if (act.kind !== 'team-changed' && act.happenedOn < last) {
    reasons.push(studioRefusals('before-last-event', { on: act.happenedOn, last }));
  }
  if (act.documentNumber) {
    if (!normaliseDocumentNumber(act.documentNumber)) {
      reasons.push(studioRefusals('document-number-malformed', { text: act.documentNumber }));
    }
  } else if (actsWithDocument.includes(act.kind)) reasons.push(studioRefusals('document-number-needed'));
  const mustExplain = actsWithReason.includes(act.kind) || (act.despite ?? []).length > 0;
  if (mustExplain && !act.reason?.trim()) reasons.push(studioRefusals('reason-needed'));
  return reasons;
}

const isStandingAct = (act: StudioAct): act is StudioAct<StandingAction> => act.kind in studioStandingMachine.moves;

function standingRefusals(state: StudioState, act: StudioAct<StandingAction>, context: ActContext): readonly Refusal[] {
  return refusalsOf(studioStandingMachine, act.kind, standingSubject(state), {
    terms: context.terms ?? defaultRectificationTerms,
    ...('tier' in act ? { tier: act.tier } : {}),
    ...('until' in act ? { until: act.until } : {}),
    ...('fromService' in act && act.fromService ? { fromService: true } : {}),
    ...('ministryConfirmed' in act ? { ministryConfirmed: act.ministryConfirmed ?? false } : {}),
  });
}

/** An act that changes nothing is a slip of the hand. */
function factRefusals(state: StudioState, act: StudioAct): readonly Refusal[] {
  switch (act.kind) {
    case 'renamed':
      return act.name === state.name ? [studioRefusals('name-unchanged')] : [];
    case 'master-changed':
      return act.master.id === state.master.id ? [studioRefusals('master-unchanged')] : [];
    case 'relocated':
      return act.hostUnit.id === state.hostUnit.id && act.districtCode === state.districtCode
        ? [studioRefusals('unit-unchanged')]
        : [];
    case 'host-merged':
      return act.hostUnit.id === state.hostUnit.id ? [studioRefusals('unit-unchanged')] : [];
    case 're-homed':
      return act.districtCode === state.districtCode && act.recommender.id === state.recommender.id
        ? [studioRefusals('home-unchanged')]
        : [];
    case 'reclassified':
      return JSON.stringify([act.clusterCode, act.secondaryClusters, act.occupation]) ===
        JSON.stringify([state.clusterCode, state.secondaryClusters, state.occupation])
        ? [studioRefusals('class-unchanged')]
        : [];
    case 'rectification-ordered':
      return act.until <= act.happenedOn ? [studioRefusals('until-not-later', { from: act.happenedOn })] : [];
    case 'objection-upheld':
      if (state.lastGrade === null) return [studioRefusals('not-evaluated')];
      return act.grade === state.lastGrade ? [studioRefusals('grade-unchanged')] : [];
    case 'evaluation-retracted':
      return state.lastGrade === null ? [studioRefusals('not-evaluated')] : [];
    default:
      return [];
  }
}

function neighbourRefusals(act: StudioAct, { masterNames, twins }: ActContext): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if (act.kind === 'master-changed' && masterNames) reasons.push(masterIsTaken(act.master, masterNames));
  if (twins && twins.length > 0) reasons.push(...despiteWhich(act.despite, [twinObjection(twins)]));
  return reasons;
}

/** 三(三), R06: one expert names one studio only. */
export const masterIsTaken = (master: Named, studio: Named): Refusal =>
  studioRefusals('master-already-names', { master: master.name, studio: studio.name, studioId: studio.id });

/** 三(三), R07, in principle: one studio per unit, occupation and tier. */
export const twinObjection = (twins: readonly Named[]): Refusal =>
  studioRefusals('same-unit-and-occupation', { studios: twins.map(({ name }) => name) });

/** The soft objections nobody has set aside. */
export const despiteWhich = (despite: readonly string[] | undefined, soft: readonly Refusal[]): readonly Refusal[] =>
  soft.filter(({ code }) => !(despite ?? []).includes(code));

function factsOf(state: StudioState, act: StudioAct): EventFacts[StudioActKind] {
  switch (act.kind) {
    case 'renamed':
      return { name: { from: state.name, to: act.name } };
    case 'master-changed':
      return {
        master: { from: state.master, to: act.master },
        ...(act.name === undefined || act.name === state.name ? {} : { name: { from: state.name, to: act.name } }),
      };
    case 'relocated':
      return {
        hostUnit: { from: state.hostUnit, to: act.hostUnit },
        districtCode: { from: state.districtCode, to: act.districtCode },
        recommender: { from: state.recommender, to: act.recommender },
      };
    case 'host-merged':
      return { hostUnit: { from: state.hostUnit, to: act.hostUnit } };
    case 're-homed':
      return {
        districtCode: { from: state.districtCode, to: act.districtCode },
        recommender: { from: state.recommender, to: act.recommender },
      };
    case 'reclassified':
      return {
        clusterCode: { from: state.clusterCode, to: act.clusterCode },
        secondaryClusters: { from: state.secondaryClusters, to: act.secondaryClusters },
        occupation: { from: state.occupation, to: act.occupation },
      };
    case 'team-changed':
      return { joined: act.joined, left: act.left };
    case 'evaluated':
      return { grade: act.grade, score: act.score ?? null, cycle: act.cycle ?? null };
    case 'rectification-ordered':
      return { until: act.until };
    case 'rectification-extended':
      return { until: act.until, ...(act.fromService ? { fromService: true } : {}) };
    case 'upgraded':
      return { tier: { from: state.tier, to: act.tier } };
    case 'downgraded':
      return { tier: { from: state.tier, to: act.tier }, ...(act.subsidy ? { subsidy: act.subsidy } : {}) };
    case 'revoked':
      return act.subsidy ? { subsidy: act.subsidy } : {};
    case 'objection-upheld':
      return { grade: { from: state.lastGrade ?? act.grade, to: act.grade }, score: act.score ?? null };
    case 'evaluation-retracted':
      return {
        grade: { from: state.lastGrade, to: act.restored.grade },
        evaluatedOn: { from: state.lastEvaluatedOn, to: act.restored.evaluatedOn },
      };
    case 'rectification-passed':
    case 'rectification-failed':
    case 'terminated':
      return {};
  }
}
