import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('accounts')
@Check('accounts_status', `status IN ('active', 'disabled')`)
@Check('accounts_locale', `locale IN ('zh-CN', 'en')`)
@Index('accounts_login_unique', { synchronize: false })
export class AccountRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  login!: string;

  @Column('text')
  displayName!: string;

  @Column('text')
  passwordHash!: string;

  @Column('text', { default: 'active' })
  status!: 'active' | 'disabled';

  @Column('boolean', { default: false })
  isDemo!: boolean;

  @Column('int', { default: 0 })
  failedLogins!: number;

  @Column('timestamptz', { nullable: true })
  lockedUntil!: Date | null;

  /** Sealed; opened for its owner and for the message on its way, never for a list. */
  @Column('text', { nullable: true })
  emailCipher!: string | null;

  @Column('text', { default: 'zh-CN' })
  locale!: 'zh-CN' | 'en';

  @Column('boolean', { default: true })
  weeklyMail!: boolean;

  @Column('int', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;
}
