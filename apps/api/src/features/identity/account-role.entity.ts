import type { Role } from '@jianglian/domain/identity';
import {
  Check,
  Column,
  Entity,
  Exclusion,
  ForeignKey,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { AccountRow } from './account.entity.ts';

// Expressions stand in the migration; here are the names, so that the schema check knows them.
@Entity('account_roles')
@Check('account_roles_role', 'see migration')
@Check('account_roles_studio_scope', 'see migration')
@Check('account_roles_host_unit_scope', 'see migration')
@Check('account_roles_recommender_scope', 'see migration')
@Exclusion('account_roles_admin_apart', 'see migration')
@Unique('account_roles_once', ['accountId', 'role', 'studioId', 'hostUnitId', 'recommenderId'])
@Index('account_roles_one_admin', { synchronize: false })
@Index('account_roles_studio', { synchronize: false })
@Index('account_roles_host_unit', { synchronize: false })
@Index('account_roles_recommender', { synchronize: false })
export class AccountRoleRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  accountId!: string;

  @ManyToOne(() => AccountRow)
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'account_roles_account_id_fkey' })
  account!: AccountRow;

  @Column('text')
  role!: Role;

  @Column('uuid', { nullable: true })
  studioId!: string | null;

  @ForeignKey('HostUnitRow', 'id', { name: 'account_roles_host_unit_exists' })
  @Column('uuid', { nullable: true })
  hostUnitId!: string | null;

  @Column('uuid', { nullable: true })
  recommenderId!: string | null;
}
