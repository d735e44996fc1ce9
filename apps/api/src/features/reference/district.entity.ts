import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('districts')
@Check('district_type_is_known', `type IN ('district', 'county', 'autonomous-county', 'functional-area')`)
@Check('district_zone_is_known', `zone IN ('central-urban', 'new-urban', 'northeast', 'southeast')`)
@Check('district_ends_after_it_begins', 'valid_to > valid_from')
export class DistrictRow {
  @PrimaryColumn('varchar', { length: 16 })
  code!: string;

  @Column('varchar', { length: 100 })
  name!: string;

  @Column('varchar', { length: 50 })
  shortName!: string;

  @Column('varchar', { length: 20 })
  type!: string;

  @Column('varchar', { length: 20 })
  zone!: string;

  @Column('date', { nullable: true })
  validFrom!: string | null;

  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('integer', { nullable: true })
  tileX!: number | null;

  @Column('integer', { nullable: true })
  tileY!: number | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

@Entity('district_successors')
@Check('district_does_not_succeed_itself', 'code <> successor_code')
export class DistrictSuccessorRow {
  @ForeignKey('DistrictRow', 'code', { name: 'district_succeeded_exists' })
  @PrimaryColumn('varchar', { length: 16 })
  code!: string;

  @ForeignKey('DistrictRow', 'code', { name: 'district_successor_exists' })
  @PrimaryColumn('varchar', { length: 16 })
  successorCode!: string;
}

@Entity('recommenders')
@Unique('recommender_code_is_unique', ['code'])
@Check('recommender_kind_is_known', `kind IN ('district', 'functional-area', 'department')`)
@Check('only_a_department_has_no_district', `(kind = 'department') = (district_code IS NULL)`)
@Check('recommender_ends_after_it_begins', 'valid_to > valid_from')
export class RecommenderRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 32 })
  code!: string;

  @Column('varchar', { length: 100 })
  name!: string;

  @Column('varchar', { length: 20 })
  kind!: string;

  @ForeignKey('DistrictRow', 'code', { name: 'recommender_district_exists' })
  @Column('varchar', { length: 16, nullable: true })
  districtCode!: string | null;

  @Column('date', { nullable: true })
  validFrom!: string | null;

  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}
