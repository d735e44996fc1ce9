import type { Locale } from '@jianglian/contracts/shared';
import type { Language } from 'element-plus/es/locale/index.mjs';
import { nextTick, shallowRef } from 'vue';
import { createI18n } from 'vue-i18n';
import { useAppearance } from '@/shared/composables/useAppearance';
import { assemble, type MessageParts } from './messages.ts';

const sources = {
  'zh-CN': {
    first: () => import('./zh-CN.ts'),
    rest: () => import('./zh-CN-rest.ts'),
    kit: () => import('element-plus/es/locale/lang/zh-cn.mjs'),
  },
  en: {
    first: () => import('./en.ts'),
    rest: () => import('./en-rest.ts'),
    kit: () => import('element-plus/es/locale/lang/en.mjs'),
  },
} as const;

export const i18n = createI18n<false>({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
  messages: {},
});

/** Element Plus's own words in the language shown. */
export const kitLocale = shallowRef<Language>();

/** Pages whose words stand in the first chunk. */
const firstViews: readonly unknown[] = ['home', 'identity.sign-in'];
const loaded = new Set<string>();
let whole = false;

async function load(locale: Locale, part: 'first' | 'rest'): Promise<void> {
  const texts = await sources[locale][part]();
  const name = `${locale} ${part}`;
  if (loaded.has(name)) return;
  i18n.global.mergeLocaleMessage(locale, assemble(texts.default));
  loaded.add(name);
}

/** The words a page needs before it is shown: all of them, but for the first views. */
export async function loadTextsFor(page: unknown): Promise<void> {
  whole ||= !firstViews.includes(page);
  if (whole) await load(i18n.global.locale.value as Locale, 'rest');
}

export async function loadLocale(locale: Locale, page?: unknown): Promise<void> {
  whole ||= page !== undefined && !firstViews.includes(page);
  const [kit] = await Promise.all([
    sources[locale].kit(),
    load(locale, 'first'),
    ...(whole ? [load(locale, 'rest')] : []),
  ]);
  kitLocale.value = kit.default;
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
}

/** Shows the portal in another language and keeps the choice. */
export async function switchLocale(locale: Locale): Promise<void> {
  await loadLocale(locale);
  useAppearance().locale.value = locale;
  await nextTick();
}

if (import.meta.hot) {
  import.meta.hot.accept(['./zh-CN.ts', './zh-CN-rest.ts', './en.ts', './en-rest.ts'], (modules) => {
    for (const [index, module] of modules.entries()) {
      if (module)
        i18n.global.mergeLocaleMessage(index < 2 ? 'zh-CN' : 'en', assemble(module['default'] as MessageParts));
    }
  });
}
