import type {
  AwardCells,
  AwardDefaults,
  AwardEntry,
  AwardField,
  AwardFigures,
  AwardImportState,
  AwardListTitle,
  Change,
  Finding,
  Tier,
  Verdict,
} from '@jianglian/domain/studio';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

export interface AwardColumn {
  readonly head: string;
  readonly field: AwardField;
}

/** An award list on its way into the register. */
@Entity('award_imports')
@Check(
  'award_import_state_is_known',
  `state IN ('uploaded', 'mapped', 'checking', 'checked', 'applying', 'applied', 'cancelled', 'failed')`,
)
@Check('award_import_has_its_day_when_applied', `(state = 'applied') = (applied_at IS NOT NULL)`)
@Index('award_imports_newest', ['createdAt', 'id'])
export class AwardImportRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  fileId!: string;

  @Column('varchar', { length: 200 })
  fileName!: string;

  @Column('varchar', { length: 200, nullable: true })
  sheetName!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'award_import_account_exists' })
  @Column('uuid')
  accountId!: string;

  @Column('varchar', { length: 12 })
  state!: AwardImportState;

  @Column('jsonb', { nullable: true })
  title!: AwardListTitle | null;

  @Column('integer', { nullable: true })
  titleRow!: number | null;

  @Column('integer', { nullable: true })
  headerRow!: number | null;

  @Column('integer')
  firstRow!: number;

  @Column('jsonb')
  columns!: readonly AwardColumn[];

  @Column('jsonb')
  defaults!: AwardDefaults;

  @Column('integer')
  rowCount!: number;

  @Column('jsonb')
  figures!: AwardFigures;

  @Column('integer', { default: 0 })
  problemCount!: number;

  @Column('integer', { default: 0 })
  duplicateCount!: number;

  @Column('jsonb', { default: [] })
  findings!: readonly Finding[];

  /** Rows the running job has behind it. */
  @Column('integer', { default: 0 })
  done!: number;

  @Column('varchar', { length: 60, nullable: true })
  failure!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  appliedAt!: Date | null;
}

/** One line of the list: as printed, as edited, as understood and as judged. */
@Entity('award_import_rows')
@Check('award_import_row_verdict_is_known', `verdict IN ('new', 'changed', 'same', 'refused')`)
@Index('award_import_rows_by_master', ['importId', 'masterKey'])
@Index('award_import_rows_by_place', { synchronize: false })
export class AwardImportLineRow {
  @ForeignKey('AwardImportRow', 'id', { name: 'award_import_row_import_exists' })
  @PrimaryColumn('uuid')
  importId!: string;

  @PrimaryColumn('integer')
  number!: number;

  /** By column, personal numbers left out. */
  @Column('jsonb')
  cells!: readonly string[];

  @Column('varchar', { length: 10, nullable: true })
  sectionTier!: Tier | null;

  @Column('jsonb', { default: {} })
  edits!: AwardCells;

  @Column('text', { array: true, default: [] })
  accepted!: readonly string[];

  @Column('boolean', { default: false })
  isExcluded!: boolean;

  @Column('jsonb', { nullable: true })
  entry!: AwardEntry | null;

  @Column('jsonb', { default: [] })
  findings!: readonly Finding[];

  @Column('varchar', { length: 10, nullable: true })
  verdict!: Verdict | null;

  @Column('boolean', { default: false })
  isDuplicate!: boolean;

  @Column('varchar', { length: 1000, default: '' })
  masterKey!: string;

  @Column('varchar', { length: 3000, default: '' })
  placeKey!: string;

  /** The studio meant, or once applied the studio founded. */
  @Column('uuid', { nullable: true })
  studioId!: string | null;

  @Column('jsonb', { default: [] })
  changes!: readonly Change[];
}
