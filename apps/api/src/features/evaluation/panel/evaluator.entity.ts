import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What is known of an account with the evaluator role beyond its roles. */
@Entity('evaluators')
@Check('evaluator_capacity_is_sensible', 'capacity BETWEEN 0 AND 1000')
export class EvaluatorProfileRow {
  @ForeignKey('AccountRow', 'id', { name: 'evaluator_account_exists' })
  @PrimaryColumn('uuid')
  accountId!: string;

  /** The unit the evaluator works for: conflicts with its studios and those of its branches. */
  @ForeignKey('HostUnitRow', 'id', { name: 'evaluator_host_unit_exists' })
  @Column('uuid', { nullable: true })
  hostUnitId!: string | null;

  /** Codes of the industry clusters the evaluator is at home in. */
  @Column('text', { array: true, default: [] })
  clusters!: string[];

  /** Names of occupations, as studios name theirs. */
  @Column('text', { array: true, default: [] })
  occupations!: string[];

  /** Most sheets of a cycle; null: as the cycle says. */
  @Column('integer', { nullable: true })
  capacity!: number | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** A unit the evaluator worked for before. */
@Entity('evaluator_former_units')
@Check('a_stay_ends_after_it_began', 'until >= since')
@Index('former_units_by_account', ['accountId'])
export class EvaluatorFormerUnitRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('AccountRow', 'id', { name: 'former_unit_account_exists' })
  @Column('uuid')
  accountId!: string;

  @ForeignKey('HostUnitRow', 'id', { name: 'former_unit_exists' })
  @Column('uuid')
  hostUnitId!: string;

  @Column('date', { nullable: true })
  since!: string | null;

  @Column('date', { nullable: true })
  until!: string | null;
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
