import { ScrollText } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/audit',
    name: 'audit.records',
    component: () => import('./pages/AuditLogPage.vue'),
    meta: {
      permission: 'audit:read',
      title: 'audit.title',
      menu: { group: 'settings', icon: ScrollText, order: 40, phone: 1 },
    },
  },
];
