import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'identity.sign-in',
    component: () => import('./pages/SignInPage.vue'),
    meta: { permission: 'public', layout: 'public', title: 'identity.signIn.title' },
  },
  {
    path: '/account',
    name: 'identity.account',
    component: () => import('./pages/OwnAccountPage.vue'),
    meta: { permission: 'signed-in', title: 'identity.own.title' },
  },
];
