import type { ObjectionState, ObjectorKind } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** An objection (异议) against a result or a candidate in publicity. Once settled it never changes (trigger). */
@Entity('objections')
@Check('objection_state_is_known', `state IN ('filed', 'under-review', 'upheld', 'rejected', 'withdrawn')`)
@Check('objector_is_known', `objector IN ('studio', 'applicant', 'recommender', 'public')`)
@Check('an_objection_is_about_one_thing', 'num_nonnulls(evaluation_id, application_id) = 1')
@Check('who_objects_from_outside_has_a_name', `(objector = 'public') = (name_cipher IS NOT NULL)`)
@Check('a_review_has_its_handler', `state NOT IN ('under-review', 'upheld', 'rejected') OR handler_id IS NOT NULL`)
@Check(
  'an_objection_is_answered_with_reason_and_clause',
  `(state IN ('upheld', 'rejected')) = (answer IS NOT NULL AND clause IS NOT NULL)`,
)
@Check('a_closed_objection_has_its_instant', `(state IN ('upheld', 'rejected', 'withdrawn')) = (closed_at IS NOT NULL)`)
@Index('objections_by_evaluation', ['evaluationId'])
@Index('objections_by_application', ['applicationId'])
@Index('open_objections', ['filedAt'], { where: `state IN ('filed', 'under-review')` })
export class ObjectionRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationRow', 'id', { name: 'objection_evaluation_exists' })
  @Column('uuid', { nullable: true })
  evaluationId!: string | null;

  /** Or the application, when it is against a candidate of an upgrade round. */
  @ForeignKey('ApplicationRow', 'id', { name: 'objection_application_exists' })
  @Column('uuid', { nullable: true })
  applicationId!: string | null;

  @Column('varchar', { length: 12, default: 'filed' })
  state!: ObjectionState;

  @Column('varchar', { length: 12 })
  objector!: ObjectorKind;

  @ForeignKey('AccountRow', 'id', { name: 'objection_account_exists' })
  @Column('uuid')
  filedBy!: string;

  @Column('timestamptz')
  filedAt!: Date;

  /** Real name of a person from outside, sealed. */
  @Column('text', { nullable: true })
  nameCipher!: string | null;

  @Column('text')
  contactCipher!: string;

  @Column('varchar', { length: 2000 })
  reason!: string;

  @Column('uuid', { array: true, default: [] })
  fileIds!: string[];

  @ForeignKey('AccountRow', 'id', { name: 'objection_handler_exists' })
  @Column('uuid', { nullable: true })
  handlerId!: string | null;

  @Column('timestamptz', { nullable: true })
  takenAt!: Date | null;

  @Column('varchar', { length: 2000, nullable: true })
  answer!: string | null;

  @Column('varchar', { length: 20, nullable: true })
  clause!: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  @Column('integer', { default: 1 })
  revision!: number;
}
