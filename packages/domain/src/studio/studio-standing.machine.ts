import type { CivilDate, Machine } from '../kernel/index.ts';
import { addDays } from '../kernel/index.ts';
import type { StudioEventKind } from './event.ts';
import type { StudioState } from './state.ts';
import { studioRefusals } from './studio.refusals.ts';
import type { Standing, Tier } from './tier.ts';
import { tierRank } from './tier.ts';

/** The acts that may change tier or standing; each is named like the event it records. */
export type StandingAction = Extract<
  StudioEventKind,
  | 'upgraded'
  | 'rectification-ordered'
  | 'rectification-extended'
  | 'rectification-passed'
  | 'rectification-failed'
  | 'downgraded'
  | 'revoked'
  | 'terminated'
>;

export interface StandingSubject extends Omit<StudioState, 'standing'> {
  readonly state: Standing;
}

/** What the act brings along. Absent while only offered: then the facts it would need are not held against it. */
export interface StandingContext {
  readonly tier?: Tier;
  readonly until?: CivilDate;
  /** The term is counted from the service of the order: no extension, and none is used up. */
  readonly fromService?: boolean;
  /** 国家级 is the state's title: its downgrade takes effect when the ministry has confirmed it. */
  readonly ministryConfirmed?: boolean;
  readonly terms: RectificationTerms;
}

/** How long an extension may be; the office's setting. */
export interface RectificationTerms {
  readonly days: number;
  readonly extensionDays: number;
}

/** Default of domain section 4: 90 days, one extension of at most 30. */
export const defaultRectificationTerms: RectificationTerms = { days: 90, extensionDays: 30 };

type StandingGuard = (
  subject: StandingSubject,
  context: StandingContext,
) => ReturnType<typeof studioRefusals> | undefined;

const theTierIsNotHigher: StandingGuard = (studio, { tier }) =>
  tier && tierRank(tier) <= tierRank(studio.tier)
    ? studioRefusals('tier-not-higher', { from: studio.tier, to: tier })
    : undefined;

const thereIsNoHigherTier: StandingGuard = (studio) =>
  studio.tier === 'national' ? studioRefusals('tier-not-higher', { from: studio.tier, to: studio.tier }) : undefined;

const theTierIsNotLower: StandingGuard = (studio, { tier }) =>
  tier && tierRank(tier) >= tierRank(studio.tier)
    ? studioRefusals('tier-not-lower', { from: studio.tier, to: tier })
    : undefined;

/** 市级 has no lower municipal tier: only a studio that was 区县级 before can fall back to it, any other is revoked. */
const thereIsNoLowerTier: StandingGuard = (studio) =>
  studio.tier === 'district' || (studio.tier === 'municipal' && !studio.heldDistrictTier)
    ? studioRefusals('no-lower-tier', { tier: studio.tier })
    : undefined;

const theMinistryHasNotConfirmed: StandingGuard = (studio, { tier, ministryConfirmed }) =>
  studio.tier === 'national' && tier !== undefined && !ministryConfirmed
    ? studioRefusals('ministry-not-confirmed')
    : undefined;

/** 四(四): 降级 or 取消称号 follow when the rectification has failed as well. */
const theRectificationHasNotFailed: StandingGuard = (studio) =>
  studio.rectificationFailed ? undefined : studioRefusals('rectification-not-failed');

const itHasFailedAlready: StandingGuard = (studio) =>
  studio.rectificationFailed ? studioRefusals('already-failed') : undefined;

const itWasExtendedBefore: StandingGuard = (studio, { fromService }) =>
  studio.rectificationExtended && !fromService ? studioRefusals('already-extended') : undefined;

const theExtensionIsNoneOrTooLong: StandingGuard = (studio, { until, terms, fromService }) => {
  if (until === undefined || studio.rectificationUntil === null) return undefined;
  if (until <= studio.rectificationUntil) return studioRefusals('until-not-later', { from: studio.rectificationUntil });
  if (fromService) return undefined;
  const latest = addDays(studio.rectificationUntil, terms.extensionDays);
  return until > latest ? studioRefusals('extension-too-long', { latest, days: terms.extensionDays }) : undefined;
};

/** 运行状态 of a studio (domain section 3). Terminated and revoked are final. */
export const studioStandingMachine: Machine<Standing, StandingAction, StandingSubject, StandingContext> = {
  name: 'studio-standing',
  initial: 'active',
  final: ['terminated', 'revoked'],
  moves: {
    // 三(三): no higher tier while rectifying or ended.
    upgraded: { from: ['active'], to: 'active', unless: [thereIsNoHigherTier, theTierIsNotHigher] },
    'rectification-ordered': { from: ['active'], to: 'rectifying' },
    'rectification-extended': {
      from: ['rectifying'],
      to: 'rectifying',
      unless: [itHasFailedAlready, itWasExtendedBefore, theExtensionIsNoneOrTooLong],
    },
    'rectification-passed': { from: ['rectifying'], to: 'active', unless: [itHasFailedAlready] },
    'rectification-failed': { from: ['rectifying'], to: 'rectifying', unless: [itHasFailedAlready] },
    downgraded: {
      from: ['rectifying'],
      to: 'active',
      unless: [theRectificationHasNotFailed, thereIsNoLowerTier, theTierIsNotLower, theMinistryHasNotConfirmed],
    },
    revoked: { from: ['rectifying'], to: 'revoked', unless: [theRectificationHasNotFailed] },
    terminated: { from: ['active', 'rectifying'], to: 'terminated' },
  },
};

export const standingSubject = ({ standing, ...rest }: StudioState): StandingSubject => ({ ...rest, state: standing });
