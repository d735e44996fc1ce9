import { Hammer, LibraryBig } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/my-studio',
    name: 'studio.mine',
    component: () => import('./pages/MyStudioPage.vue'),
    meta: {
      permission: 'studio:own',
      title: 'studio.mine.title',
      menu: { group: 'studios', icon: Hammer, order: 5, phone: 3 },
    },
  },
  {
    path: '/studios',
    name: 'studio.registry',
    component: () => import('./pages/RegistryPage.vue'),
    meta: {
      // A studio sees itself only and has a page of its own for that.
      anyPermission: ['studio:write', 'overview:read', 'scoresheet:write'],
      title: 'studio.registry.title',
      menu: { group: 'studios', icon: LibraryBig, order: 10, phone: 3, title: 'studio.registry.menu' },
    },
  },
  {
    path: '/studios/new',
    name: 'studio.found',
    component: () => import('./pages/FoundingPage.vue'),
    meta: { permission: 'studio:write', title: 'studio.founding.title', under: 'studio.registry' },
  },
  {
    path: '/studios/:id',
    name: 'studio.page',
    component: () => import('./pages/StudioPage.vue'),
    props: true,
    meta: { permission: 'studio:read', title: 'studio.page.title', under: 'studio.registry' },
  },
  {
    path: '/directory',
    name: 'studio.directory',
    component: () => import('./pages/DirectoryPage.vue'),
    meta: {
      permission: 'public',
      layout: 'public',
      title: 'studio.directory.title',
    },
  },
];
