import type { Notice } from '../kernel/index.ts';
import { cq20247 } from './cq-2024-7.notice.ts';

export { cq20247 };

/** Every notice the portal knows, the oldest first. */
export const notices: readonly Notice[] = [cq20247];
