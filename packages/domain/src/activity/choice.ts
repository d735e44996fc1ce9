/** Low to high. 市级 as an administrative unit is `provincial`; `municipal` is a municipal department or industry (市厅级). */
export const levels = ['unit', 'district', 'industry', 'municipal', 'provincial', 'national', 'international'] as const;
export type Level = (typeof levels)[number];

/** How far an exchange or a show reached, near to far. */
export const exchangeScopes = ['unit', 'district', 'city', 'cross-province', 'international'] as const;
export type ExchangeScope = (typeof exchangeScopes)[number];

/** Skill levels low to high; the codes are those of the skill-level dictionary. 高技能人才 begins at `senior` (三级/高级工). */
export const certifiedLevels = [
  'junior',
  'intermediate',
  'senior',
  'technician',
  'senior-technician',
  'special-technician',
  'chief-technician',
] as const;
export type CertifiedLevel = (typeof certifiedLevels)[number];
export const highSkillLevels = certifiedLevels.slice(2);

/** Every list a metric may choose from, by the name its words have in the catalogue (`terms`). Software copyright is listed beside the patents and is none. */
export const choices = {
  'project-state': ['started', 'finished'],
  'award-level': levels,
  'exchange-scope': exchangeScopes,
  'property-type': ['invention', 'utility-model', 'design', 'software-copyright'],
  'property-state': ['applied', 'granted'],
  'standard-role': ['lead', 'participant'],
  'competition-role': ['coach', 'contestant', 'judge', 'organiser'],
  'competition-result': ['awarded', 'took-part'],
  skillLevel: certifiedLevels,
  'cooperation-task': ['college-cooperation', 'integrated-teaching'],
  'alliance-role': ['lead', 'member'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ChoiceList = keyof typeof choices;
export type Choice<List extends ChoiceList> = (typeof choices)[List][number];
