import { defineAsyncComponent } from 'vue';
import type { RoundTab } from '../../composables/round-tabs.ts';

export const roundTab: RoundTab = {
  key: 'applications',
  title: 'upgrade.application.list',
  permission: 'application:read',
  order: 30,
  shows: ({ state }) => state !== 'draft',
  component: defineAsyncComponent(() => import('./RoundApplications.vue')),
};
