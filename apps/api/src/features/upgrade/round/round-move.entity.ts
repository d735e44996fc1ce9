import type { WindowEnd } from '@jianglian/domain/upgrade';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One instant of a called round that was moved; shown to everybody the round concerns. */
@Entity('upgrade_round_moves')
@Check(
  'round_move_edge_is_known',
  `edge IN ('opensAt', 'applicationsCloseAt', 'recommendingOpensAt', 'recommendingClosesAt')`,
)
@Check('round_move_moves', 'was <> became')
@Check('round_move_says_why', `reason <> ''`)
@Index('upgrade_round_moves_by_round', ['roundId', 'movedAt'])
export class UpgradeRoundMoveRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('UpgradeRoundRow', 'id', { name: 'round_move_round_exists' })
  @Column('uuid')
  roundId!: string;

  @Column('varchar', { length: 20 })
  edge!: WindowEnd;

  @Column('timestamptz')
  was!: Date;

  @Column('timestamptz')
  became!: Date;

  @Column('varchar', { length: 500 })
  reason!: string;

  @ForeignKey('AccountRow', 'id', { name: 'round_mover_exists' })
  @Column('uuid', { nullable: true })
  movedBy!: string | null;

  @Column('timestamptz')
  movedAt!: Date;
}
