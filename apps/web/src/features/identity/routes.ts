import { KeyRound, MonitorSmartphone, UsersRound } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import SignInPage from './pages/SignInPage.vue';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'identity.sign-in',
    // Comes with the shell: the first page of most people.
    component: SignInPage,
    meta: { permission: 'public', layout: 'public', title: 'identity.signIn.title' },
  },
  {
    path: '/account',
    name: 'identity.account',
    component: () => import('./pages/OwnAccountPage.vue'),
    meta: { permission: 'signed-in', title: 'identity.own.title' },
  },
  {
    path: '/accounts',
    name: 'identity.accounts',
    component: () => import('./pages/AccountListPage.vue'),
    meta: {
      permission: 'account:read',
      title: 'identity.accounts.title',
      menu: { group: 'settings', icon: UsersRound, order: 10, phone: 1 },
    },
  },
  {
    path: '/accounts/:id',
    name: 'identity.account-page',
    component: () => import('./pages/AccountPage.vue'),
    props: true,
    meta: { permission: 'account:read', title: 'identity.account.title', under: 'identity.accounts' },
  },
  {
    path: '/sessions',
    name: 'identity.sessions',
    component: () => import('./pages/SessionListPage.vue'),
    meta: {
      permission: 'session:read',
      title: 'identity.sessions.title',
      menu: { group: 'settings', icon: MonitorSmartphone, order: 20, phone: 2 },
    },
  },
  {
    path: '/accounts/roles',
    name: 'identity.roles',
    component: () => import('./pages/RoleTablePage.vue'),
    meta: {
      permission: 'account:read',
      title: 'identity.roles.title',
      menu: { group: 'settings', icon: KeyRound, order: 30 },
    },
  },
];
