import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/receipts/:serial?',
    name: 'receipt.check',
    component: () => import('./pages/ReceiptPage.vue'),
    meta: { permission: 'public', layout: 'public', title: 'receipt.title' },
  },
];
