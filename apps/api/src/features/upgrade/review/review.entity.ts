import type { FormalItem, ItemStanding, JudgementAnswer, PrioritySettings } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** How a round is reviewed; the domain's defaults where there is no row. */
@Entity('review_settings')
@Check('review_capacity_is_sensible', 'capacity BETWEEN 1 AND 1000')
@Check('review_former_unit_years_are_sensible', 'former_unit_years BETWEEN 0 AND 60')
export class ReviewSettingsRow {
  @ForeignKey('UpgradeRoundRow', 'id', { name: 'review_settings_round_exists' })
  @PrimaryColumn('uuid')
  roundId!: string;

  @ForeignKey('RubricRow', 'version', { name: 'review_settings_rubric_exists' })
  @Column('varchar', { length: 60 })
  rubricVersion!: string;

  /** Until when experts score; null: as long as the round is in review. */
  @Column('timestamptz', { nullable: true })
  closesAt!: Date | null;

  @Column('integer')
  capacity!: number;

  @Column('integer')
  formerUnitYears!: number;

  @Column('jsonb')
  priority!: PrioritySettings;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** What a person said of one item; the highest revision is the last word. Append-only by trigger. */
@Entity('review_judgements')
@Check('judgement_answer_is_known', `answer IN ('yes', 'no')`)
@Check('a_judged_no_says_why', `answer = 'yes' OR remark <> ''`)
export class ReviewJudgementRow {
  @ForeignKey('ApplicationRow', 'id', { name: 'judgement_application_exists' })
  @PrimaryColumn('uuid')
  applicationId!: string;

  @PrimaryColumn('varchar', { length: 60 })
  item!: string;

  @PrimaryColumn('integer')
  revision!: number;

  @Column('varchar', { length: 3 })
  answer!: JudgementAnswer;

  @Column('varchar', { length: 1000, default: '' })
  remark!: string;

  @ForeignKey('AccountRow', 'id', { name: 'judgement_account_exists' })
  @Column('uuid', { nullable: true })
  judgedBy!: string | null;

  @Column('timestamptz')
  judgedAt!: Date;
}

/** One result of the formal check with everything found and judged at that moment. Append-only by trigger. */
@Entity('application_reviews')
@Check('review_outcome_is_known', `outcome IN ('accepted', 'refused', 'reinstated')`)
@Check('a_refusal_names_clause_and_reason', `outcome <> 'refused' OR (clause <> '' AND reason <> '')`)
@Check('a_reinstatement_says_why', `outcome <> 'reinstated' OR reason <> ''`)
@Unique('application_reviews_are_counted', ['applicationId', 'position'])
@Index('application_reviews_by_application', ['applicationId', 'reviewedAt'])
export class ApplicationReviewRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('ApplicationRow', 'id', { name: 'review_application_exists' })
  @Column('uuid')
  applicationId!: string;

  @Column('integer')
  position!: number;

  @Column('varchar', { length: 10 })
  outcome!: 'accepted' | 'refused' | 'reinstated';

  @Column('varchar', { length: 20, nullable: true })
  clause!: string | null;

  @Column('varchar', { length: 1000, nullable: true })
  reason!: string | null;

  @Column('jsonb')
  findings!: readonly (FormalItem & { readonly standing: ItemStanding })[];

  @ForeignKey('AccountRow', 'id', { name: 'review_account_exists' })
  @Column('uuid', { nullable: true })
  reviewedBy!: string | null;

  @Column('timestamptz')
  reviewedAt!: Date;
}
