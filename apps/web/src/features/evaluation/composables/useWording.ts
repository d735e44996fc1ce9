import { useI18n } from 'vue-i18n';

/** A rubric brings its own words, in both languages; this picks the one shown. */
export function useWording(): (wording: { readonly zh: string; readonly en: string }) => string {
  const { locale } = useI18n();
  return (wording) => (locale.value === 'en' ? wording.en : wording.zh);
}
