/** A group smaller than this is never shown to a studio: its figures would be those of few others. Item of domain.md 4. */
export const smallestGroup = 5;

/**
 * Whether a studio may see the middle of its group, the studios of the same tier and cluster in the cycle. Hidden when the
 * group is too small, and also when what is left of the tier without the group is: who knows the tier's figures could
 * take the group's away from them and would be left with those of a few.
 *
 * `group` and `tier` count scored studios, the asking one among them.
 */
export function mayCompare(group: number, tier: number): boolean {
  const rest = tier - group;
  return group >= smallestGroup && (rest === 0 || rest >= smallestGroup);
}

/** A single figure of a group that is shown: not every line applies to everybody. */
export const mayShowFigure = (counted: number): boolean => counted >= smallestGroup;
