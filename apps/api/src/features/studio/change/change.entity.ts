import type { ChangeEvidence, ChangeKind, ChangeState, Proposal } from '@jianglian/domain/studio';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One application for a change (变更申请). Once settled it never changes (trigger). */
@Entity('studio_changes')
@Check('studio_change_kind_is_known', `kind IN ('master-changed', 'relocated', 'renamed', 'host-merged', 'terminated')`)
@Check('studio_change_proposes_its_kind', `proposal ->> 'kind' = kind`)
@Check(
  'studio_change_state_is_known',
  `state IN ('draft', 'submitted', 'returned', 'endorsed', 'consented', 'refused', 'withdrawn', 'closed')`,
)
@Check('proposed_id_number_has_both_forms', '(id_number_cipher IS NULL) = (id_number_index IS NULL)')
@Check(
  'a_change_handed_in_says_by_whom',
  `(submitted_by IS NULL) = (submitted_at IS NULL)
   AND (state IN ('draft', 'withdrawn', 'closed') OR submitted_at IS NOT NULL)`,
)
@Check(
  'an_endorsement_has_its_unit',
  `(endorsed_by IS NULL) = (endorsed_at IS NULL) AND (endorsed_by IS NULL) = (endorsed_for IS NULL)
   AND (state NOT IN ('endorsed', 'consented', 'refused') OR endorsed_by IS NOT NULL)`,
)
@Check(
  'a_returned_change_says_why',
  `state <> 'returned' OR (return_reason <> '' AND returned_by IS NOT NULL AND returned_at IS NOT NULL)`,
)
@Check('a_decision_on_a_change_has_its_person', `(state IN ('consented', 'refused')) = (decided_by IS NOT NULL)`)
@Check(
  'a_consent_has_its_document',
  `(state = 'consented') = (document_number IS NOT NULL) AND (state = 'consented') = (effective_on IS NOT NULL)`,
)
@Check('a_refused_change_says_why', `state <> 'refused' OR decision_note <> ''`)
@Check('nobody_endorses_their_own_change', 'endorsed_by <> submitted_by')
@Check('nobody_decides_their_own_change', 'decided_by <> submitted_by AND decided_by <> endorsed_by')
@Check(
  'a_settled_change_has_its_instant',
  `(state IN ('consented', 'refused', 'withdrawn', 'closed')) = (settled_at IS NOT NULL)`,
)
@Check(
  'a_settled_change_keeps_no_numbers',
  'settled_at IS NULL OR (id_number_cipher IS NULL AND mobile_cipher IS NULL)',
)
@Index('one_open_change_of_a_kind', ['studioId', 'kind'], {
  unique: true,
  where: `state IN ('draft', 'submitted', 'returned', 'endorsed')`,
})
@Index('studio_changes_by_wait', ['submittedAt', 'id'])
export class StudioChangeRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'studio_change_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 16 })
  kind!: ChangeKind;

  @Column('varchar', { length: 10, default: 'draft' })
  state!: ChangeState;

  @Column('jsonb')
  proposal!: Proposal;

  /** Of the proposed master; gone once the application is settled. */
  @Column('text', { nullable: true })
  idNumberCipher!: string | null;

  @Column('varchar', { length: 64, nullable: true })
  idNumberIndex!: string | null;

  @Column('text', { nullable: true })
  mobileCipher!: string | null;

  @Column('varchar', { length: 2000, default: '' })
  reason!: string;

  @ForeignKey('AccountRow', 'id', { name: 'studio_change_author_exists' })
  @Column('uuid')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'studio_change_submitter_exists' })
  @Column('uuid', { nullable: true })
  submittedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  submittedAt!: Date | null;

  @ForeignKey('AccountRow', 'id', { name: 'studio_change_endorser_exists' })
  @Column('uuid', { nullable: true })
  endorsedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  endorsedAt!: Date | null;

  /** The recommending unit that gave the opinion: it stays its author when the studio moves on. */
  @ForeignKey('RecommenderRow', 'id', { name: 'studio_change_endorsing_unit_exists' })
  @Column('uuid', { nullable: true })
  endorsedFor!: string | null;

  @Column('varchar', { length: 1000, nullable: true })
  opinion!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'studio_change_returner_exists' })
  @Column('uuid', { nullable: true })
  returnedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  returnedAt!: Date | null;

  @Column('varchar', { length: 1000, nullable: true })
  returnReason!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'studio_change_decider_exists' })
  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('varchar', { length: 1000, nullable: true })
  decisionNote!: string | null;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('date', { nullable: true })
  effectiveOn!: string | null;

  @Column('uuid', { nullable: true })
  fileId!: string | null;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

@Entity('studio_change_files')
@Check(
  'studio_change_evidence_is_known',
  `evidence IN ('application', 'present-master-consent', 'new-master-consent', 'present-unit-consent',
    'new-unit-consent', 'merger-document', 'site-document', 'other')`,
)
@Index('studio_change_files_by_file', ['fileId'])
export class StudioChangeFileRow {
  @ForeignKey('StudioChangeRow', 'id', { name: 'studio_change_file_change_exists' })
  @PrimaryColumn('uuid')
  changeId!: string;

  @PrimaryColumn('uuid')
  fileId!: string;

  @Column('varchar', { length: 24 })
  evidence!: ChangeEvidence;

  @Column('integer')
  position!: number;
}
