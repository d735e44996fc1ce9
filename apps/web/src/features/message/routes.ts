import { Bell, Mail } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/messages',
    name: 'message.list',
    component: () => import('./pages/MessagesPage.vue'),
    meta: {
      permission: 'signed-in',
      ground: 'tint',
      title: 'message.list.title',
      menu: { group: 'work', icon: Bell, order: 1 },
    },
  },
  {
    path: '/settings/mail',
    name: 'message.mail',
    component: () => import('./pages/MailPage.vue'),
    meta: {
      permission: 'mail:read',
      title: 'message.mail.title',
      menu: { group: 'settings', icon: Mail, order: 15, phone: 2 },
    },
  },
];
