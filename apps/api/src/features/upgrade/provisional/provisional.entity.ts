import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What became of an application that waits for its evaluation (三(三), 先行申报): append-only, so that a release can be taken back. */
@Entity('provisional_steps')
@Check('provisional_step_is_known', `step IN ('released', 'awaits', 'closed')`)
export class ProvisionalStepRow {
  @ForeignKey('ApplicationRow', 'id', { name: 'provisional_step_application_exists' })
  @PrimaryColumn('uuid')
  applicationId!: string;

  /** 1, 2, 3 … within the application. */
  @PrimaryColumn('integer')
  position!: number;

  @Column('varchar', { length: 10 })
  step!: 'released' | 'awaits' | 'closed';

  /** What brought it about, of the terms `provisional-cause`. */
  @Column('varchar', { length: 30 })
  cause!: string;

  /** The verdict it rested on. */
  @Column('varchar', { length: 64, nullable: true })
  determinationId!: string | null;

  /** Rules that were not met when the evaluation was there. */
  @Column('jsonb', { default: [] })
  unmet!: readonly string[];

  @Column('timestamptz')
  at!: Date;
}
