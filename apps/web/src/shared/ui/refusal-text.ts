import type { Locale } from '@jianglian/contracts/shared';
import { useI18n } from 'vue-i18n';

/** A refusal as the contracts give it, or as a rule of the domain does in a preview. */
export interface RefusalLike {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sentences?: Readonly<Record<Locale, string>>;
}

/** An act with the reasons against it. */
export interface OfferLike {
  readonly action: string;
  readonly refusals: readonly RefusalLike[];
}

/** The sentence of a refusal in the language shown. A parameter that is a term (`tier: 'chief'`) is said as its word. */
export function useRefusalText(): (refusal: RefusalLike) => string {
  const { t, te, tm, locale } = useI18n();
  const said = (name: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((item) => said(name, item)).join(t('ui.listComma'));
    const term = `terms.${name}.${String(value)}`;
    if (typeof value !== 'string') return value === null || value === undefined ? '' : JSON.stringify(value);
    return /^[a-z][a-z-]*$/.test(value) && te(term) ? t(term) : value;
  };
  return ({ code, params, sentences }) => {
    const dot = code.indexOf('.');
    const feature = tm(`refusals.${code.slice(0, dot)}`) as Readonly<Record<string, string>>;
    const sentence = feature[code.slice(dot + 1)] ?? sentences?.[locale.value as Locale];
    if (typeof sentence !== 'string') return code;
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
      params[name] === undefined ? whole : said(name, params[name]),
    );
  };
}
