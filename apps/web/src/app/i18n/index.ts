import type { Locale } from '@jianglian/contracts/shared';
import type { Language } from 'element-plus/es/locale/index.mjs';
import { nextTick, shallowRef } from 'vue';
import { createI18n } from 'vue-i18n';
import { useAppearance } from '@/shared/composables/useAppearance';
import { assemble, type MessageParts } from './messages.ts';

const sources = {
  'zh-CN': () => Promise.all([import('./zh-CN.ts'), import('element-plus/es/locale/lang/zh-cn.mjs')]),
  en: () => Promise.all([import('./en.ts'), import('element-plus/es/locale/lang/en.mjs')]),
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

const loaded = new Set<Locale>();

export async function loadLocale(locale: Locale): Promise<void> {
  const [texts, kit] = await sources[locale]();
  if (!loaded.has(locale)) {
    i18n.global.setLocaleMessage(locale, assemble(texts.default));
    loaded.add(locale);
  }
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
  import.meta.hot.accept(['./zh-CN.ts', './en.ts'], ([zh, en]) => {
    if (zh) i18n.global.setLocaleMessage('zh-CN', assemble(zh['default'] as MessageParts));
    if (en) i18n.global.setLocaleMessage('en', assemble(en['default'] as MessageParts));
  });
}
