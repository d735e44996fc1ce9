import type { AppliedTier, RecommendationState } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** 推荐: what one recommending unit puts forward in one round. */
@Entity('recommendations')
@Unique('one_recommendation_per_round', ['roundId', 'recommenderId'])
@Check('recommendation_state_is_known', `state IN ('draft', 'submitted')`)
@Check('a_sealed_letter_has_its_number', '(letter_file_id IS NULL) = (letter_serial IS NULL)')
@Check(
  'recommended_means_sealed',
  `state <> 'submitted' OR (letter_file_id IS NOT NULL AND submitted_at IS NOT NULL AND submitted_by IS NOT NULL)`,
)
export class RecommendationRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('UpgradeRoundRow', 'id', { name: 'recommendation_round_exists' })
  @Column('uuid')
  roundId!: string;

  @ForeignKey('RecommenderRow', 'id', { name: 'recommendation_recommender_exists' })
  @Column('uuid')
  recommenderId!: string;

  @Column('varchar', { length: 10, default: 'draft' })
  state!: RecommendationState;

  /** The sealed letter (推荐函), scanned. */
  @Column('uuid', { nullable: true })
  letterFileId!: string | null;

  /** The number that stands on it: it tells which list the letter carries. */
  @Column('varchar', { length: 40, nullable: true })
  letterSerial!: string | null;

  @Column('timestamptz', { nullable: true })
  submittedAt!: Date | null;

  @ForeignKey('AccountRow', 'id', { name: 'recommendation_submitter_exists' })
  @Column('uuid', { nullable: true })
  submittedBy!: string | null;

  @Column('varchar', { length: 500, nullable: true })
  reopenReason!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** The rank of one application: it takes one of the recommender's places in the tier, the first place being the first rank. */
@Entity('recommendation_ranks')
@Unique('one_rank_per_place', ['roundId', 'recommenderId', 'tier', 'place'], { deferrable: 'INITIALLY IMMEDIATE' })
@ForeignKey(
  'UpgradeRecommenderPlaceRow',
  ['roundId', 'recommenderId', 'tier', 'place'],
  ['roundId', 'recommenderId', 'tier', 'place'],
  { name: 'a_rank_takes_a_place' },
)
@ForeignKey('RecommendationRow', ['roundId', 'recommenderId'], ['roundId', 'recommenderId'], {
  name: 'a_rank_is_in_a_recommendation',
})
export class RecommendationRankRow {
  @ForeignKey('ApplicationRow', 'id', { name: 'rank_application_exists' })
  @PrimaryColumn('uuid')
  applicationId!: string;

  @Column('uuid')
  roundId!: string;

  @Column('uuid')
  recommenderId!: string;

  @Column('varchar', { length: 10 })
  tier!: AppliedTier;

  @Column('integer')
  place!: number;

  /** The sealed verification form (附件2), scanned. */
  @Column('uuid', { nullable: true })
  formFileId!: string | null;
}

/** 催办: a recommender was reminded, at most once a day. */
@Entity('recommendation_reminders')
export class RecommendationReminderRow {
  @ForeignKey('UpgradeRoundRow', 'id', { name: 'recommendation_reminder_round_exists' })
  @PrimaryColumn('uuid')
  roundId!: string;

  @ForeignKey('RecommenderRow', 'id', { name: 'recommendation_reminder_recommender_exists' })
  @PrimaryColumn('uuid')
  recommenderId!: string;

  @PrimaryColumn('date')
  day!: string;

  @Column('timestamptz')
  at!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'recommendation_reminder_account_exists' })
  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('varchar', { length: 300, default: '' })
  note!: string;
}
