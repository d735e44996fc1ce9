import type { Locale } from '@jianglian/contracts/shared';
import { usePreferredDark, useStorage } from '@vueuse/core';
import { computed, effectScope, watchEffect, type WritableComputedRef } from 'vue';

export type Theme = 'light' | 'dark';

interface Kept {
  theme?: Theme;
  type?: 'large';
  locale?: Locale;
}

export interface Appearance {
  readonly theme: WritableComputedRef<Theme>;
  readonly large: WritableComputedRef<boolean>;
  readonly locale: WritableComputedRef<Locale>;
}

let shared: Appearance | undefined;

/** Light or dark, large type, language: kept on this device (`public/appearance.js` reads the same entry before the first paint). */
export function useAppearance(): Appearance {
  return (shared ??= effectScope(true).run(create)!);
}

/** Chinese, unless the browser asks for English and knows no Chinese. */
const browserLocale = (): Locale =>
  navigator.languages[0]?.startsWith('en') && !navigator.languages.some((tag) => tag.startsWith('zh')) ? 'en' : 'zh-CN';

function create(): Appearance {
  const kept = useStorage<Kept>('jianglian.appearance', {}, undefined, { writeDefaults: false });
  const prefersDark = usePreferredDark();
  const theme = computed<Theme>({
    get: () => kept.value.theme ?? (prefersDark.value ? 'dark' : 'light'),
    set: (value) => (kept.value = { ...kept.value, theme: value }),
  });
  const large = computed<boolean>({
    get: () => kept.value.type === 'large',
    set: (value) => {
      const { type: _, ...rest } = kept.value;
      kept.value = value ? { ...rest, type: 'large' } : rest;
    },
  });
  const locale = computed<Locale>({
    get: () => kept.value.locale ?? browserLocale(),
    set: (value) => (kept.value = { ...kept.value, locale: value }),
  });
  watchEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = theme.value;
    if (large.value) dataset['type'] = 'large';
    else delete dataset['type'];
  });
  return { theme, large, locale };
}
