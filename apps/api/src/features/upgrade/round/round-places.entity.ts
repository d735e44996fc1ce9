import type { AppliedTier } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** 一(一), 三(一): places of the whole round in a tier, and how many each recommender has unless given others. */
@Entity('upgrade_round_places')
@Unique('places_of_a_tier', ['roundId', 'tier', 'places'])
@Check('round_places_tier_is_known', `tier IN ('municipal', 'chief', 'national')`)
@Check('round_places_are_counted', 'places BETWEEN 0 AND 999 AND per_recommender BETWEEN 0 AND 99')
export class UpgradeRoundPlacesRow {
  @ForeignKey('UpgradeRoundRow', 'id', { name: 'round_places_round_exists', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  roundId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  tier!: AppliedTier;

  @Column('integer')
  places!: number;

  @Column('integer')
  perRecommender!: number;
}

/** One place of one recommender: a rank refers to it, so no more ranks than places can be stored (三(一)). */
@Entity('upgrade_recommender_places')
@Check('recommender_places_tier_is_known', `tier IN ('municipal', 'chief', 'national')`)
@Check('recommender_places_are_counted', 'place BETWEEN 1 AND 99')
export class UpgradeRecommenderPlaceRow {
  @ForeignKey('UpgradeRoundRow', 'id', { name: 'recommender_places_round_exists' })
  @PrimaryColumn('uuid')
  roundId!: string;

  @ForeignKey('RecommenderRow', 'id', { name: 'recommender_places_recommender_exists' })
  @PrimaryColumn('uuid')
  recommenderId!: string;

  @PrimaryColumn('varchar', { length: 10 })
  tier!: AppliedTier;

  @PrimaryColumn('integer')
  place!: number;
}

/** What the call brings along: the notice, forms, instructions. */
@Entity('upgrade_round_documents')
@Check('round_document_has_a_title', `title <> ''`)
export class UpgradeRoundDocumentRow {
  @ForeignKey('UpgradeRoundRow', 'id', { name: 'round_document_round_exists', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  roundId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('varchar', { length: 120 })
  title!: string;

  @Column('uuid')
  fileId!: string;
}
