import { defineAsyncComponent } from 'vue';
import type { StudioPanel } from '../studio/index.ts';

/** 补助经费 on a studio's page: its account. */
export const studioPanel: StudioPanel = {
  key: 'subsidy',
  title: 'upgrade.subsidy.title',
  permission: 'subsidy:read',
  order: 50,
  component: defineAsyncComponent(() => import('./components/subsidy/SubsidyAccount.vue')),
};
