import { defineAsyncComponent } from 'vue';

/** The newest public lists of evaluations at the door; their words stand with the door's own. */
export const homePanel = defineAsyncComponent(() => import('./components/publicity/LatestPublicity.vue'));
