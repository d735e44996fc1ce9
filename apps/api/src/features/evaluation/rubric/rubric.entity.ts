import type { Rubric } from '@jianglian/domain/evaluation';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of the rubric; locked by trigger once published. */
@Entity('rubrics')
export class RubricRow {
  @PrimaryColumn('varchar', { length: 60 })
  version!: string;

  @Column('jsonb')
  content!: Rubric;

  @Column('timestamptz', { nullable: true })
  publishedAt!: Date | null;
}
