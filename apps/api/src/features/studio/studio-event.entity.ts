import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One dated event of a studio; append-only by trigger. */
@Entity('studio_events')
@Unique('studio_events_are_in_order', ['studioId', 'position'])
@Check('studio_event_position_is_positive', 'position > 0')
@Check(
  'studio_event_kind_is_known',
  `kind IN (
          'awarded', 'renamed', 'master-changed', 'relocated', 'host-merged', 're-homed', 'reclassified',
          'team-changed', 'evaluated', 'rectification-ordered', 'rectification-extended', 'rectification-passed',
          'rectification-failed', 'upgraded', 'downgraded', 'revoked', 'terminated', 'objection-upheld',
          'evaluation-retracted')`,
)
@Index('studio_events_by_kind', ['kind', 'happenedOn'])
export class StudioEventRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'studio_event_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('integer')
  position!: number;

  @Column('varchar', { length: 30 })
  kind!: string;

  @Column('date')
  happenedOn!: string;

  @Column('timestamptz')
  recordedAt!: Date;

  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('varchar', { length: 1000, nullable: true })
  reason!: string | null;

  @Column('uuid', { nullable: true })
  fileId!: string | null;

  @Column('jsonb', { default: {} })
  facts!: object;
}

@Entity('studio_tiers')
@Check('studio_tier_period_tier_is_known', `tier IN ('district', 'municipal', 'chief', 'national')`)
@Exclusion('studio_has_one_tier_at_a_time', 'USING gist (studio_id WITH =, period WITH &&)')
export class StudioTierRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'studio_tier_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 10 })
  tier!: string;

  @Column('daterange')
  period!: string;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;
}

@Entity('studio_standings')
@Check('studio_standing_period_standing_is_known', `standing IN ('active', 'rectifying', 'terminated', 'revoked')`)
@Exclusion('studio_has_one_standing_at_a_time', 'USING gist (studio_id WITH =, period WITH &&)')
export class StudioStandingRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'studio_standing_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 12 })
  standing!: string;

  @Column('daterange')
  period!: string;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;
}
