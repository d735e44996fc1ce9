import type { RoundView } from '@jianglian/contracts/upgrade';
import type { Access } from '@jianglian/contracts/shared';
import type { Component } from 'vue';

/**
 * One tab of a round's page: `export const roundTab: RoundTab = { … }` in `components/<part>/round-tab.ts`.
 * The component gets `round` (`RoundView`).
 */
export interface RoundTab {
  /** Stands in the address: `/rounds/:id/<key>`. */
  readonly key: string;
  /** i18n key. */
  readonly title: string;
  readonly permission: Access;
  readonly order: number;
  /** Left out: for every round one may see. */
  readonly shows?: (round: RoundView) => boolean;
  readonly component: Component;
}

const given = import.meta.glob<RoundTab>('../components/*/round-tab.ts', { eager: true, import: 'roundTab' });

export const roundTabsOf = (round: RoundView, may: (access: Access) => boolean): readonly RoundTab[] =>
  Object.values(given)
    .filter(({ permission, shows }) => may(permission) && (shows?.(round) ?? true))
    .toSorted((one, other) => one.order - other.order);
