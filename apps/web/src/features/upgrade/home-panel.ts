import { defineAsyncComponent } from 'vue';

/** Open calls at the public's door; its words stand with the door's own, which are loaded first. */
export const homePanel = defineAsyncComponent(() => import('./components/round/OpenCalls.vue'));
