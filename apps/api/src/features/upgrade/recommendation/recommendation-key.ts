/** Which recommendation: of one recommending unit in one round. */
export interface RecommendationKey {
  readonly roundId: string;
  readonly recommenderId: string;
}
