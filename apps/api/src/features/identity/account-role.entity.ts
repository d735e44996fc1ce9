import type { Role } from '@jianglian/domain/identity';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AccountRow } from './account.entity.ts';

@Entity('account_roles')
export class AccountRoleRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  accountId!: string;

  @ManyToOne(() => AccountRow, (account) => account.roles)
  @JoinColumn({ name: 'account_id' })
  account!: Relation<AccountRow>;

  @Column('text')
  role!: Role;

  @Column('uuid', { nullable: true })
  studioId!: string | null;

  @Column('uuid', { nullable: true })
  recommenderId!: string | null;
}
