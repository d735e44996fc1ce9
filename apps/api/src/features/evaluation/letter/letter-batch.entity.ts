import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One archive of all letters of a cycle or of a round's awards, and how far it is. */
@Entity('letter_batches')
@Check('letter_batch_state_is_known', `state IN ('queued', 'running', 'done', 'failed')`)
@Check('a_batch_that_is_done_has_its_file', `(state = 'done') = (file_id IS NOT NULL)`)
@Check('no_more_letters_than_studios', 'done BETWEEN 0 AND total')
@Check('a_batch_of_letters_is_of_one_thing', 'num_nonnulls(cycle_id, round_id) = 1')
@Index('one_batch_of_award_letters_at_a_time', ['roundId'], { unique: true, where: `state IN ('queued', 'running')` })
@Index('one_batch_of_letters_at_a_time', ['cycleId'], { unique: true, where: `state IN ('queued', 'running')` })
export class LetterBatchRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationCycleRow', 'id', { name: 'letter_batch_cycle_exists' })
  @Column('uuid', { nullable: true })
  cycleId!: string | null;

  @ForeignKey('UpgradeRoundRow', 'id', { name: 'letter_batch_round_exists' })
  @Column('uuid', { nullable: true })
  roundId!: string | null;

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
