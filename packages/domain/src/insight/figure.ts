/** The overview's figures, each a number of studios that the registry's list gives as well. */
export const figureCodes = ['running', 'upper-tiers', 'excellent', 'rectifying', 'due', 'quiet'] as const;
export type FigureCode = (typeof figureCodes)[number];

/** A studio without a verified activity for this many days counts as quiet. */
export const quietAfterDays = 180;
