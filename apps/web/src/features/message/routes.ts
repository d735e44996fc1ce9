import { Bell, Mail } from '@lucide/vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: readonly RouteRecordRaw[] = [
  {
    path: '/messages',
    name: 'message.list',
    component: () => import('./pages/MessagesPage.vue'),
    meta: {
      // Like the inbox: administrators are told nothing here.
      anyPermission: ['studio:read', 'overview:read', 'application:read'],
      ground: 'tint',
      title: 'message.list.title',
      menu: { group: 'work', icon: Bell, order: 8 },
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
