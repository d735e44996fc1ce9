import type { ExtendableStep } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** More time given to one studio for a step, with a reason; the latest instant counts. */
@Entity('evaluation_extensions')
@Check('extension_step_is_known', `step IN ('selfEvaluation', 'opinion', 'scoring')`)
@Index('evaluation_extensions_by_step', ['evaluationId', 'step', 'closesAt'])
export class EvaluationExtensionRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationRow', 'id', { name: 'extension_evaluation_exists' })
  @Column('uuid')
  evaluationId!: string;

  @Column('varchar', { length: 16 })
  step!: ExtendableStep;

  @Column('timestamptz')
  closesAt!: Date;

  @Column('varchar', { length: 500 })
  reason!: string;

  /** Null: given before the portal noted by whom. */
  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('timestamptz')
  at!: Date;
}
