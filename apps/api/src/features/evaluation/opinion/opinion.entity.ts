import type { OpinionLine, OpinionState } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The recommender's opinion of one self-evaluation; no row: nothing was written yet. */
@Entity('opinions')
@Check('opinion_state_is_known', `state IN ('pending', 'agreed', 'adjusted', 'returned')`)
@Check(
  'a_given_opinion_has_its_giver',
  `(state IN ('agreed', 'adjusted')) = (given_at IS NOT NULL AND given_by IS NOT NULL)`,
)
@Check('agreement_adjusts_nothing', `state <> 'agreed' OR lines = '[]'`)
@Check('adjustment_adjusts_something', `state <> 'adjusted' OR jsonb_array_length(lines) > 0`)
@Check(
  'a_return_says_why',
  `(returned_at IS NULL AND return_reason IS NULL AND returned_by IS NULL AND return_until IS NULL)
   OR (returned_at IS NOT NULL AND return_reason <> '' AND returned_by IS NOT NULL AND return_until > returned_at)`,
)
@Check('returned_means_when', `state <> 'returned' OR returned_at IS NOT NULL`)
export class OpinionRow {
  @ForeignKey('EvaluationRow', 'id', { name: 'opinion_evaluation_exists' })
  @PrimaryColumn('uuid')
  evaluationId!: string;

  @Column('varchar', { length: 10, default: 'pending' })
  state!: OpinionState;

  @Column('varchar', { length: 2000, default: '' })
  comment!: string;

  @Column('jsonb', { default: [] })
  lines!: readonly OpinionLine[];

  @Column('timestamptz', { nullable: true })
  givenAt!: Date | null;

  @Column('uuid', { nullable: true })
  givenBy!: string | null;

  @Column('boolean', { default: false })
  late!: boolean;

  @Column('timestamptz', { nullable: true })
  returnedAt!: Date | null;

  @Column('uuid', { nullable: true })
  returnedBy!: string | null;

  @Column('varchar', { length: 1000, nullable: true })
  returnReason!: string | null;

  /** Until when the studio may hand in again. */
  @Column('timestamptz', { nullable: true })
  returnUntil!: Date | null;

  @Column('integer', { default: 1 })
  revision!: number;
}
