import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** The present state of a studio: a projection of its events, kept with them in one transaction. */
@Entity('studios')
@Unique('studio_code_is_unique', ['code'])
@Check('studio_tier_is_known', `tier IN ('district', 'municipal', 'chief', 'national')`)
@Check('studio_standing_is_known', `standing IN ('active', 'rectifying', 'terminated', 'revoked')`)
@Check('studio_grade_is_known', `last_grade IN ('excellent', 'qualified', 'failed')`)
@Check('studio_is_founded_before_its_present_tier', 'founded_on <= awarded_on')
@Check('a_grade_has_its_day', '(last_grade IS NULL) = (last_evaluated_on IS NULL)')
@Check('an_ended_studio_has_no_evaluation_due', `standing IN ('active', 'rectifying') OR evaluation_due_on IS NULL`)
@Index('one_master_one_studio', { synchronize: false })
@Index('studios_by_master', ['masterId'])
@Index('studios_by_host_unit', ['hostUnitId'])
@Index('studios_by_recommender', ['recommenderId'])
@Index('studios_by_district', ['districtCode'])
@Index('studios_by_cluster', ['clusterCode'])
@Index('studios_by_name', { synchronize: false })
@Index('studios_by_award', ['awardedOn', 'id'])
@Index('studios_by_due', { synchronize: false })
@Index('studios_by_activity', { synchronize: false })
@Index('studios_by_text', { synchronize: false })
export class StudioRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 16 })
  code!: string;

  @Column('varchar', { length: 200 })
  name!: string;

  @ForeignKey('HostUnitRow', 'id', { name: 'studio_host_unit_exists' })
  @Column('uuid')
  hostUnitId!: string;

  @ForeignKey('MasterRow', 'id', { name: 'studio_master_exists' })
  @Column('uuid')
  masterId!: string;

  @ForeignKey('OccupationRow', 'id', { name: 'studio_occupation_exists' })
  @Column('uuid', { nullable: true })
  occupationId!: string | null;

  @Column('varchar', { length: 100, nullable: true })
  occupationName!: string | null;

  @ForeignKey('ClusterRow', 'code', { name: 'studio_cluster_exists' })
  @Column('varchar', { length: 16 })
  clusterCode!: string;

  @ForeignKey('RecommenderRow', 'id', { name: 'studio_recommender_exists' })
  @Column('uuid')
  recommenderId!: string;

  @ForeignKey('DistrictRow', 'code', { name: 'studio_district_exists' })
  @Column('varchar', { length: 16 })
  districtCode!: string;

  @Column('varchar', { length: 10 })
  tier!: string;

  @Column('varchar', { length: 12 })
  standing!: string;

  /** Of the present tier. */
  @Column('date')
  awardedOn!: string;

  @Column('date')
  foundedOn!: string;

  /** Of the present tier's award. */
  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('varchar', { length: 10, nullable: true })
  lastGrade!: string | null;

  @Column('boolean', { default: false })
  gradeAfterRectification!: boolean;

  @Column('date', { nullable: true })
  lastEvaluatedOn!: string | null;

  @Column('date', { nullable: true })
  evaluationDueOn!: string | null;

  @Column('date', { nullable: true })
  lastActiveOn!: string | null;

  /** Kept by a trigger: code, name, master, unit and occupation. */
  @Column('text', { default: '' })
  searchText!: string;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}

@Entity('studio_clusters')
export class StudioClusterRow {
  @ForeignKey('StudioRow', 'id', { name: 'secondary_cluster_studio_exists' })
  @PrimaryColumn('uuid')
  studioId!: string;

  @ForeignKey('ClusterRow', 'code', { name: 'secondary_cluster_exists' })
  @PrimaryColumn('varchar', { length: 16 })
  clusterCode!: string;
}
