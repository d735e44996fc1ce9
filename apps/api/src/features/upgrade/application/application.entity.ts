import type { ApplicationKind, ApplicationState, AppliedTier, ExceptionGround } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** 申报: one case in one round. Names are as the application says them; a studio's are read anew when it is handed in. */
@Entity('applications')
@Unique('an_application_is_of_one_round_and_tier', ['id', 'roundId', 'target'])
@Check(
  'application_state_is_known',
  `state IN ('draft', 'submitted', 'returned', 'recommended',
    'passed-over', 'accepted', 'refused', 'awarded', 'declined', 'withdrawn', 'closed')`,
)
@Check('application_target_is_known', `target IN ('municipal', 'chief', 'national')`)
@Check('an_upgrade_is_of_a_studio', `kind IN ('upgrade', 'founding') AND (kind = 'upgrade') = (studio_id IS NOT NULL)`)
@Check('handed_in_means_at', `state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL`)
@Check('a_return_says_why', `state NOT IN ('returned', 'refused', 'closed') OR state_reason <> ''`)
@Check('what_is_awaited_is_not_in_review', `NOT awaits_evaluation OR state NOT IN ('accepted', 'awarded', 'declined')`)
@Index('one_application_per_studio_and_round', ['roundId', 'studioId'], {
  unique: true,
  where: `state NOT IN ('withdrawn', 'closed')`,
})
@Index('applications_by_round', ['roundId', 'recommenderId', 'target', 'submittedAt'])
@Index('applications_by_studio', ['studioId'])
@Index('applications_by_unit', ['hostUnitId'])
@Check('applied_id_number_has_both_forms', '(id_number_cipher IS NULL) = (id_number_index IS NULL)')
@Index('applications_by_evidence', ['evidenceFileId'])
export class ApplicationRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('UpgradeRoundRow', 'id', { name: 'application_round_exists' })
  @Column('uuid')
  roundId!: string;

  @Column('varchar', { length: 10 })
  kind!: ApplicationKind;

  @Column('varchar', { length: 10 })
  target!: AppliedTier;

  @Column('varchar', { length: 30, nullable: true })
  exceptionGround!: ExceptionGround | null;

  @ForeignKey('StudioRow', 'id', { name: 'application_studio_exists' })
  @Column('uuid', { nullable: true })
  studioId!: string | null;

  @ForeignKey('HostUnitRow', 'id', { name: 'application_unit_exists' })
  @Column('uuid')
  hostUnitId!: string;

  @ForeignKey('RecommenderRow', 'id', { name: 'application_recommender_exists' })
  @Column('uuid')
  recommenderId!: string;

  @Column('varchar', { length: 200 })
  studioName!: string;

  @Column('varchar', { length: 60 })
  masterName!: string;

  @Column('varchar', { length: 200 })
  hostUnitName!: string;

  @Column('varchar', { length: 120, nullable: true })
  occupationName!: string | null;

  @Column('varchar', { length: 12, default: 'draft' })
  state!: ApplicationState;

  /** 先行申报 (R10). */
  @Column('boolean', { default: false })
  awaitsEvaluation!: boolean;

  @Column('timestamptz', { nullable: true })
  submittedAt!: Date | null;

  /** Why it stands as it stands, where the state asks for it; the clause that says so beside it. */
  @Column('varchar', { length: 1000, nullable: true })
  stateReason!: string | null;

  @Column('varchar', { length: 20, nullable: true })
  stateClause!: string | null;

  /** The evidence merged into one PDF (五(二)); null: none, or more pages than may be. */
  @Column('uuid', { nullable: true })
  evidenceFileId!: string | null;

  /** Of the master of a studio to be; opened only by the audited reveal. */
  @Column('text', { nullable: true })
  idNumberCipher!: string | null;

  @Column('varchar', { length: 64, nullable: true })
  idNumberIndex!: string | null;

  /** What the last version rests on. */
  @ForeignKey('UpgradeDeterminationRow', 'id', { name: 'application_determination_exists' })
  @Column('varchar', { length: 64, nullable: true })
  determinationId!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @ForeignKey('AccountRow', 'id', { name: 'application_author_exists' })
  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}
