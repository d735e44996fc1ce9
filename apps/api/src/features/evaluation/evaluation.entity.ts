import type { CohortBasis, EvaluationState, GradeReason, GroupOutcome, Prefill } from '@jianglian/domain/evaluation';
import type { Grade, Tier } from '@jianglian/domain/studio';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One studio in one cycle. Tier and host unit are those of the day it was taken in. */
@Entity('evaluations')
@Unique('a_studio_is_once_in_a_cycle', ['cycleId', 'studioId'])
@Check(
  'evaluation_state_is_known',
  `state IN ('planned', 'self-evaluating', 'submitted', 'missed',
          'scored', 'decided', 'announced', 'published', 'retracted', 'withdrawn')`,
)
@Check('evaluation_tier_is_known', `tier IN ('district', 'municipal', 'chief', 'national')`)
@Check('evaluation_grade_is_known', `grade IN ('excellent', 'qualified', 'failed')`)
@Check('evaluation_proposed_grade_is_known', `proposed_grade IN ('excellent', 'qualified', 'failed')`)
@Check('a_grade_is_decided', `(state IN ('decided', 'announced', 'published')) = (grade IS NOT NULL)`)
@Check(
  'a_published_result_has_its_document',
  `state NOT IN ('published', 'retracted') OR (document_number IS NOT NULL AND published_on IS NOT NULL)`,
)
@Unique('a_letter_has_its_own_number', ['letterNumber'])
@Check('a_scored_evaluation_has_its_score', `state <> 'scored' OR base_score IS NOT NULL`)
@Check('a_veto_means_failed', `veto IS NULL OR grade = 'failed'`)
@Check(
  'evaluation_scores_are_within_bounds',
  'base_score BETWEEN 0 AND 10000 AND final_score BETWEEN 0 AND 10000 AND bonus_score >= 0',
)
@Check(
  'handed_in_means_prefilled',
  `state NOT IN ('submitted', 'scored') OR (prefill IS NOT NULL AND self_submitted_at IS NOT NULL)`,
)
@Check('taken_out_means_why', `state <> 'withdrawn' OR cohort_reason IS NOT NULL`)
@Index('evaluations_by_studio', ['studioId'])
@Index('evaluations_by_state', ['cycleId', 'state'])
export class EvaluationRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationCycleRow', 'id', { name: 'evaluation_cycle_exists' })
  @Column('uuid')
  cycleId!: string;

  @ForeignKey('StudioRow', 'id', { name: 'evaluation_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 16, default: 'planned' })
  state!: EvaluationState;

  @Column('varchar', { length: 10 })
  tier!: Tier;

  @ForeignKey('HostUnitRow', 'id', { name: 'evaluation_host_unit_exists' })
  @Column('uuid')
  hostUnitId!: string;

  @Column('varchar', { length: 20 })
  basis!: CohortBasis;

  @Column('date', { nullable: true })
  basisOn!: string | null;

  /** Why it was added by hand or taken out. */
  @Column('varchar', { length: 500, nullable: true })
  cohortReason!: string | null;

  /** The automatic values as they stood when it was handed in. */
  @Column('jsonb', { nullable: true })
  prefill!: readonly Prefill[] | null;

  @Column('date', { nullable: true })
  prefillTakenOn!: string | null;

  @Column('timestamptz', { nullable: true })
  selfSubmittedAt!: Date | null;

  @Column('integer', { nullable: true })
  baseScore!: number | null;

  @Column('integer', { default: 0 })
  bonusScore!: number;

  @Column('jsonb', { default: [] })
  bonusItems!: readonly { code: string; points: number; reason: string; fileId: string | null }[];

  @Column('integer', { nullable: true })
  finalScore!: number | null;

  @Column('integer', { nullable: true })
  spread!: number | null;

  @Column('jsonb', { default: [] })
  groups!: readonly GroupOutcome[];

  @Column('varchar', { length: 10, nullable: true })
  proposedGrade!: Grade | null;

  @Column('varchar', { length: 10, nullable: true })
  grade!: Grade | null;

  @Column('jsonb', { default: [] })
  reasons!: readonly GradeReason[];

  @Column('varchar', { length: 1000, nullable: true })
  decisionReason!: string | null;

  @Column('jsonb', { nullable: true })
  veto!: { code: string; reason: string; fileId: string } | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  /** The document that published this result: the cycle's, or a later one where publication was frozen. */
  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('date', { nullable: true })
  publishedOn!: string | null;

  /** Of the result letter, given with publication. */
  @Column('bigint', { nullable: true })
  letterNumber!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** One line of a self-evaluation, saved by itself. */
@Entity('self_evaluation_lines')
@Check('self_score_is_not_negative', 'score >= 0')
export class SelfEvaluationLineRow {
  @ForeignKey('EvaluationRow', 'id', { name: 'self_evaluation_line_evaluation_exists' })
  @PrimaryColumn('uuid')
  evaluationId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  indicator!: string;

  @Column('integer', { nullable: true })
  score!: number | null;

  @Column('text', { default: '' })
  text!: string;

  /** Verified activities of the studio. */
  @Column('uuid', { array: true, default: [] })
  evidence!: string[];

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  savedAt!: Date;

  @Column('uuid')
  accountId!: string;
}
