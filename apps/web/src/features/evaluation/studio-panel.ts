import { defineAsyncComponent } from 'vue';
import type { StudioPanel } from '../studio/index.ts';

/** 考核评估 on a studio's page: its published evaluations over the cycles. */
export const studioPanel: StudioPanel = {
  key: 'evaluations',
  title: 'evaluation.comparison.history',
  permission: 'evaluation:read',
  order: 30,
  component: defineAsyncComponent(() => import('./components/result/StudioHistory.vue')),
};
