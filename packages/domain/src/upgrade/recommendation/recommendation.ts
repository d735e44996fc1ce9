export const recommendationStates = ['draft', 'submitted'] as const;
export type RecommendationState = (typeof recommendationStates)[number];

/** 推荐: what one recommending unit puts forward in one round, ranked within its places (三(一)). */
export interface Recommendation {
  readonly state: RecommendationState;
  readonly recommenderId: string;
}
