import type { CivilDate } from '@jianglian/domain/kernel';
import type { SkillLevelCode } from '@jianglian/domain/reference';
import type { HonourLevel } from '@jianglian/domain/studio';

export interface Honour {
  readonly name: string;
  readonly level?: HonourLevel | null | undefined;
  readonly year?: number | null | undefined;
}

/** A master as kept: numbers sealed. */
export interface SealedMaster {
  readonly id: string;
  readonly name: string;
  readonly gender: 'male' | 'female' | null;
  readonly birthDate: CivilDate | null;
  readonly idNumberCipher: string | null;
  readonly mobileCipher: string | null;
  readonly skillLevel: SkillLevelCode | null;
  readonly honours: readonly Honour[];
  readonly revision: number;
}

/** What each sealed number is bound to: a value moved to another column does not open. */
export const sealedFields = { idNumber: 'masters.id-number', mobile: 'masters.mobile' } as const;
export type SealedField = keyof typeof sealedFields;
