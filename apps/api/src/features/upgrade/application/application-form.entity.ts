import type { ApplicationFileKind, ApplicationSection, SectionContent } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A part of the form, or a list of files, as it was saved last; each with a revision of its own. */
@Entity('application_sections')
@Check(
  'application_section_is_known',
  `section IN ('target', 'unit', 'master', 'team', 'deeds', 'report',
    'statement', 'verification-form', 'id-card', 'skill-certificate', 'education-certificate', 'work-photo',
    'exception-proof', 'evidence')`,
)
@Check('application_section_is_an_object', `jsonb_typeof(content) = 'object'`)
export class ApplicationSectionRow {
  @ForeignKey('ApplicationRow', 'id', { name: 'application_section_application_exists', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  applicationId!: string;

  @PrimaryColumn('varchar', { length: 24 })
  section!: ApplicationSection | ApplicationFileKind;

  @Column('jsonb', { default: {} })
  content!: SectionContent;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  savedAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'application_section_author_exists' })
  @Column('uuid', { nullable: true })
  savedBy!: string | null;
}

@Entity('application_files')
@Check(
  'application_file_kind_is_known',
  `kind IN ('verification-form', 'id-card', 'skill-certificate',
    'education-certificate', 'work-photo', 'exception-proof', 'evidence')`,
)
@Unique('application_file_is_listed_once', ['applicationId', 'kind', 'fileId'])
@Index('application_files_by_file', ['fileId'])
@ForeignKey('ApplicationSectionRow', ['applicationId', 'kind'], ['applicationId', 'section'], {
  name: 'application_file_is_of_a_list',
  onDelete: 'CASCADE',
})
export class ApplicationFileRow {
  @PrimaryColumn('uuid')
  applicationId!: string;

  @PrimaryColumn('varchar', { length: 24 })
  kind!: ApplicationFileKind;

  @PrimaryColumn('integer')
  position!: number;

  @Column('uuid')
  fileId!: string;
}

/** The application as it was handed in; append-only by trigger. */
@Entity('application_versions')
@Check('application_version_is_counted', 'number >= 1')
@Check('application_version_hash_is_a_hash', `hash ~ '^[0-9a-f]{64}$'`)
@Unique('one_receipt_per_version', ['receiptSerial'])
@Index('application_versions_by_file', { synchronize: false })
export class ApplicationVersionRow {
  @ForeignKey('ApplicationRow', 'id', { name: 'application_version_application_exists' })
  @PrimaryColumn('uuid')
  applicationId!: string;

  @PrimaryColumn('integer')
  number!: number;

  @Column('timestamptz')
  submittedAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'application_version_author_exists' })
  @Column('uuid', { nullable: true })
  submittedBy!: string | null;

  /** Exactly what its receipt is the hash of. */
  @Column('jsonb')
  content!: object;

  @Column('varchar', { length: 64 })
  hash!: string;

  @Column('varchar', { length: 40 })
  receiptSerial!: string;

  @ForeignKey('UpgradeDeterminationRow', 'id', { name: 'application_version_determination_exists' })
  @Column('varchar', { length: 64, nullable: true })
  determinationId!: string | null;

  @Column('uuid', { array: true, default: [] })
  fileIds!: string[];
}
