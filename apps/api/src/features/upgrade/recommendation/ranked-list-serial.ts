import { serialNumber } from '@jianglian/domain/kernel';
import type { Ranking } from '@jianglian/domain/upgrade';
import { rankedCount, recommendationSerial } from '@jianglian/domain/upgrade';
import { contentHash } from '../../../platform/receipts/index.ts';
import type { RecommendationKey } from './recommendation-key.ts';

/** The number of the letter that carries exactly this list; null for an empty one. The same list has the same number again. */
export function rankedListSerial(
  { roundId, recommenderId }: RecommendationKey,
  year: number,
  ranking: Ranking,
): string | null {
  if (rankedCount(ranking) === 0) return null;
  const { municipal, chief, national } = ranking;
  const id = contentHash({ roundId, recommenderId, municipal, chief, national }).slice(0, 32);
  return serialNumber(recommendationSerial, { year, id });
}
