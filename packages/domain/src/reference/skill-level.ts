/** Low to high, as the skill levels are ranked since 2022 (新八级工). */
export const skillLevels = [
  'apprentice',
  'junior',
  'intermediate',
  'senior',
  'technician',
  'senior-technician',
  'special-technician',
  'chief-technician',
] as const;
export type SkillLevelCode = (typeof skillLevels)[number];

export const isSkillLevel = (text: string): text is SkillLevelCode => (skillLevels as readonly string[]).includes(text);

/** 1 for 学徒工 up to 8 for 首席技师. */
export const skillRank = (level: SkillLevelCode): number => skillLevels.indexOf(level) + 1;

/** 高技能人才: 三级/高级工 and above. */
export const isHighSkill = (level: SkillLevelCode): boolean => skillRank(level) >= skillRank('senior');
