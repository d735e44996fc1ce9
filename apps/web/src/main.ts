import { PiniaColada } from '@pinia/colada';
import { localeContextKey } from 'element-plus/es/hooks/use-locale/index.mjs';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app/App.vue';
import { i18n, kitLocale, loadLocale } from './app/i18n/index.ts';
import { router } from './app/router.ts';
import { watchSession } from './app/session.ts';
import { reportFaults } from './app/faults.ts';
import { loadFace } from './app/face.ts';
import { useAppearance } from './shared/composables/useAppearance.ts';
import './shared/styles/index.css';

const app = createApp(App);
app.use(createPinia());
// Figures on these pages change by other people's acts: look again when the page is seen again, after half a minute.
app.use(PiniaColada, { queryOptions: { staleTime: 30_000, gcTime: 300_000, refetchOnWindowFocus: true } });
app.use(i18n);
// Element Plus's own words; only the key, so that none of its parts stands before the first view.
app.provide(localeContextKey, kitLocale);
reportFaults(app, router);
watchSession();

// Texts and the page's own code come side by side, while the question who is signed in is under way (`public/appearance.js`).
const first = router.resolve(location.pathname + location.search);
for (const { components } of first.matched) {
  const page = components?.['default'];
  if (typeof page === 'function' && !('displayName' in page))
    void (page as () => Promise<unknown>)().catch(() => undefined);
}
// No await at the top level: chunks that are awaited here may import this one.
void loadLocale(useAppearance().locale.value, first.name).then(async () => {
  app.use(router);
  app.mount('#app');
  await router.isReady();
  loadFace();
});
