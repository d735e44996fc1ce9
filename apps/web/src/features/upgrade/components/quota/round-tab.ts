import { defineAsyncComponent } from 'vue';
import type { RoundTab } from '../../composables/round-tabs.ts';

export const roundTab: RoundTab = {
  key: 'places',
  title: 'upgrade.round.tab.places',
  permission: 'round:write',
  order: 15,
  component: defineAsyncComponent(() => import('./QuotaTable.vue')),
};
