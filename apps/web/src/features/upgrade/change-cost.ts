import { defineAsyncComponent } from 'vue';

/** What a change of master or place costs the next application: the studio's pages ask, the rules answer. */
export const changeCost = defineAsyncComponent(() => import('./components/eligibility/ChangeCost.vue'));
