import { defineAsyncComponent } from 'vue';
import type { RoundTab } from '../../composables/round-tabs.ts';

export const roundTab: RoundTab = {
  key: 'ranking',
  title: 'upgrade.recommendation.tab.ranking',
  permission: 'recommendation:write',
  order: 30,
  shows: ({ state }) => state !== 'draft',
  component: defineAsyncComponent(() => import('./RankingTab.vue')),
};
