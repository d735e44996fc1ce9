import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { useSession } from '@/shared/composables/useSession';
import { guard } from './guards.ts';

const page = { render: () => null };
const icon = page;
function portal(): Router {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'home', component: page, meta: { permission: 'public' } },
      { path: '/sign-in', name: 'identity.sign-in', component: page, meta: { permission: 'public' } },
      {
        path: '/studios',
        name: 'studio.list',
        component: page,
        meta: { permission: 'studio:read', menu: { group: 'studios', icon, order: 1 } },
      },
      {
        path: '/inbox',
        name: 'insight.inbox',
        component: page,
        meta: { permission: 'signed-in', menu: { group: 'work', icon, order: 9 } },
      },
    ],
  });
  guard(router);
  return router;
}
const signedIn = (permissions: string[]) => useSession().set({ accountId: 'a', name: '甲', grants: [], permissions });
async function open(path: string): Promise<string> {
  const router = portal();
  await router.push(path);
  return router.currentRoute.value.fullPath;
}

beforeEach(() => {
  setActivePinia(createPinia());
  useSession().set(undefined);
});

test('a stranger is sent to the sign-in page and remembered where to', async () => {
  expect(await open('/studios?tier=chief')).toBe('/sign-in?back=/studios?tier=chief');
});

test('a stranger may read the public pages', async () => {
  expect(await open('/')).toBe('/');
});

test('a signed-in person comes to the first page of the own menu, unless the public page is asked for', async () => {
  signedIn(['studio:read']);
  expect(await open('/')).toBe('/inbox');
  expect(await open('/?public')).toBe('/?public');
});

test('a page one may not see keeps its address; the layout says whom to ask', async () => {
  signedIn([]);
  expect(await open('/studios')).toBe('/studios');
});

test('after the session ended the next page asks to sign in', async () => {
  signedIn(['studio:read']);
  useSession().end();
  expect(await open('/studios')).toBe('/sign-in?back=/studios');
});
