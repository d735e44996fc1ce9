import type { Signer, VisitLine, VisitReason, VisitState } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** The draw of a cycle. Seed and share never change, by trigger. */
@Entity('visit_draws')
@Check('visit_percent_is_a_share', 'percent BETWEEN 0 AND 100')
@Check('drawn_means_by_whom', '(drawn_at IS NULL) = (drawn_by IS NULL)')
export class VisitDrawRow {
  @ForeignKey('EvaluationCycleRow', 'id', { name: 'visit_draw_cycle_exists' })
  @PrimaryColumn('uuid')
  cycleId!: string;

  @Column('varchar', { length: 60 })
  seed!: string;

  @Column('integer')
  percent!: number;

  @Column('timestamptz')
  fixedAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'visit_draw_fixed_by_exists' })
  @Column('uuid')
  fixedBy!: string;

  @Column('timestamptz', { nullable: true })
  drawnAt!: Date | null;

  @ForeignKey('AccountRow', 'id', { name: 'visit_draw_drawn_by_exists' })
  @Column('uuid', { nullable: true })
  drawnBy!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** One studio of a cycle that is visited, from the draw to the record. */
@Entity('site_visits')
@Unique('a_studio_is_visited_once_in_a_cycle', ['evaluationId'])
@Check('visit_state_is_known', `state IN ('chosen', 'planned', 'done', 'cancelled')`)
@Check('visit_reason_is_known', `reason IN ('excellent-candidate', 'probable-failed', 'random', 'by-hand')`)
@Check('by_hand_means_why', `reason <> 'by-hand' OR reason_text IS NOT NULL`)
@Check('planned_means_when', `state NOT IN ('planned', 'done') OR planned_on IS NOT NULL`)
@Check('visited_means_by_whom', `state <> 'done' OR (done_at IS NOT NULL AND done_by IS NOT NULL AND lines <> '[]')`)
@Check('cancelled_visit_means_why', `state <> 'cancelled' OR ended_reason IS NOT NULL`)
export class SiteVisitRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('EvaluationRow', 'id', { name: 'site_visit_evaluation_exists' })
  @Column('uuid')
  evaluationId!: string;

  @Column('varchar', { length: 20 })
  reason!: VisitReason;

  @Column('varchar', { length: 500, nullable: true })
  reasonText!: string | null;

  @Column('varchar', { length: 10, default: 'chosen' })
  state!: VisitState;

  @Column('date', { nullable: true })
  plannedOn!: string | null;

  @Column('varchar', { length: 500, default: '' })
  note!: string;

  @Column('varchar', { length: 500, nullable: true })
  endedReason!: string | null;

  @Column('jsonb', { default: [] })
  lines!: readonly VisitLine[];

  @Column('text', { default: '' })
  summary!: string;

  @Column('jsonb', { default: [] })
  photos!: readonly { fileId: string; note: string }[];

  @Column('jsonb', { default: [] })
  signatures!: readonly { signer: Signer; name: string; fileId: string }[];

  @Column('uuid', { nullable: true })
  formFileId!: string | null;

  @Column('timestamptz', { nullable: true })
  doneAt!: Date | null;

  @ForeignKey('AccountRow', 'id', { name: 'site_visit_done_by_exists' })
  @Column('uuid', { nullable: true })
  doneBy!: string | null;

  @Column('timestamptz')
  chosenAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'site_visit_chosen_by_exists' })
  @Column('uuid')
  chosenBy!: string;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** Who goes. */
@Entity('site_visit_visitors')
@Index('site_visit_visitors_by_account', ['accountId'])
export class SiteVisitVisitorRow {
  @ForeignKey('SiteVisitRow', 'id', { name: 'visitor_visit_exists', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  visitId!: string;

  @ForeignKey('AccountRow', 'id', { name: 'visitor_account_exists' })
  @PrimaryColumn('uuid')
  accountId!: string;
}
