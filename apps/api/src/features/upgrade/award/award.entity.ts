import type { AppliedTier, AwardOutcome, DeclineGround } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** The decision on one application. An award takes a numbered place of its tier; once published it never changes (trigger). */
@Entity('application_awards')
@ForeignKey('ApplicationRow', ['applicationId', 'roundId', 'tier'], ['id', 'roundId', 'target'], {
  name: 'an_award_is_of_its_application',
})
@ForeignKey('UpgradeRoundPlacesRow', ['roundId', 'tier', 'places'], ['roundId', 'tier', 'places'], {
  name: 'award_places_are_the_rounds',
  onUpdate: 'CASCADE',
})
@Unique('one_award_per_place', ['roundId', 'tier', 'place'])
@Unique('an_award_letter_has_its_own_number', ['letterNumber'])
@Check('award_outcome_is_known', `outcome IN ('award', 'decline')`)
@Check(
  'an_award_takes_a_place_of_its_tier',
  `CASE outcome WHEN 'award' THEN place IS NOT NULL AND places IS NOT NULL AND place BETWEEN 1 AND places
    ELSE place IS NULL AND places IS NULL END`,
)
@Check(
  'a_decline_has_its_ground',
  `(outcome = 'decline') = (ground IS NOT NULL) AND ground IN ('places', 'judged', 'objection')`,
)
@Check('a_judged_decline_says_why', `ground IS NULL OR ground = 'places' OR reason <> ''`)
@Check(
  'an_upheld_objection_is_named',
  `ground IS DISTINCT FROM 'objection' OR (objection_id IS NOT NULL AND clause IS NOT NULL)`,
)
@Check(
  'a_published_award_has_its_document',
  `(published_on IS NULL) = (letter_number IS NULL) AND (published_on IS NULL) = (document_number IS NULL)
    AND (published_on IS NOT NULL AND outcome = 'award') = (studio_id IS NOT NULL)`,
)
export class ApplicationAwardRow {
  @PrimaryColumn('uuid')
  applicationId!: string;

  @Column('uuid')
  roundId!: string;

  @Column('varchar', { length: 10 })
  tier!: AppliedTier;

  @Column('varchar', { length: 8 })
  outcome!: AwardOutcome;

  @Column('integer', { nullable: true })
  place!: number | null;

  /** Places of the tier (一(一)). */
  @Column('integer', { nullable: true })
  places!: number | null;

  /** Position in the tier's order when it was decided. */
  @Column('integer')
  position!: number;

  @Column('varchar', { length: 10, nullable: true })
  ground!: DeclineGround | null;

  @Column('varchar', { length: 1000, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 20, nullable: true })
  clause!: string | null;

  @ForeignKey('AccountRow', 'id', { name: 'award_decider_exists' })
  @Column('uuid')
  decidedBy!: string;

  @Column('timestamptz')
  decidedAt!: Date;

  @ForeignKey('ObjectionRow', 'id', { name: 'award_objection_exists' })
  @Column('uuid', { nullable: true })
  objectionId!: string | null;

  @Column('varchar', { length: 60, nullable: true })
  documentNumber!: string | null;

  @Column('date', { nullable: true })
  publishedOn!: string | null;

  /** The studio that was upgraded or founded. */
  @ForeignKey('StudioRow', 'id', { name: 'awarded_studio_exists' })
  @Column('uuid', { nullable: true })
  studioId!: string | null;

  @Column('bigint', { nullable: true })
  letterNumber!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;
}
