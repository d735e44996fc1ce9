import { createHash } from 'node:crypto';
import type { UpgradeFacts, UpgradeVerdict } from '@jianglian/domain/upgrade';
import { determinationText } from '@jianglian/domain/upgrade';

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The same case under the same version of the rules has the same id, today and in ten years. */
export const determinationId = (subject: string, verdict: UpgradeVerdict, facts: UpgradeFacts): string =>
  hashOf(determinationText(subject, verdict, facts));
