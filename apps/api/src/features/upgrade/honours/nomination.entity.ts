import type { NominationOutcome, HonourKind } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Somebody put forward for an honour or a research project; the outcome is added once. */
@Entity('honour_nominations')
@Check(
  'honour_kind_is_known',
  `kind IN ('china-skills-award', 'national-technical-expert', 'state-special-allowance', 'chongqing-skill-master',
    'research-project')`,
)
@Check('a_research_project_has_its_name', `(kind = 'research-project') = (title IS NOT NULL)`)
@Check('honour_outcome_is_known', `outcome IN ('awarded', 'not-awarded')`)
@Check('an_outcome_has_its_day', '(outcome IS NULL) = (outcome_on IS NULL) AND (outcome IS NULL) = (closed_at IS NULL)')
@Check('an_honour_does_not_end_before_it_began', 'outcome_on >= put_forward_on')
@Index('nobody_is_put_forward_twice_at_once', { synchronize: false })
@Index('an_honour_is_given_once', { synchronize: false })
@Index('honour_nominations_by_studio', ['studioId'])
export class HonourNominationRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 30 })
  kind!: HonourKind;

  @ForeignKey('StudioRow', 'id', { name: 'honour_nomination_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @ForeignKey('MasterRow', 'id', { name: 'honour_nomination_master_exists' })
  @Column('uuid')
  masterId!: string;

  /** Of a research project. */
  @Column('varchar', { length: 200, nullable: true })
  title!: string | null;

  @Column('date')
  putForwardOn!: string;

  @Column('varchar', { length: 60 })
  documentNumber!: string;

  /** As they were on the day. */
  @Column('jsonb')
  reasons!: readonly object[];

  @ForeignKey('AccountRow', 'id', { name: 'honour_nomination_account_exists' })
  @Column('uuid', { nullable: true })
  enteredBy!: string | null;

  @Column('timestamptz')
  enteredAt!: Date;

  @Column('varchar', { length: 12, nullable: true })
  outcome!: NominationOutcome | null;

  @Column('date', { nullable: true })
  outcomeOn!: string | null;

  @Column('varchar', { length: 60, nullable: true })
  outcomeNumber!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'honour_nomination_closer_exists' })
  @Column('uuid', { nullable: true })
  closedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;
}
