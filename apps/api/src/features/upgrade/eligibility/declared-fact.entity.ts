import type { DeclaredFact, DeclaredValue } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A fact as the studio said it; a newer row of the same fact takes its place, none is ever changed. */
@Entity('declared_facts')
@Check(
  'declared_fact_is_known',
  `fact IN ('presenceMonths', 'insuredWithUnit', 'skilledPercent', 'trainingFundPercent', 'inBranchSince',
    'heritageBearer', 'nationalHonours')`,
)
@Check('declared_fact_has_a_source', `source <> ''`)
@Check('a_confirmation_has_its_person', '(confirmed_by IS NULL) = (confirmed_at IS NULL)')
@Check('nobody_confirms_their_own', 'confirmed_by <> declared_by')
@Unique('declared_facts_are_counted', ['studioId', 'fact', 'position'])
export class DeclaredFactRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'declared_fact_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 30 })
  fact!: DeclaredFact;

  @Column('jsonb')
  value!: DeclaredValue;

  @Column('date')
  holdsOn!: string;

  @Column('varchar', { length: 200 })
  source!: string;

  @Column('uuid', { nullable: true })
  fileId!: string | null;

  /** 1, 2, 3 … within studio and fact: the highest counts. */
  @Column('integer')
  position!: number;

  @ForeignKey('AccountRow', 'id', { name: 'declared_fact_declarer_exists' })
  @Column('uuid')
  declaredBy!: string;

  @Column('timestamptz')
  declaredAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'declared_fact_confirmer_exists' })
  @Column('uuid', { nullable: true })
  confirmedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;
}
