import type { Fen } from '../../kernel/index.ts';
import type { Tier } from '../../studio/index.ts';
import { tierBelow } from '../../studio/index.ts';
import type { ConsequenceChoice } from './rectification-vocabulary.ts';

/** What a consequence rests on. `default`: the notice is silent and the city's own default applies, which every page says. */
export interface Consequence {
  readonly choice: ConsequenceChoice;
  /** What is done: a national title is the state's, so the city only reports it. */
  readonly act: 'downgraded' | 'revoked' | 'reported-to-ministry';
  /** What takes effect, now or when the ministry has confirmed it. */
  readonly effect: 'downgraded' | 'revoked';
  readonly toTier: Tier | null;
  readonly clause: '四(四)';
  readonly default: boolean;
  /** Sentence `terms.rectification-consequence.<code>`. */
  readonly code:
    | 'downgrade'
    | 'downgrade-to-district'
    | 'no-lower-tier'
    | 'revoke'
    | 'ministry-downgrade'
    | 'ministry-revoke';
}

/**
 * What follows when a rectification has failed (四(四): 予以降级或取消称号). Where the notice gives no rule: 市级 falls back to 区县级
 * only if it came from there, else a downgrade is a revocation; 国家级 is reported to the ministry and changes when it confirms.
 */
export function consequenceOf(
  studio: { readonly tier: Tier; readonly heldDistrictTier: boolean },
  choice: ConsequenceChoice,
): Consequence {
  const { tier, heldDistrictTier } = studio;
  const below = tierBelow(tier);
  const found = (rest: Omit<Consequence, 'choice' | 'clause'>): Consequence => ({ choice, clause: '四(四)', ...rest });
  if (tier === 'national') {
    return choice === 'downgrade'
      ? found({
          act: 'reported-to-ministry',
          effect: 'downgraded',
          toTier: 'chief',
          default: true,
          code: 'ministry-downgrade',
        })
      : found({ act: 'reported-to-ministry', effect: 'revoked', toTier: null, default: true, code: 'ministry-revoke' });
  }
  if (choice === 'revoke') {
    return found({ act: 'revoked', effect: 'revoked', toTier: null, default: false, code: 'revoke' });
  }
  if (below === undefined || (below === 'district' && !heldDistrictTier)) {
    return found({ act: 'revoked', effect: 'revoked', toTier: null, default: true, code: 'no-lower-tier' });
  }
  return below === 'district'
    ? found({ act: 'downgraded', effect: 'downgraded', toTier: below, default: true, code: 'downgrade-to-district' })
    : found({ act: 'downgraded', effect: 'downgraded', toTier: below, default: false, code: 'downgrade' });
}

/** What happens to the one-off subsidy (四(一)): the notice has no rule for a title lost, so it is always a default and says so. */
export interface SubsidyConsequence {
  /** Sentence `terms.rectification-subsidy.<code>`. */
  readonly code: 'stop-and-settle' | 'amount-unknown';
  readonly fromFen: Fen | null;
  readonly toFen: Fen | null;
  /** What is settled at most: the subsidy of the tier lost, less that of the tier kept. */
  readonly atMostFen: Fen | null;
  readonly default: true;
}

/**
 * Nothing more is paid, and what is unspent of the difference is settled with the office. Amounts are the rubric's; 国家级 is paid by
 * the state's class and not known here.
 */
export function subsidyConsequence(
  subsidyFen: Readonly<Record<Tier, Fen | null>>,
  tier: Tier,
  toTier: Tier | null,
): SubsidyConsequence {
  const fromFen = subsidyFen[tier];
  const toFen = toTier === null ? 0 : subsidyFen[toTier];
  const known = fromFen !== null && toFen !== null;
  return {
    code: known ? 'stop-and-settle' : 'amount-unknown',
    fromFen,
    toFen,
    atMostFen: known ? Math.max(0, fromFen - toFen) : null,
    default: true,
  };
}
