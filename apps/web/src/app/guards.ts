import { nextTick } from 'vue';
import type { RouteLocationNormalized, Router } from 'vue-router';
import { announce } from '@/shared/ui/announcer';
import { useSession } from '@/shared/composables/useSession';
import { i18n, loadTextsFor } from './i18n/index.ts';
import { firstPage } from './menu/menu.ts';
import { ensureSession } from './session.ts';

export const opens = (to: RouteLocationNormalized): boolean => {
  const session = useSession();
  const { permission, anyPermission } = to.meta;
  if (anyPermission) return anyPermission.some((access) => session.may(access));
  return session.may(permission ?? 'signed-in');
};

/** Asks who is there before a page that is not public, sends strangers to the sign-in page and brings them back after it. */
export function guard(router: Router): void {
  router.beforeEach(async (to) => {
    const session = useSession();
    if (!session.known) await ensureSession();
    if (to.name === 'home' && session.signedIn && to.query['public'] === undefined) return firstPage(router) ?? true;
    const gone = session.ended && to.meta.permission !== 'public';
    if (opens(to) && !gone) return true;
    if (!session.signedIn || gone)
      return { name: 'identity.sign-in', query: to.fullPath === '/' ? {} : { back: to.fullPath } };
    // Signed in, but not for this page: the layout shows who to ask, the address stays.
    return true;
  });
  router.beforeResolve((to) => loadTextsFor(to.name));

  router.afterEach((to, from, failure) => {
    if (failure) return;
    void nextTick(() => {
      const { t, te } = i18n.global;
      const name = to.meta.title && te(to.meta.title) ? t(to.meta.title) : '';
      document.title = name ? `${name} · ${t('shell.brand')}` : t('shell.brand');
      if (to.path !== from.path && from.matched.length > 0) {
        announce(name);
        document.getElementById('main')?.focus({ preventScroll: true });
      }
    });
  });
}
