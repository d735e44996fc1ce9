import type { ProvenLine } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A self-evaluation as it was handed in, once for each time; append-only. */
@Entity('self_evaluation_submissions')
@Check('self_submissions_are_counted', 'number >= 1')
@Check('self_submission_digest_is_hexadecimal', `digest ~ '^[0-9A-F]{12}$'`)
export class SelfEvaluationSubmissionRow {
  @ForeignKey('EvaluationRow', 'id', { name: 'self_submission_evaluation_exists' })
  @PrimaryColumn('uuid')
  evaluationId!: string;

  @PrimaryColumn('integer')
  number!: number;

  @Column('timestamptz')
  submittedAt!: Date;

  /** After the due instant; what follows a return is not late again. */
  @Column('boolean')
  late!: boolean;

  @Column('jsonb')
  lines!: readonly ProvenLine[];

  /** First signs of the SHA-256 of the lines: printed, to tell versions on paper apart. */
  @Column('varchar', { length: 12 })
  digest!: string;

  @Column('uuid', { nullable: true })
  accountId!: string | null;
}
