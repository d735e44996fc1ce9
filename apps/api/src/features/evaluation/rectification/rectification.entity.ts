import type {
  Consequence,
  ConsequenceChoice,
  RectificationSettings,
  RectificationState,
  SubsidyConsequence,
} from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** 限期整改 of one studio: the order, its term and what became of it. */
@Entity('rectifications')
@Check(
  'rectification_state_is_known',
  `state IN ( 'drafted', 'ordered', 'planned', 'rectifying', 'reported', 'checking', 'passed', 'failed', 'noticed', 'stated', 'answered', 'downgraded', 'revoked', 'reported-to-ministry', 'confirmed', 'withdrawn')`,
)
@Check('rectification_tier_is_known', `tier IN ('district', 'municipal', 'chief', 'national')`)
@Check('rectification_term_runs_forward', `due_on > ordered_on AND due_on >= first_due_on`)
@Check('an_order_that_was_served_has_its_day', `state IN ('drafted', 'withdrawn') OR issued_on IS NOT NULL`)
@Check(
  'a_notice_says_what_and_until_when',
  `state NOT IN ('noticed', 'stated', 'answered', 'downgraded', 'revoked', 'reported-to-ministry', 'confirmed') OR (intended IS NOT NULL AND notice_reason IS NOT NULL AND answer_until IS NOT NULL AND noticed_by IS NOT NULL)`,
)
@Check('rectification_intention_is_known', `intended IN ('downgrade', 'revoke')`)
@Check(
  'a_consequence_is_decided_by_document',
  `state NOT IN ('downgraded', 'revoked', 'reported-to-ministry', 'confirmed') OR (decision_number IS NOT NULL AND decided_by IS NOT NULL AND decided_on > answer_until AND consequence IS NOT NULL)`,
)
@Check('who_found_it_failed_does_not_decide', `decided_by IS NULL OR decided_by <> coalesce(concluded_by, noticed_by)`)
@Check(
  'what_is_over_has_its_instant',
  `(state IN ('passed', 'downgraded', 'revoked', 'confirmed', 'withdrawn')) = (closed_at IS NOT NULL)`,
)
@Index('a_studio_is_rectified_once_at_a_time', { synchronize: false })
@Index('rectifications_by_studio', ['studioId', 'createdAt'])
@Index('rectifications_by_state', ['state', 'dueOn'])
@Index('rectifications_by_evaluation', ['evaluationId'])
export class RectificationRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'rectification_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @ForeignKey('EvaluationRow', 'id', { name: 'rectification_evaluation_exists' })
  @Column('uuid', { nullable: true })
  evaluationId!: string | null;

  @Column('varchar', { length: 120 })
  cycleTitle!: string;

  @ForeignKey('RubricRow', 'version', { name: 'rectification_rubric_exists' })
  @Column('varchar', { length: 60 })
  rubricVersion!: string;

  @Column('varchar', { length: 24, default: 'drafted' })
  state!: RectificationState;

  @Column('varchar', { length: 10 })
  tier!: string;

  @Column('integer', { nullable: true })
  score!: number | null;

  @Column('jsonb', { nullable: true })
  veto!: object | null;

  @Column('jsonb')
  settings!: RectificationSettings;

  @Column('date')
  orderedOn!: string;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('date', { nullable: true })
  issuedOn!: string | null;

  @Column('date')
  dueOn!: string;

  /** Before the extension. */
  @Column('date')
  firstDueOn!: string;

  @Column('text', { nullable: true })
  planText!: string | null;

  @Column('text', { nullable: true })
  reportText!: string | null;

  @Column('timestamptz', { nullable: true })
  reportedAt!: Date | null;

  /** Of the effectiveness check; another one follows when a statement convinced the office. */
  @Column('integer', { default: 1 })
  round!: number;

  @Column('boolean', { default: false })
  expired!: boolean;

  @ForeignKey('AccountRow', 'id', { name: 'rectification_concluder_exists' })
  @Column('uuid', { nullable: true })
  concludedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  concludedAt!: Date | null;

  @Column('text', { nullable: true })
  conclusion!: string | null;

  @Column('varchar', { length: 10, nullable: true })
  intended!: ConsequenceChoice | null;

  @Column('text', { nullable: true })
  noticeReason!: string | null;

  @Column('varchar', { length: 60, nullable: true })
  noticeNumber!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'rectification_noticer_exists' })
  @Column('uuid', { nullable: true })
  noticedBy!: string | null;

  @Column('date', { nullable: true })
  noticedOn!: string | null;

  @Column('date', { nullable: true })
  answerUntil!: string | null;

  @Column('jsonb', { nullable: true })
  consequence!: Consequence | null;

  @Column('jsonb', { nullable: true })
  subsidy!: SubsidyConsequence | null;

  @Column('text', { nullable: true })
  decisionReason!: string | null;

  @Column('varchar', { length: 60, nullable: true })
  decisionNumber!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'rectification_decider_exists' })
  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('date', { nullable: true })
  decidedOn!: string | null;

  @Column('date', { nullable: true })
  confirmedOn!: string | null;

  @Column('varchar', { length: 60, nullable: true })
  confirmationNumber!: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;
}
