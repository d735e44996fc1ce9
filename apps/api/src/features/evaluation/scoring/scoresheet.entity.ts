import type { Deduction, ScoresheetState } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One evaluator's sheet for one studio. */
@Entity('scoresheets')
@Check('scoresheet_state_is_known', `state IN ('draft', 'submitted', 'sealed', 'recused', 'released')`)
@Check('handed_in_has_its_instant', `state NOT IN ('submitted', 'sealed') OR submitted_at IS NOT NULL`)
@Check('given_back_means_why', `state NOT IN ('recused', 'released') OR ended_reason IS NOT NULL`)
@Index('an_evaluator_scores_a_studio_once', { synchronize: false })
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
