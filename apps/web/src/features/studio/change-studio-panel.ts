import { defineAsyncComponent } from 'vue';
import type { StudioPanel } from './composables/panels.ts';

/** 变更 on a studio's page: its applications for changes, and the way to a new one. */
export const studioPanel: StudioPanel = {
  key: 'changes',
  title: 'studio.change.panel',
  permission: 'change:read',
  order: 20,
  component: defineAsyncComponent(() => import('./components/change/ChangePanel.vue')),
};
