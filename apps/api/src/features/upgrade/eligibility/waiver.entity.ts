import type { AppliedTier } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A condition "in principle" that the office set aside for one studio, target and year. */
@Entity('upgrade_waivers')
@Check('upgrade_waiver_target_is_known', `target IN ('municipal', 'chief', 'national')`)
@Check('upgrade_waiver_says_why', `reason <> ''`)
@Check(
  'an_ended_waiver_says_why',
  `(ended_at IS NULL AND ended_by IS NULL AND end_reason IS NULL)
   OR (ended_at IS NOT NULL AND ended_by IS NOT NULL AND end_reason <> '')`,
)
@Index('one_waiver_at_a_time', ['studioId', 'target', 'year', 'rule'], { unique: true, where: 'ended_at IS NULL' })
export class UpgradeWaiverRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'upgrade_waiver_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 60 })
  rule!: string;

  @Column('varchar', { length: 10 })
  target!: AppliedTier;

  @Column('integer')
  year!: number;

  @Column('varchar', { length: 500 })
  reason!: string;

  @ForeignKey('AccountRow', 'id', { name: 'upgrade_waiver_giver_exists' })
  @Column('uuid')
  givenBy!: string;

  @Column('timestamptz')
  givenAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'upgrade_waiver_ender_exists' })
  @Column('uuid', { nullable: true })
  endedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('varchar', { length: 500, nullable: true })
  endReason!: string | null;
}
