import type { AppliedTier } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Places of one recommender that differ from the usual of the round, and why. */
@Entity('upgrade_round_quotas')
@Check('round_quota_tier_is_known', `tier IN ('municipal', 'chief', 'national')`)
@Check('round_quota_is_counted', 'places BETWEEN 0 AND 99')
@Check('round_quota_says_why', `reason <> ''`)
export class UpgradeRoundQuotaRow {
  @ForeignKey('UpgradeRoundRow', 'id', { name: 'round_quota_round_exists', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  roundId!: string;

  @ForeignKey('RecommenderRow', 'id', { name: 'round_quota_recommender_exists' })
  @PrimaryColumn('uuid')
  recommenderId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  tier!: AppliedTier;

  @Column('integer')
  places!: number;

  @Column('varchar', { length: 500 })
  reason!: string;
}
