import type { CorrectionKind, CorrectionState, Outcome } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Another result for one studio, or a published one taken back: old and new, why, by whom. Settled it never changes (trigger). */
@Entity('evaluation_corrections')
@Check('correction_kind_is_known', `kind IN ('correction', 'retraction')`)
@Check('correction_state_is_known', `state IN ('proposed', 'released', 'discarded')`)
@Check('who_proposes_a_correction_does_not_release_it', `state <> 'released' OR proposed_by <> released_by`)
@Check(
  'a_settled_correction_has_its_day',
  `(state = 'proposed') = (released_by IS NULL) AND (state = 'proposed') = (released_at IS NULL)
          AND (state = 'released') = (effective_on IS NOT NULL)`,
)
@Index('one_open_correction_of_a_result', ['evaluationId'], { unique: true, where: `state = 'proposed'` })
@Index('corrections_by_evaluation', ['evaluationId'])
export class EvaluationCorrectionRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationRow', 'id', { name: 'correction_evaluation_exists' })
  @Column('uuid')
  evaluationId!: string;

  @Column('varchar', { length: 12 })
  kind!: CorrectionKind;

  @Column('varchar', { length: 10, default: 'proposed' })
  state!: CorrectionState;

  @ForeignKey('ObjectionRow', 'id', { name: 'correction_objection_exists' })
  @Column('uuid', { nullable: true })
  objectionId!: string | null;

  @Column('jsonb')
  before!: Outcome;

  @Column('jsonb')
  after!: Outcome;

  @Column('varchar', { length: 1000 })
  reason!: string;

  @Column('varchar', { length: 20, nullable: true })
  clause!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'correction_proposer_exists' })
  @Column('uuid')
  proposedBy!: string;

  @Column('timestamptz')
  proposedAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'correction_releaser_exists' })
  @Column('uuid', { nullable: true })
  releasedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  releasedAt!: Date | null;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('date', { nullable: true })
  effectiveOn!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}
