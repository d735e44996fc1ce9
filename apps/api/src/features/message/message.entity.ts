import type { MessageKind, MessageParams, MessageSubject } from '@jianglian/domain/message';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Something one person was told. */
@Entity('messages')
@Unique('messages_once', ['accountId', 'key'])
@Check('message_subject_is_whole', '(subject_type IS NULL) = (subject_id IS NULL)')
@Index('messages_of_account', { synchronize: false })
@Index('messages_unread', { synchronize: false })
export class MessageRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('AccountRow', 'id', { name: 'message_account_exists' })
  @Column('uuid')
  accountId!: string;

  @Column('text')
  key!: string;

  @Column('text')
  kind!: MessageKind;

  @Column('jsonb', { default: {} })
  params!: MessageParams;

  @Column('text', { nullable: true })
  subjectType!: MessageSubject['type'] | null;

  @Column('text', { nullable: true })
  subjectId!: string | null;

  @Column('timestamptz')
  at!: Date;

  @Column('timestamptz', { nullable: true })
  readAt!: Date | null;
}
