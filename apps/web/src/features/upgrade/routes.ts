import {
  Banknote,
  CalendarClock,
  ClipboardCheck,
  FileText,
  FlaskConical,
  ListTodo,
  Medal,
  Route,
  WalletCards,
} from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/rounds',
    name: 'upgrade.rounds',
    component: () => import('./pages/RoundsPage.vue'),
    meta: {
      permission: 'round:read',
      title: 'upgrade.round.list',
      menu: { group: 'service', icon: CalendarClock, order: 45 },
    },
  },
  {
    path: '/rounds/:id/:tab?',
    name: 'upgrade.round',
    component: () => import('./pages/RoundPage.vue'),
    meta: { permission: 'round:read', title: 'upgrade.round.list', under: 'upgrade.rounds' },
  },
  {
    path: '/awards/:id?',
    name: 'upgrade.award-list',
    component: () => import('./pages/AwardListPage.vue'),
    meta: { permission: 'public', layout: 'public', title: 'upgrade.award.list.title' },
  },
  {
    path: '/applications',
    name: 'upgrade.applications',
    component: () => import('./pages/ApplicationsPage.vue'),
    meta: {
      permission: 'application:read',
      title: 'upgrade.application.list',
      menu: { group: 'service', icon: FileText, order: 46 },
    },
  },
  {
    path: '/applications/:id',
    name: 'upgrade.application',
    component: () => import('./pages/ApplicationPage.vue'),
    props: true,
    meta: { permission: 'application:read', title: 'upgrade.application.list', under: 'upgrade.applications' },
  },
  {
    path: '/applications/:id/check',
    name: 'upgrade.application-check',
    component: () => import('./pages/ApplicationCheckPage.vue'),
    props: true,
    meta: { permission: 'application:write', title: 'upgrade.application.check.title', under: 'upgrade.applications' },
  },
  {
    path: '/applications/:id/print',
    name: 'upgrade.application-print',
    component: () => import('./pages/ApplicationPrintPage.vue'),
    props: true,
    meta: { permission: 'application:read', title: 'upgrade.application.print.open', layout: 'print' },
  },
  {
    path: '/applications/:id/formal-check',
    name: 'upgrade.formal-check',
    component: () => import('./pages/FormalCheckPage.vue'),
    meta: { permission: 'review:write', title: 'upgrade.review.tab', layout: 'work', under: 'upgrade.rounds' },
  },
  {
    path: '/reviews/:sheetId?',
    name: 'upgrade.reviews',
    component: () => import('./pages/ReviewsPage.vue'),
    meta: {
      permission: 'review:score',
      title: 'upgrade.review.mine',
      layout: 'work',
      menu: { group: 'work', icon: ClipboardCheck, order: 35, title: 'upgrade.review.menu' },
    },
  },
  {
    path: '/eligibility',
    name: 'upgrade.own',
    component: () => import('./pages/OwnEligibilityPage.vue'),
    meta: {
      permission: 'upgrade:declare',
      title: 'upgrade.eligibility.title',
      menu: { group: 'service', icon: Route, order: 50 },
    },
  },
  {
    path: '/studios/:id/eligibility',
    name: 'upgrade.eligibility',
    component: () => import('./pages/EligibilityPage.vue'),
    props: true,
    meta: { permission: 'upgrade:read', title: 'upgrade.eligibility.title', under: 'studio.registry' },
  },
  {
    path: '/upgrade-verdicts',
    name: 'upgrade.verdicts',
    component: () => import('./pages/VerdictsPage.vue'),
    meta: {
      permission: 'upgrade:survey',
      title: 'upgrade.eligibility.list.title',
      menu: { group: 'service', icon: ListTodo, order: 50 },
    },
  },
  {
    path: '/upgrade-draft-rules',
    name: 'upgrade.draft-rules',
    component: () => import('./pages/DraftRulesPage.vue'),
    meta: {
      permission: 'upgrade:draft-rules',
      title: 'upgrade.eligibility.draft.title',
      menu: { group: 'service', icon: FlaskConical, order: 55 },
    },
  },
  {
    path: '/subsidy',
    name: 'upgrade.own-subsidy',
    component: () => import('./pages/SubsidyAccountPage.vue'),
    meta: {
      permission: 'subsidy:report',
      title: 'upgrade.subsidy.title',
      menu: { group: 'service', icon: WalletCards, order: 70 },
    },
  },
  {
    path: '/subsidies',
    name: 'upgrade.subsidies',
    component: () => import('./pages/SubsidiesPage.vue'),
    meta: {
      anyPermission: ['subsidy:write', 'subsidy:verify'],
      title: 'upgrade.subsidy.listTitle',
      menu: { group: 'service', icon: Banknote, order: 70 },
    },
  },
  {
    path: '/studios/:id/subsidy',
    name: 'upgrade.subsidy',
    component: () => import('./pages/SubsidyAccountPage.vue'),
    props: true,
    meta: { permission: 'subsidy:read', title: 'upgrade.subsidy.title', under: 'upgrade.subsidies' },
  },
  {
    path: '/honours',
    name: 'upgrade.honours',
    component: () => import('./pages/HonoursPage.vue'),
    meta: {
      permission: 'honours:read',
      title: 'upgrade.honours.title',
      menu: { group: 'service', icon: Medal, order: 75 },
    },
  },
];
