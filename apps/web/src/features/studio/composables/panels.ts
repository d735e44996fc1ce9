import type { Access } from '@jianglian/contracts/shared';
import type { Component } from 'vue';

/**
 * What another feature shows on a studio's page, as a tab of its own:
 * `export const studioPanel: StudioPanel = { … }` in `features/<f>/studio-panel.ts`, or
 * `<part>-studio-panel.ts` where a feature has several. The component gets `studioId`.
 */
export interface StudioPanel {
  readonly key: string;
  /** i18n key of the tab. */
  readonly title: string;
  readonly permission: Access;
  readonly order: number;
  readonly component: Component;
}

const given = import.meta.glob<StudioPanel>('../../*/*studio-panel.ts', { eager: true, import: 'studioPanel' });

export const panelsOf = (may: (access: Access) => boolean): readonly StudioPanel[] =>
  Object.values(given)
    .filter(({ permission }) => may(permission))
    .toSorted((one, other) => one.order - other.order);
