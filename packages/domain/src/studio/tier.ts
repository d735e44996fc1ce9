/** 层级, low to high. */
export const tiers = ['district', 'municipal', 'chief', 'national'] as const;
export type Tier = (typeof tiers)[number];

/** 1 for 区县级 up to 4 for 国家级. */
export const tierRank = (tier: Tier): number => tiers.indexOf(tier) + 1;

export const tierAbove = (tier: Tier): Tier | undefined => tiers[tierRank(tier)];
export const tierBelow = (tier: Tier): Tier | undefined => tiers[tierRank(tier) - 2];

/** 运行状态. Terminated and revoked are final. */
export const standings = ['active', 'rectifying', 'terminated', 'revoked'] as const;
export type Standing = (typeof standings)[number];

export const runningStandings = ['active', 'rectifying'] as const satisfies readonly Standing[];
export const isFinal = (standing: Standing): boolean => standing === 'terminated' || standing === 'revoked';

/** 考核等次. */
export const grades = ['excellent', 'qualified', 'failed'] as const;
export type Grade = (typeof grades)[number];

/** 建设单位 by kind. */
export const hostUnitKinds = ['enterprise', 'vocational-college', 'training-base', 'other'] as const;
export type HostUnitKind = (typeof hostUnitKinds)[number];

/** How high an honour of a master ranks, low to high: what 二(二) asks of each tier. */
export const honourLevels = ['district', 'industry', 'municipal', 'provincial', 'national', 'international'] as const;
export type HonourLevel = (typeof honourLevels)[number];
