import type { RouteRecordRaw } from 'vue-router';
import HomePage from './pages/HomePage.vue';

/** Pages that belong to no feature. The last row catches every unknown address. */
export const ownRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'home',
    // The first page of a stranger comes with the shell, not one round trip later.
    component: HomePage,
    meta: { permission: 'public', layout: 'public', title: 'shell.home.title' },
  },
  ...(import.meta.env.DEV || import.meta.env.MODE === 'kit'
    ? [
        {
          path: '/kit',
          name: 'kit',
          component: () => import('./pages/kit/KitPage.vue'),
          meta: { permission: 'public', title: 'shell.kit.title' },
        } satisfies RouteRecordRaw,
      ]
    : []),
  {
    path: '/:rest(.*)*',
    name: 'not-found',
    component: () => import('./pages/NotFoundPage.vue'),
    meta: { permission: 'public', title: 'shell.notFound.title' },
  },
];
