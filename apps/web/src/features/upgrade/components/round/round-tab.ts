import { defineAsyncComponent } from 'vue';
import type { RoundTab } from '../../composables/round-tabs.ts';

export const roundTab: RoundTab = {
  key: 'overview',
  title: 'upgrade.round.tab.overview',
  permission: 'round:read',
  order: 10,
  component: defineAsyncComponent(() => import('./RoundOverview.vue')),
};
