import { defineAsyncComponent } from 'vue';

export { loadSession, signOut } from './identity.api.ts';

/** Signs the same person in again over the page. */
export const SignInAgainDialog = defineAsyncComponent(() => import('./components/SignInAgainDialog.vue'));
