import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What is known of an account with the evaluator role beyond its roles. */
@Entity('evaluators')
export class EvaluatorProfileRow {
  @ForeignKey('AccountRow', 'id', { name: 'evaluator_account_exists' })
  @PrimaryColumn('uuid')
  accountId!: string;

  /** The unit the evaluator works for: conflicts with its studios and those of its branches. */
  @ForeignKey('HostUnitRow', 'id', { name: 'evaluator_host_unit_exists' })
  @Column('uuid', { nullable: true })
  hostUnitId!: string | null;
}

/** A conflict an evaluator declared, by recusal or to the office (回避). */
@Entity('declared_conflicts')
export class DeclaredConflictRow {
  @ForeignKey('AccountRow', 'id', { name: 'declared_conflict_account_exists' })
  @PrimaryColumn('uuid')
  accountId!: string;

  @ForeignKey('StudioRow', 'id', { name: 'declared_conflict_studio_exists' })
  @PrimaryColumn('uuid')
  studioId!: string;

  @Column('varchar', { length: 500 })
  reason!: string;

  @Column('timestamptz')
  declaredAt!: Date;

  @Column('uuid')
  declaredBy!: string;
}
