import type { CycleState } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One evaluation cycle, pinned to a version of the rubric. */
@Entity('evaluation_cycles')
@Unique('one_document_publishes_one_cycle', ['documentNumber'])
@Check(
  'cycle_state_is_known',
  `state IN (
          'draft', 'self-evaluation', 'scoring', 'deciding', 'proposed', 'publicity', 'published', 'cancelled')`,
)
@Check('who_proposes_does_not_release', 'proposed_by <> released_by')
@Check(
  'proposed_means_by_somebody',
  `state NOT IN ('proposed', 'publicity') OR (proposed_by IS NOT NULL AND proposed_at IS NOT NULL)`,
)
@Check(
  'publicity_means_released_until',
  `state <> 'publicity' OR (released_by IS NOT NULL AND released_at IS NOT NULL
            AND publicity_until IS NOT NULL AND publicity_contact IS NOT NULL)`,
)
@Check('cycle_cap_is_a_share', 'excellent_cap_percent BETWEEN 0 AND 100')
@Check('cycle_has_sheets', 'sheets_per_studio BETWEEN 1 AND 9')
@Check('cycle_return_leaves_days', 'opinion_return_days BETWEEN 1 AND 30')
@Check('cycle_publicity_has_days', 'publicity_working_days BETWEEN 1 AND 60')
@Check(
  'cycle_windows_are_in_order',
  `state IN ('draft', 'cancelled') OR (
    self_evaluation_due_at <= self_evaluation_closes_at AND opinion_due_at <= opinion_closes_at
    AND scoring_due_at <= scoring_closes_at AND visits_due_at <= visits_closes_at
    AND decision_due_at <= decision_closes_at AND publicity_due_at <= publicity_closes_at
    AND self_evaluation_closes_at < opinion_closes_at AND opinion_closes_at < scoring_closes_at
    AND scoring_closes_at < visits_closes_at AND visits_closes_at < decision_closes_at
    AND decision_closes_at < publicity_closes_at)`,
)
@Check(
  'published_means_by_document',
  `(state = 'published') = (document_number IS NOT NULL AND published_on IS NOT NULL)`,
)
@Index('evaluation_cycles_by_year', ['year', 'createdAt'])
export class EvaluationCycleRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 120 })
  title!: string;

  @Column('integer')
  year!: number;

  @Column('date')
  periodFrom!: string;

  @Column('date')
  periodTo!: string;

  @ForeignKey('RubricRow', 'version', { name: 'cycle_rubric_exists' })
  @Column('varchar', { length: 60 })
  rubricVersion!: string;

  @Column('varchar', { length: 16, default: 'draft' })
  state!: CycleState;

  @Column('timestamptz')
  selfEvaluationDueAt!: Date;

  @Column('timestamptz')
  selfEvaluationClosesAt!: Date;

  @Column('timestamptz')
  opinionDueAt!: Date;

  @Column('timestamptz')
  opinionClosesAt!: Date;

  @Column('timestamptz')
  scoringDueAt!: Date;

  @Column('timestamptz')
  scoringClosesAt!: Date;

  @Column('timestamptz')
  visitsDueAt!: Date;

  @Column('timestamptz')
  visitsClosesAt!: Date;

  @Column('timestamptz')
  decisionDueAt!: Date;

  @Column('timestamptz')
  decisionClosesAt!: Date;

  @Column('timestamptz')
  publicityDueAt!: Date;

  @Column('timestamptz')
  publicityClosesAt!: Date;

  @Column('integer')
  publicityWorkingDays!: number;

  /** Days a studio has at least after a return by its recommender. */
  @Column('integer', { default: 3 })
  opinionReturnDays!: number;

  @Column('integer')
  excellentCapPercent!: number;

  @Column('integer')
  sheetsPerStudio!: number;

  @ForeignKey('AccountRow', 'id', { name: 'cycle_proposer_exists' })
  @Column('uuid', { nullable: true })
  proposedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  proposedAt!: Date | null;

  @ForeignKey('AccountRow', 'id', { name: 'cycle_releaser_exists' })
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

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('date', { nullable: true })
  publishedOn!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;
}
