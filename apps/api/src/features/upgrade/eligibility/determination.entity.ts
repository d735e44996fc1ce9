import type { AppliedTier, UpgradeFacts, UpgradeOutcome } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A verdict as it was found, with the facts as they were; its id is the hash of both and of the version of the rules. */
@Entity('upgrade_determinations')
@Check('upgrade_determination_id_is_a_hash', `id ~ '^[0-9a-f]{64}$'`)
@Check('upgrade_determination_target_is_known', `target IN ('municipal', 'chief', 'national')`)
@Check('upgrade_determination_is_of_one', '(studio_id IS NULL) <> (application_id IS NULL)')
@Index('upgrade_determinations_by_studio', ['studioId', 'recordedAt'])
export class UpgradeDeterminationRow {
  @PrimaryColumn('varchar', { length: 64 })
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'upgrade_determination_studio_exists' })
  @Column('uuid', { nullable: true })
  studioId!: string | null;

  /** Where there is no studio yet: the application for one. */
  @ForeignKey('ApplicationRow', 'id', { name: 'upgrade_determination_application_exists' })
  @Column('uuid', { nullable: true })
  applicationId!: string | null;

  @Column('varchar', { length: 60 })
  ruleSet!: string;

  @Column('integer')
  ruleSetVersion!: number;

  @Column('varchar', { length: 10 })
  target!: AppliedTier;

  @Column('varchar', { length: 20 })
  outcome!: UpgradeOutcome;

  @Column('jsonb')
  facts!: UpgradeFacts;

  @Column('jsonb')
  findings!: readonly object[];

  @ForeignKey('AccountRow', 'id', { name: 'upgrade_determination_recorder_exists' })
  @Column('uuid', { nullable: true })
  recordedBy!: string | null;

  @Column('timestamptz')
  recordedAt!: Date;
}
