import { ClipboardCheck, ClipboardPenLine, History } from '@lucide/vue';
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
  {
    path: '/scoring-history',
    name: 'evaluation.history',
    component: () => import('./pages/HistoryPage.vue'),
    meta: {
      permission: 'scoresheet:write',
      title: 'evaluation.history.title',
      menu: { group: 'work', icon: History, order: 30, phone: 3 },
    },
  },
  {
    path: '/self-evaluations',
    name: 'evaluation.self-list',
    component: () => import('./pages/SelfEvaluationsPage.vue'),
    meta: {
      permission: 'evaluation:read',
      title: 'evaluation.self.listTitle',
      menu: { group: 'evaluation', icon: ClipboardCheck, order: 10 },
    },
  },
  {
    path: '/self-evaluations/:id',
    name: 'evaluation.self',
    component: () => import('./pages/SelfEvaluationPage.vue'),
    meta: {
      permission: 'evaluation:read',
      ground: 'tint',
      title: 'evaluation.self.title',
      under: 'evaluation.self-list',
    },
  },
  {
    path: '/results/:id',
    name: 'evaluation.result',
    component: () => import('./pages/ResultPage.vue'),
    meta: { permission: 'evaluation:read', title: 'evaluation.result.title', under: 'evaluation.self-list' },
  },
];
