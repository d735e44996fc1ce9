import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('occupations')
@Unique('occupation_name_is_unique_in_its_edition', ['edition', 'name'])
@Unique('occupation_code_is_unique_in_its_edition', ['edition', 'code'])
@Check('occupation_code_has_its_form', `code ~ '^[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}$'`)
export class OccupationRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 16, nullable: true })
  code!: string | null;

  @Column('varchar', { length: 16 })
  edition!: string;

  @Column('varchar', { length: 100 })
  name!: string;

  @ForeignKey('ClusterRow', 'code', { name: 'occupation_cluster_exists' })
  @Column('varchar', { length: 16, nullable: true })
  clusterCode!: string | null;

  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

@Entity('skill_levels')
@Unique('skill_level_rank_is_unique', ['rank'])
export class SkillLevelRow {
  @PrimaryColumn('varchar', { length: 32 })
  code!: string;

  @Column('varchar', { length: 50 })
  name!: string;

  @Column('integer')
  rank!: number;

  @Column('boolean')
  highSkill!: boolean;
}

@Entity('holidays')
@Check('holiday_kind_is_known', `kind IN ('holiday', 'workday')`)
export class HolidayRow {
  @PrimaryColumn('date')
  day!: string;

  @Column('varchar', { length: 10 })
  kind!: string;

  @Column('varchar', { length: 50 })
  name!: string;
}

@Entity('dictionary_versions')
export class DictionaryVersionRow {
  @PrimaryColumn('varchar', { length: 32 })
  dictionary!: string;

  @PrimaryColumn('integer')
  version!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('varchar', { length: 500 })
  note!: string;

  @Column('jsonb')
  content!: readonly object[];
}
