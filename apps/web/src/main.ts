import { PiniaColada } from '@pinia/colada';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app/App.vue';
import { i18n, loadLocale } from './app/i18n/index.ts';
import { router } from './app/router.ts';
import { watchSession } from './app/session.ts';
import { reportFaults } from './app/faults.ts';
import { useAppearance } from './shared/composables/useAppearance.ts';
import './shared/styles/index.css';

const app = createApp(App);
app.use(createPinia());
// Figures on these pages change by other people's acts: look again when the page is seen again, after half a minute.
app.use(PiniaColada, { queryOptions: { staleTime: 30_000, gcTime: 300_000, refetchOnWindowFocus: true } });
app.use(i18n);
reportFaults(app, router);
watchSession();

await loadLocale(useAppearance().locale.value);
app.use(router);
app.mount('#app');

// The Chinese face is a hundred slices: its table of slices is not part of the first view, and a page fetches only the slices it shows.
const fonts = () => import('@fontsource-variable/noto-sans-sc/wght.css');
if ('requestIdleCallback' in window) requestIdleCallback(() => void fonts(), { timeout: 3000 });
else setTimeout(() => void fonts(), 500);
