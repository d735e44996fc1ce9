import type { ItemCause } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** An indicator the order names, or an act it asks for, with the studio's plan and report on it. */
@Entity('rectification_items')
@Check('rectification_item_kind_is_known', `kind IN ('line', 'act')`)
@Check(
  'an_act_says_what_a_line_has_points',
  `(kind = 'act') = (text IS NOT NULL) AND (kind = 'line') = (points IS NOT NULL)`,
)
@Check('a_change_by_the_office_has_its_reason', `reason IS NOT NULL OR (cause <> 'office' AND NOT removed)`)
export class RectificationItemRow {
  @ForeignKey('RectificationRow', 'id', { name: 'rectification_item_has_its_order' })
  @PrimaryColumn('uuid')
  rectificationId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  code!: string;

  @Column('integer')
  position!: number;

  @Column('varchar', { length: 4 })
  kind!: 'line' | 'act';

  @Column('varchar', { length: 1000, nullable: true })
  text!: string | null;

  @Column('integer', { nullable: true })
  points!: number | null;

  @Column('integer', { nullable: true })
  score!: number | null;

  @Column('varchar', { length: 16 })
  cause!: ItemCause;

  @Column('integer', { nullable: true })
  borderPercent!: number | null;

  @Column('varchar', { length: 1000, nullable: true })
  reason!: string | null;

  @Column('boolean', { default: false })
  removed!: boolean;

  @Column('text', { nullable: true })
  plan!: string | null;

  @Column('date', { nullable: true })
  planBy!: string | null;

  @Column('text', { nullable: true })
  report!: string | null;

  @Column('uuid', { array: true, default: [] })
  activityIds!: readonly string[];

  @Column('uuid', { array: true, default: [] })
  fileIds!: readonly string[];
}

/** One entry of the trace; append-only by trigger. */
@Entity('rectification_steps')
@Unique('a_step_has_its_place', ['rectificationId', 'position'])
@Check('a_step_is_taken_by_a_side', `side IN ('office', 'studio', 'checker', 'clock')`)
export class RectificationStepRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('RectificationRow', 'id', { name: 'rectification_step_has_its_order' })
  @Column('uuid')
  rectificationId!: string;

  @Column('integer')
  position!: number;

  @Column('varchar', { length: 24 })
  kind!: string;

  @Column('timestamptz')
  at!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'rectification_step_account_exists' })
  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('varchar', { length: 8 })
  side!: string;

  @Column('text', { nullable: true })
  text!: string | null;

  @Column('uuid', { array: true, default: [] })
  fileIds!: readonly string[];

  @Column('jsonb', { default: {} })
  facts!: object;
}

/** One evaluator's effectiveness check. */
@Entity('rectification_checks')
@Check('rectification_check_state_is_known', `state IN ('draft', 'submitted', 'recused', 'released')`)
@Check('a_check_handed_in_has_its_instant', `(state = 'submitted') = (submitted_at IS NOT NULL)`)
@Check('a_check_given_back_means_why', `state <> 'recused' OR ended_reason IS NOT NULL`)
@Index('a_checker_checks_a_round_once', { synchronize: false })
@Index('rectification_checks_by_account', ['accountId', 'state'])
export class RectificationCheckRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('RectificationRow', 'id', { name: 'rectification_check_has_its_order' })
  @Column('uuid')
  rectificationId!: string;

  @Column('integer')
  round!: number;

  @ForeignKey('AccountRow', 'id', { name: 'rectification_checker_exists' })
  @Column('uuid')
  accountId!: string;

  @Column('varchar', { length: 10, default: 'draft' })
  state!: string;

  @Column('timestamptz')
  assignedAt!: Date;

  @Column('timestamptz', { nullable: true })
  submittedAt!: Date | null;

  @Column('varchar', { length: 500, nullable: true })
  endedReason!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** A checker's judgement of one item; stands by trigger once the check is handed in. */
@Entity('rectification_marks')
@Check('rectification_mark_is_not_negative', 'score >= 0')
export class RectificationMarkRow {
  @ForeignKey('RectificationCheckRow', 'id', { name: 'rectification_mark_has_its_check' })
  @PrimaryColumn('uuid')
  checkId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  item!: string;

  @Column('integer', { nullable: true })
  score!: number | null;

  @Column('boolean', { nullable: true })
  done!: boolean | null;

  @Column('text', { default: '' })
  comment!: string;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  savedAt!: Date;
}

/** The office's terms, once. */
@Entity('rectification_settings')
@Check('there_are_settings_once', 'id')
export class RectificationSettingsRow {
  @PrimaryColumn('boolean', { default: true })
  id!: boolean;

  @Column('jsonb')
  content!: object;

  @Column('integer', { default: 1 })
  revision!: number;
}
