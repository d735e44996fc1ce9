import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('team_members')
@Check('team_member_leaves_after_joining', 'left_on >= joined_on')
@Index('team_members_by_studio', ['studioId'])
export class TeamMemberRow {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('StudioRow', 'id', { name: 'team_member_studio_exists' })
  @Column('uuid')
  studioId!: string;

  @Column('varchar', { length: 50 })
  name!: string;

  @ForeignKey('SkillLevelRow', 'code', { name: 'team_member_skill_level_exists' })
  @Column('varchar', { length: 32, nullable: true })
  skillLevel!: string | null;

  @Column('varchar', { length: 100, nullable: true })
  duty!: string | null;

  @Column('date')
  joinedOn!: string;

  @Column('date', { nullable: true })
  leftOn!: string | null;
}
