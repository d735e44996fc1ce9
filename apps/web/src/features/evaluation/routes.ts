import {
  CalendarRange,
  ClipboardCheck,
  ClipboardPenLine,
  History,
  MapPinCheck,
  Ruler,
  UsersRound,
  Wrench,
} from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';
import { opinionRoutes } from './opinion-routes.ts';

export const routes: readonly RouteRecordRaw[] = [
  ...opinionRoutes,
  {
    path: '/scoring/:sheetId?',
    name: 'evaluation.scoring',
    component: () => import('./pages/ScoringPage.vue'),
    meta: {
      permission: 'scoresheet:write',
      layout: 'work',
      title: 'evaluation.scoring.title',
      menu: { group: 'work', icon: ClipboardPenLine, order: 20, phone: 2, hot: true },
    },
  },
  {
    path: '/scoring-offline',
    name: 'evaluation.offline',
    component: () => import('./pages/OfflinePage.vue'),
    meta: { permission: 'scoresheet:write', title: 'evaluation.offline.title', under: 'evaluation.scoring' },
  },
  {
    path: '/evaluators',
    name: 'evaluation.evaluators',
    component: () => import('./pages/EvaluatorsPage.vue'),
    meta: {
      permission: 'assignment:write',
      title: 'evaluation.panel.evaluators',
      menu: { group: 'evaluation', icon: UsersRound, order: 30 },
    },
  },
  {
    path: '/paper-entry/:sheetId',
    name: 'evaluation.paper',
    component: () => import('./pages/PaperEntryPage.vue'),
    meta: { permission: 'assignment:write', title: 'evaluation.paper.title', under: 'evaluation.cycles' },
  },
  {
    path: '/scoring-history',
    name: 'evaluation.history',
    component: () => import('./pages/HistoryPage.vue'),
    meta: {
      permission: 'scoresheet:write',
      title: 'evaluation.history.title',
      menu: { group: 'work', icon: History, order: 30, phone: 3 },
    },
  },
  {
    path: '/self-evaluations',
    name: 'evaluation.self-list',
    component: () => import('./pages/SelfEvaluationsPage.vue'),
    meta: {
      permission: 'evaluation:read',
      title: 'evaluation.self.listTitle',
      menu: { group: 'evaluation', icon: ClipboardCheck, order: 10 },
    },
  },
  {
    path: '/self-evaluations/:id',
    name: 'evaluation.self',
    component: () => import('./pages/SelfEvaluationPage.vue'),
    meta: {
      permission: 'evaluation:read',
      ground: 'tint',
      title: 'evaluation.self.title',
      under: 'evaluation.self-list',
    },
  },
  {
    path: '/cycles',
    name: 'evaluation.cycles',
    component: () => import('./pages/CyclesPage.vue'),
    meta: {
      permission: 'cycle:read',
      title: 'evaluation.cycle.list',
      menu: { group: 'evaluation', icon: CalendarRange, order: 5 },
    },
  },
  {
    path: '/cycles/:id/:tab?',
    name: 'evaluation.cycle',
    component: () => import('./pages/CyclePage.vue'),
    meta: { permission: 'cycle:read', title: 'evaluation.cycle.one', under: 'evaluation.cycles' },
  },
  {
    path: '/rubrics',
    name: 'evaluation.rubrics',
    component: () => import('./pages/RubricsPage.vue'),
    meta: {
      permission: 'rubric:read',
      title: 'evaluation.rubricEditor.list',
      menu: { group: 'evaluation', icon: Ruler, order: 40 },
    },
  },
  {
    path: '/evaluations/:id/panel',
    name: 'evaluation.panel',
    component: () => import('./pages/PanelPage.vue'),
    meta: { permission: 'moderation:write', title: 'evaluation.moderation.panel.title', under: 'evaluation.cycles' },
  },
  {
    path: '/visits',
    name: 'evaluation.visits',
    component: () => import('./pages/VisitsPage.vue'),
    meta: {
      permission: 'visit:carry-out',
      title: 'evaluation.visit.title',
      menu: { group: 'evaluation', icon: MapPinCheck, order: 30 },
    },
  },
  {
    path: '/visits/:id',
    name: 'evaluation.visit',
    component: () => import('./pages/VisitPage.vue'),
    meta: { permission: 'visit:carry-out', title: 'evaluation.visit.one', under: 'evaluation.visits' },
  },
  {
    path: '/visits/:id/print',
    name: 'evaluation.visit-print',
    component: () => import('./pages/VisitPrintPage.vue'),
    meta: { permission: 'visit:carry-out', layout: 'print', title: 'evaluation.visit.one' },
  },
  {
    path: '/rubrics/:version',
    name: 'evaluation.rubric',
    component: () => import('./pages/RubricPage.vue'),
    meta: { permission: 'rubric:read', title: 'evaluation.rubric.title', under: 'evaluation.rubrics' },
  },
  {
    path: '/rubrics/:version/edit',
    name: 'evaluation.rubric-editor',
    component: () => import('./pages/RubricEditorPage.vue'),
    meta: { permission: 'rubric:write', title: 'evaluation.rubricEditor.edit', under: 'evaluation.rubrics' },
  },
  {
    path: '/rubrics/:version/differences',
    name: 'evaluation.rubric-differences',
    component: () => import('./pages/RubricDifferencesPage.vue'),
    meta: { permission: 'rubric:read', title: 'evaluation.rubricEditor.differences', under: 'evaluation.rubrics' },
  },
  {
    path: '/publicity/:id?',
    name: 'evaluation.publicity',
    component: () => import('./pages/PublicityPage.vue'),
    meta: { permission: 'public', layout: 'public', title: 'evaluation.publicity.page.title' },
  },
  {
    path: '/results/:id',
    name: 'evaluation.result',
    component: () => import('./pages/ResultPage.vue'),
    meta: { permission: 'evaluation:read', title: 'evaluation.result.title', under: 'evaluation.self-list' },
  },
  {
    path: '/rectifications',
    name: 'evaluation.rectifications',
    component: () => import('./pages/RectificationsPage.vue'),
    meta: {
      permission: 'rectification:read',
      title: 'evaluation.rectification.title',
      menu: { group: 'evaluation', icon: Wrench, order: 30 },
    },
  },
  {
    path: '/rectifications/:id',
    name: 'evaluation.rectification',
    component: () => import('./pages/RectificationPage.vue'),
    meta: {
      permission: 'rectification:read',
      title: 'evaluation.rectification.one',
      under: 'evaluation.rectifications',
    },
  },
  {
    path: '/rectifications/:id/print/:document',
    name: 'evaluation.rectification-print',
    component: () => import('./pages/RectificationPrintPage.vue'),
    meta: { permission: 'rectification:read', layout: 'print', title: 'evaluation.rectification.print' },
  },
  {
    path: '/rectification-settings',
    name: 'evaluation.rectification-settings',
    component: () => import('./pages/RectificationSettingsPage.vue'),
    meta: {
      permission: 'rectification:write',
      title: 'evaluation.rectification.settingsTitle',
      under: 'evaluation.rectifications',
    },
  },
  {
    path: '/rectification-checks',
    name: 'evaluation.rectification-checks',
    component: () => import('./pages/RectificationChecksPage.vue'),
    meta: {
      permission: 'rectification:check',
      title: 'evaluation.rectification.checksTitle',
      menu: { group: 'work', icon: Wrench, order: 25 },
    },
  },
  {
    path: '/rectification-checks/:id',
    name: 'evaluation.rectification-check',
    component: () => import('./pages/RectificationCheckPage.vue'),
    meta: {
      permission: 'rectification:check',
      title: 'evaluation.rectification.check',
      under: 'evaluation.rectification-checks',
    },
  },
];
