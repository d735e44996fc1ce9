import { CalendarCheck, ListChecks, SlidersHorizontal, SquarePen } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/activities',
    name: 'activity.list',
    component: () => import('./pages/ActivitiesPage.vue'),
    meta: {
      permission: 'activity:read',
      title: 'activity.list.title',
      menu: { group: 'work', icon: SquarePen, order: 12, phone: 3 },
    },
  },
  {
    path: '/activities/new',
    name: 'activity.new',
    component: () => import('./pages/ActivityFormPage.vue'),
    meta: { permission: 'activity:write', title: 'activity.form.title', under: 'activity.list' },
  },
  {
    path: '/activities/verification/:id?',
    name: 'activity.verification',
    component: () => import('./pages/VerificationPage.vue'),
    meta: {
      permission: 'activity:verify',
      layout: 'work',
      title: 'activity.verification.title',
      menu: { group: 'work', icon: ListChecks, order: 10, phone: 2, hot: true },
    },
  },
  {
    path: '/activities/:id',
    name: 'activity.page',
    component: () => import('./pages/ActivityPage.vue'),
    meta: { permission: 'activity:read', title: 'activity.page.title', under: 'activity.list' },
  },
  {
    path: '/activities/:id/edit',
    name: 'activity.edit',
    component: () => import('./pages/ActivityFormPage.vue'),
    meta: { permission: 'activity:write', title: 'activity.form.editTitle', under: 'activity.list' },
  },
  {
    path: '/reports',
    name: 'activity.reports',
    component: () => import('./pages/ReportsPage.vue'),
    meta: {
      permission: 'report:read',
      title: 'activity.reports.title',
      menu: { group: 'work', icon: CalendarCheck, order: 14, phone: 4 },
    },
  },
  {
    path: '/reports/:studioId/:kind(plan|summary)/:year(\\d{4})',
    name: 'activity.report',
    component: () => import('./pages/ReportPage.vue'),
    meta: { permission: 'report:read', title: 'activity.report.title', under: 'activity.reports' },
  },
  {
    path: '/activity-settings',
    name: 'activity.settings',
    component: () => import('./pages/ActivitySettingsPage.vue'),
    meta: {
      permission: 'activity:configure',
      title: 'activity.settings.title',
      menu: { group: 'settings', icon: SlidersHorizontal, order: 30 },
    },
  },
];
