import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Two studios that work together (六): the people of one do not score the other. The lower id stands first. */
@Entity('studio_ties')
@Check('tie_kind_is_known', `kind IN ('alliance')`)
@Check('a_tie_binds_two', 'studio_id < other_id')
@Check('an_ended_tie_says_why', '(ended_on IS NULL) = (ended_reason IS NULL)')
@Index('a_running_tie_is_there_once', { synchronize: false })
@Index('studio_ties_by_other', ['otherId'])
export class StudioTieRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 10, default: 'alliance' })
  kind!: 'alliance';

  @ForeignKey('StudioRow', 'id', { name: 'tie_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @ForeignKey('StudioRow', 'id', { name: 'tie_other_exists' })
  @Column('uuid')
  otherId!: string;

  /** Where it is written: the alliance's name, a document. */
  @Column('varchar', { length: 300 })
  source!: string;

  @Column('date')
  since!: string;

  @Column('date', { nullable: true })
  endedOn!: string | null;

  @Column('varchar', { length: 500, nullable: true })
  endedReason!: string | null;

  @Column('uuid')
  recordedBy!: string;

  @Column('timestamptz')
  recordedAt!: Date;

  @Column('integer', { default: 1 })
  revision!: number;
}

/** How a cycle seats its panels; the domain's defaults where there is no row. */
@Entity('panel_settings')
@Check('panel_capacity_is_sensible', 'capacity BETWEEN 1 AND 1000')
@Check('former_unit_years_are_sensible', 'former_unit_years BETWEEN 0 AND 60')
export class PanelSettingsRow {
  @ForeignKey('EvaluationCycleRow', 'id', { name: 'panel_settings_cycle_exists' })
  @PrimaryColumn('uuid')
  cycleId!: string;

  @Column('integer')
  capacity!: number;

  @Column('integer')
  formerUnitYears!: number;

  @Column('integer', { default: 1 })
  revision!: number;
}
