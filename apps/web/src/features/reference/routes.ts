import { BookText } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/dictionaries/:dictionary?',
    name: 'reference.dictionaries',
    component: () => import('./pages/DictionariesPage.vue'),
    props: true,
    meta: {
      permission: 'reference:write',
      title: 'reference.title',
      menu: { group: 'settings', icon: BookText, order: 40 },
    },
  },
];
