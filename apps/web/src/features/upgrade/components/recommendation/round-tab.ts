import { defineAsyncComponent } from 'vue';
import type { RoundTab } from '../../composables/round-tabs.ts';

export const roundTab: RoundTab = {
  key: 'recommendations',
  title: 'upgrade.recommendation.tab.recommendations',
  permission: 'round:write',
  order: 30,
  shows: ({ state }) => state !== 'draft',
  component: defineAsyncComponent(() => import('./RecommendationsTab.vue')),
};
