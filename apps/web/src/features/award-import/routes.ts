import { FileInput } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/award-imports',
    name: 'award-import.list',
    component: () => import('./pages/ImportListPage.vue'),
    meta: {
      permission: 'award-import:write',
      title: 'award-import.title',
      menu: { group: 'studios', icon: FileInput, order: 20 },
    },
  },
  {
    path: '/award-imports/:id',
    name: 'award-import.one',
    component: () => import('./pages/ImportPage.vue'),
    props: true,
    meta: { permission: 'award-import:write', title: 'award-import.title', layout: 'work', under: 'award-import.list' },
  },
];
