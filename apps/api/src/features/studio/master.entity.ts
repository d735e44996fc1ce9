import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('masters')
@Unique('one_person_is_one_master', ['idNumberIndex'])
@Check('master_gender_is_known', `gender IN ('male', 'female')`)
@Check('id_number_has_both_forms', '(id_number_cipher IS NULL) = (id_number_index IS NULL)')
@Index('masters_by_name', ['name'])
export class MasterRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('varchar', { length: 50 })
  name!: string;

  @Column('varchar', { length: 10, nullable: true })
  gender!: string | null;

  @Column('date', { nullable: true })
  birthDate!: string | null;

  /** AES-256-GCM; opened only by the audited reveal. */
  @Column('text', { nullable: true })
  idNumberCipher!: string | null;

  /** Keyed hash: finds the same person again without reading the number. */
  @Column('varchar', { length: 64, nullable: true })
  idNumberIndex!: string | null;

  @Column('text', { nullable: true })
  mobileCipher!: string | null;

  @ForeignKey('SkillLevelRow', 'code', { name: 'master_skill_level_exists' })
  @Column('varchar', { length: 32, nullable: true })
  skillLevel!: string | null;

  @Column('jsonb', { default: [] })
  honours!: readonly object[];

  @Column('integer', { default: 1 })
  revision!: number;
}
