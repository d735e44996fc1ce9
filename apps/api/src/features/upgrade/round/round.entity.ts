import type { RoundState } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** 申报轮次: one yearly call, pinned to a version of the rule set. */
@Entity('upgrade_rounds')
@Unique('one_document_publishes_one_round', ['awardDocumentNumber'])
@Check(
  'round_state_is_known',
  `state IN ('draft', 'called', 'reviewing', 'proposed', 'publicity', 'published', 'cancelled')`,
)
@Check(
  'round_windows_are_in_order',
  `state IN ('draft', 'cancelled') OR (opens_at < applications_close_at
    AND applications_close_at <= recommending_opens_at AND recommending_opens_at < recommending_closes_at)`,
)
@Check('round_publicity_has_days', 'publicity_working_days BETWEEN 1 AND 60')
@Check('round_has_sheets', 'sheets_per_application BETWEEN 1 AND 9')
@Check('called_means_since', `state IN ('draft', 'cancelled') OR called_at IS NOT NULL`)
@Check('who_proposes_awards_does_not_release', 'proposed_by <> released_by')
@Check(
  'awards_in_publicity_are_released',
  `state <> 'publicity' OR (released_by IS NOT NULL AND released_at IS NOT NULL
    AND publicity_until IS NOT NULL AND publicity_contact IS NOT NULL)`,
)
@Check(
  'awarded_means_by_document',
  `(state = 'published') = (award_document_number IS NOT NULL AND awarded_on IS NOT NULL)`,
)
@Check('a_cancelled_round_says_why', `state <> 'cancelled' OR cancel_reason <> ''`)
@Index('upgrade_rounds_by_year', ['year', 'createdAt'])
export class UpgradeRoundRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 120 })
  title!: string;

  @Column('integer')
  year!: number;

  /** 发文字号 of the call. */
  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('varchar', { length: 60 })
  ruleSet!: string;

  @Column('integer')
  ruleSetVersion!: number;

  @Column('varchar', { length: 10, default: 'draft' })
  state!: RoundState;

  @Column('timestamptz')
  opensAt!: Date;

  @Column('timestamptz')
  applicationsCloseAt!: Date;

  @Column('timestamptz')
  recommendingOpensAt!: Date;

  @Column('timestamptz')
  recommendingClosesAt!: Date;

  @Column('integer', { default: 5 })
  publicityWorkingDays!: number;

  /** Whether evaluators score the applications before the office decides. */
  @Column('boolean', { default: false })
  expertReview!: boolean;

  @Column('integer', { default: 3 })
  sheetsPerApplication!: number;

  @Column('timestamptz', { nullable: true })
  calledAt!: Date | null;

  @ForeignKey('AccountRow', 'id', { name: 'round_proposer_exists' })
  @Column('uuid', { nullable: true })
  proposedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  proposedAt!: Date | null;

  @ForeignKey('AccountRow', 'id', { name: 'round_releaser_exists' })
  @Column('uuid', { nullable: true })
  releasedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  releasedAt!: Date | null;

  /** Last day of the publicity (公示). */
  @Column('date', { nullable: true })
  publicityUntil!: string | null;

  /** How to object: printed on the public page. */
  @Column('varchar', { length: 300, nullable: true })
  publicityContact!: string | null;

  /** Why places of the round stay empty although applications were declined. */
  @Column('varchar', { length: 500, nullable: true })
  shortfallReason!: string | null;

  /** 发文字号 of the awards. */
  @Column('varchar', { length: 60, nullable: true })
  awardDocumentNumber!: string | null;

  @Column('date', { nullable: true })
  awardedOn!: string | null;

  @Column('varchar', { length: 500, nullable: true })
  cancelReason!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @ForeignKey('AccountRow', 'id', { name: 'round_author_exists' })
  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}
