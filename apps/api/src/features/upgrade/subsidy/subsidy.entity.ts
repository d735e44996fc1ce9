import type { EntryKind, StatementKind, SubsidySettings } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('subsidy_settings')
@Check('there_are_subsidy_settings_once', 'id')
export class SubsidySettingsRow {
  @PrimaryColumn('boolean', { default: true })
  id!: boolean;

  @Column('jsonb')
  content!: SubsidySettings;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** One entry of the office; never changed, a wrong one is reversed by another. */
@Entity('subsidy_entries')
@Unique('subsidy_entries_are_counted', ['studioId', 'number'])
@Unique('a_subsidy_entry_is_reversed_once', ['reversesId'])
@ForeignKey('StudioEventRow', ['studioId', 'position'], ['studioId', 'position'], {
  name: 'subsidy_entry_belongs_to_an_event',
})
@Check('subsidy_entry_kind_is_known', `kind IN ('payment', 'class-amount', 'settlement', 'repayment', 'reversal')`)
@Check('subsidy_entry_has_an_amount', `fen > 0 OR (fen = 0 AND kind IN ('settlement', 'reversal'))`)
@Check('money_moves_by_document', `kind NOT IN ('payment', 'class-amount', 'repayment') OR document_number <> ''`)
@Check('a_subsidy_decision_says_why', `kind NOT IN ('settlement', 'reversal') OR reason <> ''`)
@Check('only_a_reversal_reverses', `(kind = 'reversal') = (reverses_id IS NOT NULL)`)
@Index('subsidy_entries_by_file', { synchronize: false })
export class SubsidyEntryRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  studioId!: string;

  /** 1, 2, 3 … within the studio. */
  @Column('integer')
  number!: number;

  /** Of the event it belongs to. */
  @Column('integer')
  position!: number;

  @Column('varchar', { length: 12 })
  kind!: EntryKind;

  @Column('bigint')
  fen!: number;

  @Column('date')
  happenedOn!: string;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('varchar', { length: 500, nullable: true })
  reason!: string | null;

  @Column('uuid', { nullable: true })
  fileId!: string | null;

  @ForeignKey('SubsidyEntryRow', 'id', { name: 'subsidy_entry_reverses_an_entry' })
  @Column('uuid', { nullable: true })
  reversesId!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'subsidy_entry_account_exists' })
  @Column('uuid', { nullable: true })
  enteredBy!: string | null;

  @Column('timestamptz')
  enteredAt!: Date;
}

/** What a studio says of money: its host's matching, or what a year was spent on. */
@Entity('subsidy_statements')
@Check('subsidy_statement_kind_is_known', `kind IN ('matching', 'spending')`)
@Check('subsidy_statement_has_an_amount', `fen > 0 OR (fen = 0 AND kind = 'spending' AND note <> '')`)
@Check('a_matching_has_its_day', `(kind = 'matching') = (happened_on IS NOT NULL)`)
@Check('what_was_spent_has_its_items', `(kind = 'spending' AND fen > 0) = (jsonb_array_length(items) > 0)`)
@Index('subsidy_statements_by_studio', ['studioId', 'year'])
@Index('subsidy_statements_by_file', { synchronize: false })
export class SubsidyStatementRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'subsidy_statement_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 10 })
  kind!: StatementKind;

  @Column('integer')
  year!: number;

  @Column('date', { nullable: true })
  happenedOn!: string | null;

  @Column('bigint')
  fen!: number;

  @Column('jsonb', { default: [] })
  items!: readonly object[];

  @Column('varchar', { length: 500, default: '' })
  note!: string;

  @Column('uuid', { nullable: true })
  fileId!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'subsidy_statement_account_exists' })
  @Column('uuid')
  statedBy!: string;

  @Column('timestamptz')
  statedAt!: Date;
}

/** What the recommending unit found; the latest counts. */
@Entity('subsidy_verdicts')
@Unique('subsidy_verdicts_are_counted', ['statementId', 'number'])
@Check('subsidy_verdict_is_known', `verdict IN ('verified', 'returned')`)
@Check('a_returned_statement_says_why', `verdict = 'verified' OR reason <> ''`)
export class SubsidyVerdictRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('SubsidyStatementRow', 'id', { name: 'subsidy_verdict_has_its_statement' })
  @Column('uuid')
  statementId!: string;

  @Column('integer')
  number!: number;

  @Column('varchar', { length: 10 })
  verdict!: string;

  @Column('varchar', { length: 500, nullable: true })
  reason!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'subsidy_verdict_account_exists' })
  @Column('uuid')
  judgedBy!: string;

  @Column('timestamptz')
  judgedAt!: Date;
}
