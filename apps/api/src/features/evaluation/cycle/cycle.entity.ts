import type { CycleState } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One evaluation cycle, pinned to a version of the rubric. */
@Entity('evaluation_cycles')
@Unique('one_document_publishes_one_cycle', ['documentNumber'])
@Check('cycle_state_is_known', `state IN ('draft', 'self-evaluation', 'scoring', 'deciding', 'published', 'cancelled')`)
@Check('cycle_cap_is_a_share', 'excellent_cap_percent BETWEEN 0 AND 100')
@Check('cycle_has_sheets', 'sheets_per_studio BETWEEN 1 AND 9')
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
  selfEvaluationClosesAt!: Date;

  @Column('timestamptz')
  scoringClosesAt!: Date;

  @Column('integer')
  excellentCapPercent!: number;

  @Column('integer')
  sheetsPerStudio!: number;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('date', { nullable: true })
  publishedOn!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;
}
