import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** The secret calendar address of an account, by its hash. */
@Entity('calendar_addresses')
@Unique('a_calendar_address_is_unique', ['tokenHash'])
export class CalendarAddressRow {
  @ForeignKey('AccountRow', 'id', { name: 'calendar_account_exists' })
  @PrimaryColumn('uuid')
  accountId!: string;

  @Column('char', { length: 64 })
  tokenHash!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  fetchedAt!: Date | null;
}
