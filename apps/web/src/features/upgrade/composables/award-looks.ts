import type { AwardOutcome } from '@jianglian/domain/upgrade';
import type { Shape, Tone } from '@/shared/ui';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
}

const proposals: Readonly<Record<AwardOutcome | 'tie', Look>> = {
  award: { shape: 'ring', tone: 'jade' },
  decline: { shape: 'frame', tone: 'muted' },
  tie: { shape: 'half', tone: 'amber' },
};
const outcomes: Readonly<Record<AwardOutcome | 'open', Look>> = {
  award: { shape: 'dot', tone: 'jade' },
  decline: { shape: 'cross', tone: 'muted' },
  open: { shape: 'ring', tone: 'muted' },
};

/** How a proposal and a decision look; their words stand in the catalogue. */
export const proposalLook = (proposal: AwardOutcome | null): Look => proposals[proposal ?? 'tie'];
export const outcomeLook = (outcome: AwardOutcome | null): Look => outcomes[outcome ?? 'open'];
