import { catalogue } from '@jianglian/contracts/catalogue';
import { fillIn, type Locale, locales, type Problem, type RefusalView } from '@jianglian/contracts/shared';
import type { Refusal } from '@jianglian/domain/kernel';

export const problemType = 'application/problem+json; charset=utf-8';

/** The sentence of a refusal, `feature.reason`. A code without one (a test forbids it) is shown as it is. */
export function sentenceOf(refusal: Refusal, locale: Locale): string {
  const dot = refusal.code.indexOf('.');
  const sentence = catalogue[refusal.code.slice(0, dot)]?.[locale].refusals[refusal.code.slice(dot + 1)];
  if (sentence === undefined) return refusal.code;
  const said = Object.entries(refusal.params).map(([name, value]) => [name, termOf(name, value, locale)] as const);
  return fillIn(sentence, Object.fromEntries(said), locale);
}

/** A parameter that is a term (`tier: 'chief'`) is said as its word. */
function termOf(name: string, value: Refusal['params'][string], locale: Locale): Refusal['params'][string] {
  if (typeof value !== 'string') return value;
  for (const { [locale]: sentences } of Object.values(catalogue)) {
    const terms = sentences.terms[name];
    if (terms) return terms[value] ?? value;
  }
  return value;
}

const viewOf = (refusal: Refusal): RefusalView => ({
  code: refusal.code,
  params: refusal.params as RefusalView['params'],
  sentences: { 'zh-CN': sentenceOf(refusal, 'zh-CN'), en: sentenceOf(refusal, 'en') },
});

type Facts = Pick<Problem, 'status' | 'requestId' | 'fields' | 'current' | 'retryAfter'>;

/** RFC 9457: the first refusal gives the title, all of them are listed. */
export function problemOf(refusals: readonly [Refusal, ...Refusal[]], locale: Locale, facts: Facts): Problem {
  const [first] = refusals;
  return {
    type: `about:blank#${first.code}`,
    title: sentenceOf(first, locale),
    code: first.code,
    ...facts,
    refusals: refusals.map(viewOf),
  };
}

/** The first of our languages the caller accepts, by its own order of preference; zh-CN without one. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((item) => {
      const [tag = '', ...parameters] = item.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  const found = wanted.flatMap(({ language }) => locales.filter((locale) => locale.split('-')[0] === language));
  return found[0] ?? 'zh-CN';
}
