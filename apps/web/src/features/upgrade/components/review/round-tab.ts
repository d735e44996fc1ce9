import { defineAsyncComponent } from 'vue';
import type { RoundTab } from '../../composables/round-tabs.ts';

const states: readonly string[] = ['reviewing', 'proposed', 'publicity', 'published'];

export const roundTab: RoundTab = {
  key: 'review',
  title: 'upgrade.review.tab',
  permission: 'review:write',
  order: 50,
  shows: ({ state }) => states.includes(state),
  component: defineAsyncComponent(() => import('./ReviewTab.vue')),
};
