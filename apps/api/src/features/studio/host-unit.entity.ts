import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('host_units')
@Check('host_unit_kind_is_known', `kind IN ('enterprise', 'vocational-college', 'training-base', 'other')`)
@Check('host_unit_is_not_its_own_parent', 'parent_id <> id')
@Index('host_unit_name_is_unique_among_siblings', { synchronize: false })
@Index('credit_code_belongs_to_one_unit', { synchronize: false })
export class HostUnitRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 200 })
  name!: string;

  @Column('varchar', { length: 100, nullable: true })
  shortName!: string | null;

  @Column('varchar', { length: 18, nullable: true })
  creditCode!: string | null;

  @Column('varchar', { length: 20 })
  kind!: string;

  @ForeignKey('HostUnitRow', 'id', { name: 'host_unit_parent_exists' })
  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @ForeignKey('DistrictRow', 'code', { name: 'host_unit_district_exists' })
  @Column('varchar', { length: 16, nullable: true })
  districtCode!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}
