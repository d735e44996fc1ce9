import { catalogue } from '@jianglian/contracts';
import { fillIn, type Locale } from '@jianglian/contracts/shared';

export type Say = (term: string, key: string) => string;

/** Words of a workbook: a term of any feature's catalogue, in one language. */
export const sayIn =
  (locale: Locale): Say =>
  (term, key) => {
    const feature = Object.values(catalogue).find((one) => one[locale].terms[term]);
    return fillIn(feature?.[locale].terms[term]?.[key] ?? key, {}, locale);
  };
