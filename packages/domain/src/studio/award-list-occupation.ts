import { isOneEditApart, nameKey } from './award-list-text.ts';

/** An occupation (职业/工种) of the dictionary in force, with the cluster it usually serves. */
export interface KnownOccupation {
  readonly id: string;
  readonly name: string;
  readonly code?: string | null;
  readonly clusterCode?: string | null;
}

/** How occupations end when no dictionary knows them: a worker, a hand, a master, an art. */
const OCCUPATION_ENDING =
  /(?:工|员|师|匠|手|技艺|制作|加工|技术|维修|修理|焊接|烹饪|烹调|美发|美容|装配|操作|雕刻|刺绣|设计|护理|检测|调试)$/u;

/** The dictionary prepared for looking up names within a text. */
export interface OccupationIndex {
  find(text: string): KnownOccupation | undefined;
  /** The one occupation that is a single character away from a text of three characters or more. */
  nearest(text: string): KnownOccupation | undefined;
  /** Whether some occupation begins as this text does. */
  beginsLikeOne(text: string): boolean;
}

/** Builds the index; names are compared by `nameKey`, so brackets and widths do not matter. */
export function occupationIndex(occupations: readonly KnownOccupation[]): OccupationIndex {
  const byKey = new Map(occupations.map((occupation) => [nameKey(occupation.name), occupation]));
  const beginnings = new Set([...byKey.keys()].map((key) => key.slice(0, 2)));
  const nearby = new Map<string, KnownOccupation | undefined>();
  const lookNearby = (key: string): KnownOccupation | undefined => {
    const near = [...byKey].filter(([known]) => isOneEditApart(known, key)).map(([, occupation]) => occupation);
    return near.length === 1 ? near[0] : undefined;
  };
  return {
    find: (text) => byKey.get(nameKey(text)),
    nearest: (text) => {
      const key = nameKey(text);
      if (key.length < 3 || byKey.has(key)) return undefined;
      if (!nearby.has(key)) nearby.set(key, lookNearby(key));
      return nearby.get(key);
    },
    beginsLikeOne: (text) => beginnings.has(nameKey(text).slice(0, 2)),
  };
}

/** Whether a text reads like an occupation no dictionary lists. */
export const readsLikeOccupation = (text: string): boolean => OCCUPATION_ENDING.test(text);
