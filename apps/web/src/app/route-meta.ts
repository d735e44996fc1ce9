import type { Access } from '@jianglian/contracts/shared';
import type { Component } from 'vue';
import 'vue-router';

/** Groups of the left menu from top to bottom; `work` has no heading. */
export const menuGroups = ['work', 'studios', 'evaluation', 'service', 'settings'] as const;
export type MenuGroup = (typeof menuGroups)[number];

export interface MenuEntry {
  readonly group: MenuGroup;
  /** A component of `@lucide/vue`. */
  readonly icon: Component;
  readonly order: number;
  /** i18n key where the menu says it shorter than the page's title. */
  readonly title?: string;
  /** Place in the phone's bottom bar (the first four fit); without it the entry is under 更多. */
  readonly phone?: number;
  /** Number shown is work of one's own: vermilion. */
  readonly hot?: boolean;
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open it, as in the endpoint table; absent is `signed-in`. Shown to others as "no permission", decided by the server. */
    permission?: Access;
    /** Open to a person with any one of these. */
    anyPermission?: readonly Access[];
    /** i18n key of the page's name, for the browser's title and the menu. */
    title?: string;
    /** `page` (default): left menu and a column of 1,280 px. `work`: rail menu, the whole surface, the page scrolls its own panes. `public`: public header. `print`: nothing but the page. */
    layout?: 'page' | 'work' | 'public' | 'print';
    /** `tint` paints the ground grey, for pages of bordered lists. */
    ground?: 'paper' | 'tint';
    menu?: MenuEntry;
    /** Name of the menu's route that is marked while this page is open. */
    under?: string;
  }
}
