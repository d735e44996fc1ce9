import type {
  ActivitySettings,
  ReportContent,
  ReportKind,
  ReportState,
  SummaryDraft,
} from '@jianglian/domain/activity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A yearly plan or summary somebody has begun. */
@Entity('studio_reports')
@Unique('one_report_of_a_kind_and_year', ['studioId', 'kind', 'year'])
@Check('report_kind_is_known', `kind IN ('plan', 'summary')`)
@Check('report_state_is_known', `state IN ('draft', 'submitted')`)
@Check(
  'a_submitted_report_has_its_days',
  `state <> 'submitted' OR (submitted_on IS NOT NULL AND submitted_at IS NOT NULL AND due_on IS NOT NULL)`,
)
@Index('studio_reports_by_year', ['year', 'kind'])
export class StudioReportRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'report_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 10 })
  kind!: ReportKind;

  @Column('integer')
  year!: number;

  @Column('varchar', { length: 10, default: 'draft' })
  state!: ReportState;

  @Column('jsonb', { default: {} })
  texts!: ReportContent['texts'];

  @Column('jsonb', { default: {} })
  targets!: ReportContent['targets'];

  /** The summary's figures as they stood when it was handed in. */
  @Column('jsonb', { nullable: true })
  figures!: SummaryDraft | null;

  /** The due day that held when it was first handed in. */
  @Column('date', { nullable: true })
  dueOn!: string | null;

  @Column('date', { nullable: true })
  submittedOn!: string | null;

  @Column('timestamptz', { nullable: true })
  submittedAt!: Date | null;

  @Column('text', { nullable: true })
  reopenReason!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

@Entity('activity_settings')
@Check('there_is_one_row_of_activity_settings', 'id = 1')
export class ActivitySettingsRow {
  @PrimaryColumn('smallint')
  id!: number;

  @Column('jsonb')
  content!: ActivitySettings;

  @Column('integer', { default: 1 })
  revision!: number;
}
