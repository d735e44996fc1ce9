/** The overview's figures, each a number of studios that the registry's list gives as well. */
export const figureCodes = ['running', 'upper-tiers', 'excellent', 'rectifying', 'due', 'ageing'] as const;
export type FigureCode = (typeof figureCodes)[number];

/** R01, 二(二): the master is at most 55 years old, in principle. From this age on a successor is worth a thought. */
export const ageingFrom = 55;
