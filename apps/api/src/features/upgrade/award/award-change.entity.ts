import type { CorrectionState } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A candidate that an upheld objection takes off the list, by two people. Once settled it never changes (trigger). */
@Entity('award_changes')
@Check('award_change_state_is_known', `state IN ('proposed', 'released', 'discarded')`)
@Check('who_proposes_an_award_change_does_not_release_it', `state <> 'released' OR proposed_by <> released_by`)
@Check(
  'a_settled_award_change_has_its_instant',
  `(state = 'proposed') = (released_by IS NULL) AND (state = 'proposed') = (released_at IS NULL)`,
)
@Index('one_open_change_of_an_award', ['applicationId'], { unique: true, where: `state = 'proposed'` })
export class AwardChangeRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('ApplicationRow', 'id', { name: 'award_change_application_exists' })
  @Column('uuid')
  applicationId!: string;

  @ForeignKey('ObjectionRow', 'id', { name: 'award_change_objection_exists' })
  @Column('uuid')
  objectionId!: string;

  @Column('varchar', { length: 10, default: 'proposed' })
  state!: CorrectionState;

  @Column('varchar', { length: 1000 })
  reason!: string;

  @Column('varchar', { length: 20 })
  clause!: string;

  @ForeignKey('AccountRow', 'id', { name: 'award_change_proposer_exists' })
  @Column('uuid')
  proposedBy!: string;

  @Column('timestamptz')
  proposedAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'award_change_releaser_exists' })
  @Column('uuid', { nullable: true })
  releasedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  releasedAt!: Date | null;

  @Column('integer', { default: 1 })
  revision!: number;
}
