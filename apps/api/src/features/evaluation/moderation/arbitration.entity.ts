import type { ArbitrationRuling } from '@jianglian/domain/evaluation';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The newest ruling on a studio's spread; the ones before are in the audit log. */
@Entity('arbitrations')
@Check('arbitration_kind_is_known', `kind IN ('asked', 'waived')`)
@Check('asked_until_when', `(kind = 'asked') = (closes_at IS NOT NULL)`)
@Check('waived_means_why', `kind <> 'waived' OR reason IS NOT NULL`)
export class ArbitrationRow {
  @ForeignKey('EvaluationRow', 'id', { name: 'arbitration_evaluation_exists' })
  @PrimaryColumn('uuid')
  evaluationId!: string;

  @Column('varchar', { length: 10 })
  kind!: ArbitrationRuling;

  /** Hundredths, as it was when it was ruled on. */
  @Column('integer')
  spread!: number;

  @Column('varchar', { length: 500, nullable: true })
  reason!: string | null;

  /** Until when the arbitrator may write. */
  @Column('timestamptz', { nullable: true })
  closesAt!: Date | null;

  @Column('timestamptz')
  ruledAt!: Date;

  @ForeignKey('AccountRow', 'id', { name: 'arbitration_account_exists' })
  @Column('uuid')
  ruledBy!: string;
}
