import { defineAsyncComponent } from 'vue';
import type { RoundTab } from '../../composables/round-tabs.ts';

const states: readonly string[] = ['reviewing', 'proposed', 'publicity', 'published'];

export const roundTab: RoundTab = {
  key: 'awards',
  title: 'upgrade.award.tab',
  permission: 'award:write',
  order: 60,
  shows: ({ state }) => states.includes(state),
  component: defineAsyncComponent(() => import('./AwardTab.vue')),
};
