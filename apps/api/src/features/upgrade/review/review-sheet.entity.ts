import type { Deduction, MarkOrigin } from '@jianglian/domain/evaluation';
import type { ReviewSheetState } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One expert's sheet for one application. */
@Entity('review_sheets')
@Check('review_sheet_state_is_known', `state IN ('draft', 'submitted', 'recused', 'released')`)
@Check('review_handed_in_has_its_instant', `state <> 'submitted' OR submitted_at IS NOT NULL`)
@Check('review_given_back_means_why', `state NOT IN ('recused', 'released') OR ended_reason <> ''`)
@Check('review_reopened_means_why', '(reopened_at IS NULL) = (reopen_reason IS NULL)')
@Index('an_expert_scores_an_application_once', ['applicationId', 'accountId'], {
  unique: true,
  where: `state NOT IN ('recused', 'released')`,
})
@Index('review_sheets_by_account', ['accountId', 'state'])
export class ReviewSheetRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('ApplicationRow', 'id', { name: 'review_sheet_application_exists' })
  @Column('uuid')
  applicationId!: string;

  @ForeignKey('AccountRow', 'id', { name: 'review_sheet_account_exists' })
  @Column('uuid')
  accountId!: string;

  @Column('varchar', { length: 10, default: 'draft' })
  state!: ReviewSheetState;

  @Column('timestamptz')
  assignedAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'review_sheet_assigner_exists' })
  @Column('uuid', { nullable: true })
  assignedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  firstMarkedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  lastMarkedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  submittedAt!: Date | null;

  /** Why it was given up or taken back. */
  @Column('varchar', { length: 500, nullable: true })
  endedReason!: string | null;

  @Column('timestamptz', { nullable: true })
  reopenedAt!: Date | null;

  @Column('varchar', { length: 500, nullable: true })
  reopenReason!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** One mark, saved by itself; stands by trigger once the sheet is handed in. */
@Entity('review_marks')
@Check('review_mark_is_not_negative', 'score >= 0')
@Check('what_an_expert_leaves_out_has_no_score', 'NOT (not_applicable AND score IS NOT NULL)')
export class ReviewMarkRow {
  @ForeignKey('ReviewSheetRow', 'id', { name: 'review_mark_sheet_exists' })
  @PrimaryColumn('uuid')
  sheetId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  indicator!: string;

  @Column('integer', { nullable: true })
  score!: number | null;

  @Column('boolean', { default: false })
  notApplicable!: boolean;

  @Column('jsonb', { default: [] })
  deductions!: readonly Deduction[];

  @Column('text', { default: '' })
  comment!: string;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  savedAt!: Date;
}

/** A mark as it once was; append-only by trigger. */
@Entity('review_mark_versions')
export class ReviewMarkVersionRow {
  @ForeignKey('ReviewSheetRow', 'id', { name: 'review_mark_version_sheet_exists' })
  @PrimaryColumn('uuid')
  sheetId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  indicator!: string;

  @PrimaryColumn('integer', { default: 1 })
  revision!: number;

  @Column('integer', { nullable: true })
  score!: number | null;

  @Column('boolean', { default: false })
  notApplicable!: boolean;

  @Column('jsonb', { default: [] })
  deductions!: readonly Deduction[];

  @Column('text', { default: '' })
  comment!: string;

  @Column('timestamptz')
  savedAt!: Date;

  @Column('uuid')
  accountId!: string;

  @Column('varchar', { length: 10 })
  origin!: MarkOrigin;
}

/** What the sheets of an application come to: there from the last sheet on, gone when one is given back. Hundredths. */
@Entity('review_results')
@Check('review_score_is_of_a_hundred', 'score BETWEEN 0 AND 10000 AND spread BETWEEN 0 AND 10000')
export class ReviewResultRow {
  @ForeignKey('ApplicationRow', 'id', { name: 'review_result_application_exists' })
  @PrimaryColumn('uuid')
  applicationId!: string;

  @Column('integer')
  score!: number;

  @Column('integer')
  spread!: number;

  @Column('integer')
  sheets!: number;

  /** Left out of the mean: the highest and the lowest. */
  @Column('integer')
  dropped!: number;

  @Column('timestamptz')
  settledAt!: Date;
}
