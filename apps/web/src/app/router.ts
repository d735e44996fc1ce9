import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { guard } from './guards.ts';
import { ownRoutes } from './routes.ts';

const features = import.meta.glob<{ routes: readonly RouteRecordRaw[] }>('../features/*/routes.ts', { eager: true });

export const featureRoutes = Object.values(features).flatMap((feature) => feature.routes);

export const router = createRouter({
  history: createWebHistory(),
  routes: [...featureRoutes, ...ownRoutes],
  scrollBehavior(to, from, saved) {
    if (saved) return saved;
    if (to.hash) return { el: to.hash };
    // Changing a filter or a tab in the address keeps the place.
    return to.path === from.path ? false : { top: 0 };
  },
});

guard(router);
