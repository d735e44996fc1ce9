import { ChartColumn, Inbox } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/inbox',
    name: 'insight.inbox',
    component: () => import('./pages/InboxPage.vue'),
    meta: {
      anyPermission: ['studio:read', 'overview:read', 'application:read'],
      ground: 'tint',
      title: 'insight.inbox.title',
      menu: { group: 'work', icon: Inbox, order: 0, phone: 1, hot: true },
    },
  },
  {
    path: '/overview',
    name: 'insight.overview',
    component: () => import('./pages/OverviewPage.vue'),
    meta: {
      permission: 'overview:read',
      title: 'insight.overview.title',
      menu: { group: 'work', icon: ChartColumn, order: 5, phone: 2 },
    },
  },
];
