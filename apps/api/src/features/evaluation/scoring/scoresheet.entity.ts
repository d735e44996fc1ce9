import type { Deduction, MarkOrigin, ScoresheetState } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One evaluator's sheet for one studio. */
@Entity('scoresheets')
@Check('scoresheet_state_is_known', `state IN ('draft', 'submitted', 'sealed', 'recused', 'released')`)
@Check('handed_in_has_its_instant', `state NOT IN ('submitted', 'sealed') OR submitted_at IS NOT NULL`)
@Check('given_back_means_why', `state NOT IN ('recused', 'released') OR ended_reason IS NOT NULL`)
@Check('reopened_means_why', '(reopened_at IS NULL) = (reopen_reason IS NULL)')
@Check(
  'entered_means_paper',
  '(entered_by IS NULL) = (entry_file_id IS NULL) AND (entered_by IS NULL) = (entered_at IS NULL)',
)
@Check('nobody_enters_their_own', 'entered_by <> account_id')
@Index('an_evaluator_scores_a_studio_once', { synchronize: false })
@Index('a_studio_has_one_arbitrator', { synchronize: false })
@Index('scoresheets_by_evaluation', ['evaluationId', 'state'])
@Index('scoresheets_by_account', ['accountId', 'state'])
export class ScoresheetRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationRow', 'id', { name: 'scoresheet_evaluation_exists' })
  @Column('uuid')
  evaluationId!: string;

  @ForeignKey('AccountRow', 'id', { name: 'scoresheet_account_exists' })
  @Column('uuid')
  accountId!: string;

  @Column('varchar', { length: 10, default: 'draft' })
  state!: ScoresheetState;

  /** The one more sheet asked for because the others are too far apart. */
  @Column('boolean', { default: false })
  arbitration!: boolean;

  @Column('timestamptz')
  assignedAt!: Date;

  @Column('uuid')
  assignedBy!: string;

  @Column('timestamptz', { nullable: true })
  firstMarkedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  lastMarkedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  submittedAt!: Date | null;

  /** Why it was given back: the evaluator's recusal or the office's release. */
  @Column('varchar', { length: 500, nullable: true })
  endedReason!: string | null;

  /** Given back by the office after it was handed in. */
  @Column('timestamptz', { nullable: true })
  reopenedAt!: Date | null;

  @Column('varchar', { length: 500, nullable: true })
  reopenReason!: string | null;

  /** Who of the office entered the marks from the evaluator's paper (代录), which is attached. */
  @ForeignKey('AccountRow', 'id', { name: 'scoresheet_entered_by_exists' })
  @Column('uuid', { nullable: true })
  enteredBy!: string | null;

  @Column('timestamptz', { nullable: true })
  enteredAt!: Date | null;

  @Column('uuid', { nullable: true })
  entryFileId!: string | null;

  /** When the evaluator said to have looked at it. */
  @Column('timestamptz', { nullable: true })
  entrySeenAt!: Date | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** One mark, saved by itself; stands by trigger once the sheet is handed in. */
@Entity('marks')
@Check('mark_is_not_negative', 'score >= 0')
@Check('what_does_not_apply_has_no_score', 'NOT (not_applicable AND score IS NOT NULL)')
export class MarkRow {
  @ForeignKey('ScoresheetRow', 'id', { name: 'mark_scoresheet_exists' })
  @PrimaryColumn('uuid')
  scoresheetId!: string;

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

/** A mark as it once was; never changed, by trigger. */
@Entity('mark_versions')
@Check('mark_origin_is_known', `origin IN ('screen', 'offline', 'paper')`)
export class MarkVersionRow {
  @ForeignKey('ScoresheetRow', 'id', { name: 'mark_version_scoresheet_exists' })
  @PrimaryColumn('uuid')
  scoresheetId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  indicator!: string;

  @PrimaryColumn('integer')
  revision!: number;

  @Column('integer', { nullable: true })
  score!: number | null;

  @Column('boolean')
  notApplicable!: boolean;

  @Column('jsonb')
  deductions!: readonly Deduction[];

  @Column('text')
  comment!: string;

  @Column('timestamptz')
  savedAt!: Date;

  /** Who wrote it: the evaluator, or the office from paper. */
  @Column('uuid')
  accountId!: string;

  @Column('varchar', { length: 10 })
  origin!: MarkOrigin;
}
