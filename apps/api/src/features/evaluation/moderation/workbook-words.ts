import { catalogue } from '@jianglian/contracts';
import { fillIn, type Locale } from '@jianglian/contracts/shared';

type Params = Parameters<typeof fillIn>[1];

/** The words of a workbook, from the catalogues the pages use. */
export interface WorkbookWords {
  readonly sheet: (name: string) => string;
  readonly column: (name: string) => string;
  readonly term: (feature: string, term: string, value: string, params?: Params) => string;
  readonly yesNo: (is: boolean) => string;
  readonly locale: Locale;
}

export function workbookWords(locale: Locale): WorkbookWords {
  const term = (feature: string, name: string, value: string, params: Params = {}): string =>
    fillIn(catalogue[feature]?.[locale].terms[name]?.[value] ?? value, params, locale);
  const column = (name: string) => term('moderation', 'workbook-column', name);
  return {
    locale,
    term,
    column,
    sheet: (name) => term('moderation', 'workbook-sheet', name),
    yesNo: (is) => column(is ? 'yes' : 'no'),
  };
}
