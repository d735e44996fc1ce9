import { defineAsyncComponent } from 'vue';
import type { StudioPanel } from '../studio/index.ts';

/** 申报资格 on a studio's page: the verdict in short, with the way to its page. */
export const studioPanel: StudioPanel = {
  key: 'eligibility',
  title: 'upgrade.eligibility.title',
  permission: 'upgrade:read',
  order: 40,
  component: defineAsyncComponent(() => import('./components/eligibility/EligibilityCard.vue')),
};
