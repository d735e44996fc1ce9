import type { ReminderStep } from '@jianglian/domain/evaluation';
import type { Refusal } from '@jianglian/domain/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Before which dates a cycle reminds by itself. */
@Entity('reminder_settings')
@Check('reminder_days_are_few', 'before_due_days BETWEEN 0 AND 60 AND before_closing_days BETWEEN 0 AND 60')
export class ReminderSettingsRow {
  @ForeignKey('EvaluationCycleRow', 'id', { name: 'reminder_settings_cycle_exists' })
  @PrimaryColumn('uuid')
  cycleId!: string;

  @Column('int', { nullable: true })
  beforeDueDays!: number | null;

  @Column('int', { nullable: true })
  beforeClosingDays!: number | null;

  @Column('int', { default: 1 })
  revision!: number;
}

/** One sending. */
@Entity('reminder_batches')
@Check('reminder_batch_step_is_known', `step IN ('selfEvaluation', 'opinion', 'scoring')`)
@Check('reminder_batch_cause_is_known', `cause IN ('by-hand', 'scheduled')`)
@Check('a_hand_has_a_name', `(cause = 'by-hand') = (account_id IS NOT NULL)`)
@Index('one_scheduled_batch_a_day', { synchronize: false })
@Index('reminder_batches_by_time', ['cycleId', 'at'])
export class ReminderBatchRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationCycleRow', 'id', { name: 'reminder_batch_cycle_exists' })
  @Column('uuid')
  cycleId!: string;

  @Column('varchar', { length: 16 })
  step!: ReminderStep;

  @Column('varchar', { length: 10 })
  cause!: 'by-hand' | 'scheduled';

  @Column('date')
  day!: string;

  @Column('timestamptz')
  at!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'reminder_batch_account_exists' })
  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('varchar', { length: 300, default: '' })
  note!: string;

  @Column('int', { default: 0 })
  told!: number;

  @Column('int', { default: 0 })
  mailed!: number;

  /** Who was on the list and why they were left out. */
  @Column('jsonb', { default: [] })
  skipped!: readonly { name: string; refusal: Refusal }[];
}

/** One person reminded of what one subject owes; at most once a day. */
@Entity('reminders')
@Unique('one_reminder_a_day', ['accountId', 'cycleId', 'step', 'subjectId', 'day'])
@Index('a_date_is_announced_once', { synchronize: false })
@Index('reminders_by_batch', ['batchId'])
@Index('reminders_by_cycle', ['cycleId', 'step', 'subjectId', 'at'])
export class ReminderRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('ReminderBatchRow', 'id', { name: 'reminder_batch_exists' })
  @Column('uuid')
  batchId!: string;

  @Column('uuid')
  cycleId!: string;

  @Column('varchar', { length: 16 })
  step!: ReminderStep;

  @Column('uuid')
  subjectId!: string;

  @ForeignKey('AccountRow', 'id', { name: 'reminder_account_exists' })
  @Column('uuid')
  accountId!: string;

  @Column('date')
  day!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('varchar', { length: 20, nullable: true })
  milestone!: string | null;

  @Column('boolean', { default: false })
  mailed!: boolean;
}
