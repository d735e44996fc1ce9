import type { ActivityKind, ActivityPerson, ActivityState, Mechanism, Metrics } from '@jianglian/domain/activity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One version of an activity; locked by trigger once verified. */
@Entity('activities')
@Check('activity_state_is_known', `state IN ('draft', 'submitted', 'returned', 'verified', 'superseded')`)
@Check(
  'activity_mechanism_is_known',
  `mechanism IN ('research', 'training', 'mentoring', 'exchange', 'innovation', 'management')`,
)
@Check('activity_ends_after_it_starts', 'ended_on >= started_on')
@Check('activity_benefit_is_not_negative', 'benefit_fen >= 0')
@Check(
  'a_correction_replaces_and_says_why',
  '(version = 1) = (supersedes_id IS NULL) AND (version = 1) = (correction_reason IS NULL)',
)
@Check('a_first_version_begins_its_series', 'version > 1 OR series_id = id')
@Check(
  'verified_means_by_somebody',
  `(state IN ('verified', 'superseded')) = (verified_at IS NOT NULL AND verified_by IS NOT NULL)`,
)
@Check('a_return_says_why', `state <> 'returned' OR return_reason IS NOT NULL`)
@Index('activity_versions_are_in_order', ['seriesId', 'version'], { unique: true })
@Index('one_open_version_of_an_activity', { synchronize: false })
@Index('one_verified_version_of_an_activity', { synchronize: false })
@Index('activities_by_studio', ['studioId', 'startedOn', 'id'])
@Index('activities_by_day', ['startedOn', 'id'])
@Index('activities_waiting', { synchronize: false })
@Index('activities_by_title', { synchronize: false })
export class ActivityRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** The id of the first version: what is one activity to its readers. */
  @Column('uuid')
  seriesId!: string;

  @ForeignKey('StudioRow', 'id', { name: 'activity_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 20 })
  kind!: ActivityKind;

  @Column('varchar', { length: 12 })
  mechanism!: Mechanism;

  @Column('text')
  title!: string;

  @Column('text')
  summary!: string;

  @Column('date')
  startedOn!: string;

  @Column('date', { nullable: true })
  endedOn!: string | null;

  @Column('text')
  place!: string;

  @Column('jsonb')
  people!: readonly ActivityPerson[];

  @Column('jsonb')
  metrics!: Metrics;

  /** The benefit metric once more, for sums over many rows. */
  @Column('bigint', { default: 0 })
  benefitFen!: number;

  @Column('varchar', { length: 12, default: 'draft' })
  state!: ActivityState;

  @Column('integer', { default: 1 })
  version!: number;

  @ForeignKey('ActivityRow', 'id', { name: 'activity_corrected_exists' })
  @Column('uuid', { nullable: true })
  supersedesId!: string | null;

  @Column('text', { nullable: true })
  returnReason!: string | null;

  @Column('text', { nullable: true })
  correctionReason!: string | null;

  @Column('timestamptz', { nullable: true })
  submittedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  verifiedAt!: Date | null;

  @Column('uuid', { nullable: true })
  verifiedBy!: string | null;

  @Column('uuid')
  createdBy!: string;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

@Entity('activity_evidence')
@Index('activity_evidence_by_file', ['fileId'])
export class ActivityEvidenceRow {
  @ForeignKey('ActivityRow', 'id', { name: 'evidence_activity_exists', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  activityId!: string;

  @PrimaryColumn('uuid')
  fileId!: string;

  @Column('integer')
  position!: number;

  @Column('text', { default: '' })
  note!: string;
}
