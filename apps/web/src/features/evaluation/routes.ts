import { ClipboardPenLine } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/scoring/:sheetId?',
    name: 'evaluation.scoring',
    component: () => import('./pages/ScoringPage.vue'),
    meta: {
      permission: 'scoresheet:write',
      layout: 'work',
      title: 'evaluation.scoring.title',
      menu: { group: 'work', icon: ClipboardPenLine, order: 20, phone: 2, hot: true },
    },
  },
];
