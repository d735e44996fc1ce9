import { ArrowLeftRight, Hammer, LibraryBig, Map } from '@lucide/vue';
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
    path: '/changes',
    name: 'studio.changes',
    component: () => import('./pages/ChangesPage.vue'),
    meta: {
      permission: 'change:read',
      title: 'studio.change.title',
      menu: { group: 'studios', icon: ArrowLeftRight, order: 30, title: 'studio.change.menu' },
    },
  },
  {
    path: '/changes/:id',
    name: 'studio.change',
    component: () => import('./pages/ChangePage.vue'),
    props: true,
    meta: { permission: 'change:read', title: 'studio.change.title', under: 'studio.changes' },
  },
  {
    path: '/studios/:studioId/changes/new',
    name: 'studio.change-new',
    component: () => import('./pages/NewChangePage.vue'),
    props: true,
    meta: { permission: 'change:write', title: 'studio.change.newTitle', under: 'studio.changes' },
  },
  {
    path: '/district-reforms',
    name: 'studio.reforms',
    component: () => import('./pages/ReformsPage.vue'),
    meta: {
      permission: 'studio:write',
      title: 'studio.reform.title',
      menu: { group: 'studios', icon: Map, order: 60, title: 'studio.reform.menu' },
    },
  },
  {
    path: '/district-reforms/:day',
    name: 'studio.reform',
    component: () => import('./pages/ReformPage.vue'),
    props: true,
    meta: { permission: 'studio:write', title: 'studio.reform.title', under: 'studio.reforms' },
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
