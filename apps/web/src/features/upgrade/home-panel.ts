import { defineAsyncComponent } from 'vue';

/** Open calls and the newest lists of awards at the public's door; their words stand with the door's own, which are loaded first. */
export const homePanel = defineAsyncComponent(() => import('./components/HomePanel.vue'));
