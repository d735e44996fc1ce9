import type { AppliedTier, DeclineGround } from '@jianglian/domain/upgrade';
import { fillIn } from '@jianglian/contracts/shared';
import { sayIn } from '../sheet-words.ts';

export interface Declined {
  readonly ground: DeclineGround | null;
  readonly position: number | null;
  readonly tier: AppliedTier;
  readonly places: number;
  readonly reason: string | null;
  readonly clause: string | null;
}

const say = sayIn('zh-CN');

/**
 * Why an application got no award, in the language of the documents: position and places, or the reason with its clause. Without
 * a ground the formal check had refused it.
 */
export function declineReason({ ground, position, tier, places, reason, clause }: Declined): string {
  const params = { position: position ?? 0, tier: say('tier', tier), places, reason, clause: clause ?? '—' };
  return fillIn(raw(ground ?? 'refused'), params, 'zh-CN');
}

const raw = (ground: string): string => say('decline-reason', ground);
