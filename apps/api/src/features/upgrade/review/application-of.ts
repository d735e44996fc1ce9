import type { ApplicationBrief } from '@jianglian/contracts/upgrade';
import type { Application } from '@jianglian/domain/upgrade';

/** The application as its machine asks for it; whose unit it is matters to nobody in the review. */
export const applicationOf = (brief: ApplicationBrief): Application => ({ ...brief, hostUnitId: '' });
