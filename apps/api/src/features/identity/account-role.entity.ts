import type { Role } from '@jianglian/domain/identity';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { AccountRow } from './account.entity.ts';

@Entity('account_roles')
export class AccountRoleRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  accountId!: string;

  @ManyToOne(() => AccountRow)
  @JoinColumn({ name: 'account_id' })
  account!: AccountRow;

  @Column('text')
  role!: Role;

  @Column('uuid', { nullable: true })
  studioId!: string | null;

  @Column('uuid', { nullable: true })
  recommenderId!: string | null;
}
