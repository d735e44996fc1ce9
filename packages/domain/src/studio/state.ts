import type { CivilDate } from '../kernel/index.ts';
import { addYears } from '../kernel/index.ts';
import type { Named, OccupationRef, StudioEvent } from './event.ts';
import type { Grade, Standing, Tier } from './tier.ts';
import { isFinal } from './tier.ts';

/** What a studio is on one day. */
export interface StudioState {
  readonly name: string;
  readonly hostUnit: Named;
  readonly master: Named;
  readonly recommender: Named;
  readonly districtCode: string;
  readonly clusterCode: string;
  readonly secondaryClusters: readonly string[];
  readonly occupation: OccupationRef | null;
  readonly tier: Tier;
  readonly standing: Standing;
  readonly foundedOn: CivilDate;
  /** Award of the present tier, with its document. */
  readonly awardedOn: CivilDate;
  readonly documentNumber: string | null;
  readonly lastGrade: Grade | null;
  /** 整改后合格: the grade was earned by a passed rectification. */
  readonly gradeAfterRectification: boolean;
  readonly lastEvaluatedOn: CivilDate | null;
  readonly evaluationDueOn: CivilDate | null;
  /** The clock of 三(三) starts anew with these: change of master, relocation. */
  readonly masterChangedOn: CivilDate | null;
  readonly relocatedOn: CivilDate | null;
  readonly rectificationUntil: CivilDate | null;
  readonly rectificationExtended: boolean;
  readonly rectificationFailed: boolean;
  readonly heldDistrictTier: boolean;
}

/** 四(四): every two years, counted from the award of the present tier or the last evaluation. */
export const evaluationEveryYears = 2;

/** The state after one more event. The first event of a studio is its award. */
export function applyEvent(state: StudioState | undefined, event: StudioEvent): StudioState {
  const next = state === undefined ? founded(event) : changed(state, event);
  return { ...next, evaluationDueOn: dueOn(next) };
}

function dueOn(state: StudioState): CivilDate | null {
  if (isFinal(state.standing)) return null;
  const last = state.lastEvaluatedOn ?? state.awardedOn;
  return addYears(last > state.awardedOn ? last : state.awardedOn, evaluationEveryYears);
}

function founded(event: StudioEvent): StudioState {
  if (event.kind !== 'awarded') throw new RangeError(`a studio begins with its award, not with ${event.kind}`);
  return {
    ...event.facts,
    standing: 'active',
    foundedOn: event.happenedOn,
    awardedOn: event.happenedOn,
    documentNumber: event.documentNumber,
    lastGrade: null,
    gradeAfterRectification: false,
    lastEvaluatedOn: null,
    evaluationDueOn: null,
    masterChangedOn: null,
    relocatedOn: null,
    rectificationUntil: null,
    rectificationExtended: false,
    rectificationFailed: false,
    heldDistrictTier: event.facts.tier === 'district',
  };
}

const noRectification = {
  rectificationUntil: null,
  rectificationExtended: false,
  rectificationFailed: false,
} as const;

function changed(state: StudioState, event: StudioEvent): StudioState {
  switch (event.kind) {
    case 'awarded':
      throw new RangeError('a studio is awarded once; a higher tier is an upgrade');
    case 'renamed':
      return { ...state, name: event.facts.name.to };
    case 'master-changed':
      return {
        ...state,
        master: event.facts.master.to,
        name: event.facts.name?.to ?? state.name,
        masterChangedOn: event.happenedOn,
      };
    case 'relocated':
      return {
        ...state,
        hostUnit: event.facts.hostUnit.to,
        districtCode: event.facts.districtCode.to,
        recommender: event.facts.recommender.to,
        relocatedOn: event.happenedOn,
      };
    case 'host-merged':
      return { ...state, hostUnit: event.facts.hostUnit.to };
    case 're-homed':
      return { ...state, districtCode: event.facts.districtCode.to, recommender: event.facts.recommender.to };
    case 'reclassified':
      return {
        ...state,
        clusterCode: event.facts.clusterCode.to,
        secondaryClusters: event.facts.secondaryClusters.to,
        occupation: event.facts.occupation.to,
      };
    case 'team-changed':
      return state;
    case 'evaluated':
      return {
        ...state,
        lastGrade: event.facts.grade,
        gradeAfterRectification: false,
        lastEvaluatedOn: event.happenedOn,
      };
    case 'objection-upheld':
      return {
        ...state,
        // 不合格 was wrong: what it ordered has no ground any more.
        ...(state.standing === 'rectifying' && event.facts.grade.to !== 'failed'
          ? { ...noRectification, standing: 'active' as const }
          : {}),
        lastGrade: event.facts.grade.to,
        gradeAfterRectification: false,
      };
    case 'evaluation-retracted':
      return {
        ...state,
        // An order that rested on the result that was taken back has no ground any more.
        ...(state.standing === 'rectifying' && event.facts.grade.from === 'failed' && event.facts.grade.to !== 'failed'
          ? { ...noRectification, standing: 'active' as const }
          : {}),
        lastGrade: event.facts.grade.to,
        gradeAfterRectification: false,
        lastEvaluatedOn: event.facts.evaluatedOn.to,
      };
    case 'rectification-ordered':
      return { ...state, ...noRectification, standing: 'rectifying', rectificationUntil: event.facts.until };
    case 'rectification-extended':
      return {
        ...state,
        rectificationUntil: event.facts.until,
        rectificationExtended: state.rectificationExtended || !event.facts.fromService,
      };
    case 'rectification-passed':
      return {
        ...state,
        ...noRectification,
        standing: 'active',
        lastGrade: 'qualified',
        gradeAfterRectification: true,
        lastEvaluatedOn: event.happenedOn,
      };
    case 'rectification-failed':
      return { ...state, rectificationFailed: true };
    case 'upgraded':
      return { ...state, ...tierSince(event), heldDistrictTier: state.heldDistrictTier };
    case 'downgraded':
      return { ...state, ...noRectification, ...tierSince(event), standing: 'active' };
    case 'revoked':
      return { ...state, ...noRectification, standing: 'revoked' };
    case 'terminated':
      return { ...state, ...noRectification, standing: 'terminated' };
  }
}

const tierSince = (event: StudioEvent<'upgraded' | 'downgraded'>) => ({
  tier: event.facts.tier.to,
  awardedOn: event.happenedOn,
  documentNumber: event.documentNumber,
});

/** Events in the order in which they took effect. */
export const inOrder = (events: readonly StudioEvent[]): readonly StudioEvent[] =>
  [...events].sort((one, other) =>
    one.happenedOn === other.happenedOn ? one.position - other.position : one.happenedOn < other.happenedOn ? -1 : 1,
  );

/** What the studio was at the end of a day; undefined before it was founded. */
export const stateAsOf = (events: readonly StudioEvent[], day: CivilDate): StudioState | undefined =>
  inOrder(events)
    .filter(({ happenedOn }) => happenedOn <= day)
    .reduce<StudioState | undefined>(applyEvent, undefined);
