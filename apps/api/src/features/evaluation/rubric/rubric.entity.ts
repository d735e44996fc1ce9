import type { Rubric, RubricPurpose } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One version of the rubric; locked by trigger once published. */
@Entity('rubrics')
@Check('rubric_is_called_as_it_says', `content ->> 'version' = version`)
@Check('rubric_purpose_is_known', `purpose IN ('evaluation', 'review')`)
export class RubricRow {
  @PrimaryColumn('varchar', { length: 60 })
  version!: string;

  @Column('jsonb')
  content!: Rubric;

  /** What is scored with it: studios in a cycle, or applications in a round. */
  @Column('varchar', { length: 10, default: 'evaluation' })
  purpose!: RubricPurpose;

  @Column('timestamptz', { nullable: true })
  publishedAt!: Date | null;

  @ForeignKey('RubricRow', 'version', { name: 'rubric_original_exists' })
  @Column('varchar', { length: 60, nullable: true })
  copiedFrom!: string | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz', { nullable: true })
  savedAt!: Date | null;

  /** Who saved it last. */
  @Column('uuid', { nullable: true })
  accountId!: string | null;
}
