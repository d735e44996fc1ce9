/** The two languages of the portal; zh-CN is the default. */
export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** One feature's file in `sentences/`: why things are refused, and the names of its terms. */
export interface Sentences {
  readonly refusals: Readonly<Record<string, string>>;
  readonly terms: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type SentenceParam = string | number | boolean | null | undefined | readonly (string | number)[];

/** The sentence with `{name}` filled in. Lists are joined as the language does. */
export function fillIn(sentence: string, params: Readonly<Record<string, SentenceParam>>, locale: Locale): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined || value === null) return whole;
    return Array.isArray(value) ? value.join(locale === 'zh-CN' ? '、' : ', ') : String(value);
  });
}
