import { MessageSquareQuote } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

/** What surrounds a self-evaluation: the check, the print form, the recommender's opinion. */
export const opinionRoutes: readonly RouteRecordRaw[] = [
  {
    path: '/self-evaluations/:id/check',
    name: 'evaluation.self-check',
    component: () => import('./pages/SelfCheckPage.vue'),
    meta: {
      permission: 'self-evaluation:write',
      title: 'evaluation.selfEvaluation.check.title',
      under: 'evaluation.self-list',
    },
  },
  {
    path: '/self-evaluations/:id/print',
    name: 'evaluation.self-print',
    component: () => import('./pages/SelfPrintPage.vue'),
    meta: { permission: 'evaluation:read', layout: 'print', title: 'evaluation.selfEvaluation.print.title' },
  },
  {
    path: '/opinions',
    name: 'evaluation.opinions',
    component: () => import('./pages/OpinionsPage.vue'),
    meta: {
      permission: 'opinion:read',
      title: 'evaluation.opinion.title',
      menu: { group: 'evaluation', icon: MessageSquareQuote, order: 20 },
    },
  },
  {
    path: '/opinions/:id',
    name: 'evaluation.opinion',
    component: () => import('./pages/OpinionPage.vue'),
    meta: { permission: 'opinion:read', ground: 'tint', title: 'evaluation.opinion.one', under: 'evaluation.opinions' },
  },
];
