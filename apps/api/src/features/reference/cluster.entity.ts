import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('clusters')
@Check('cluster_level_is_known', `level IN ('L1', 'L2', 'L3', 'L4', 'S')`)
@Check('cluster_ends_after_it_begins', 'valid_to > valid_from')
export class ClusterRow {
  @PrimaryColumn('varchar', { length: 16 })
  code!: string;

  @Column('varchar', { length: 100 })
  name!: string;

  @Column('varchar', { length: 2 })
  level!: string;

  @Column('varchar', { length: 50, nullable: true })
  groupName!: string | null;

  @Column('boolean')
  confirmed!: boolean;

  @Column('date', { nullable: true })
  validFrom!: string | null;

  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('integer')
  position!: number;

  @Column('integer', { default: 1 })
  revision!: number;
}

@Entity('highlands')
@Check('highland_ends_after_it_begins', 'valid_to > valid_from')
export class HighlandRow {
  @PrimaryColumn('varchar', { length: 16 })
  code!: string;

  @Column('varchar', { length: 100 })
  name!: string;

  @ForeignKey('HighlandRow', 'code', { name: 'highland_field_has_a_highland' })
  @Column('varchar', { length: 16, nullable: true })
  parentCode!: string | null;

  @Column('boolean')
  confirmed!: boolean;

  @Column('date', { nullable: true })
  validFrom!: string | null;

  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('integer')
  position!: number;

  @Column('integer', { default: 1 })
  revision!: number;
}
