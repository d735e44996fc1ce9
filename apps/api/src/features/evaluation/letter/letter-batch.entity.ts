import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One archive of all result letters of a cycle, and how far it is. */
@Entity('letter_batches')
@Check('letter_batch_state_is_known', `state IN ('queued', 'running', 'done', 'failed')`)
@Check('a_batch_that_is_done_has_its_file', `(state = 'done') = (file_id IS NOT NULL)`)
@Check('no_more_letters_than_studios', 'done BETWEEN 0 AND total')
@Index('one_batch_of_letters_at_a_time', ['cycleId'], { unique: true, where: `state IN ('queued', 'running')` })
export class LetterBatchRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationCycleRow', 'id', { name: 'letter_batch_cycle_exists' })
  @Column('uuid')
  cycleId!: string;

  @Column('varchar', { length: 10, default: 'queued' })
  state!: 'queued' | 'running' | 'done' | 'failed';

  @Column('integer')
  total!: number;

  @Column('integer', { default: 0 })
  done!: number;

  /** Letters that could not be printed. */
  @Column('jsonb', { default: [] })
  problems!: readonly { studio: string; characters: string }[];

  @Column('uuid', { nullable: true })
  fileId!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'letter_batch_account_exists' })
  @Column('uuid')
  requestedBy!: string;

  @Column('timestamptz')
  requestedAt!: Date;

  /** The latest sign of life of whoever works on it. */
  @Column('timestamptz')
  touchedAt!: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}
