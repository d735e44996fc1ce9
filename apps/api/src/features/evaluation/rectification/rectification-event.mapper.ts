import { catalogue, fillIn } from '@jianglian/contracts';

/** The timeline speaks the language of the documents. */
export const timelineText = (code: string, params: Readonly<Record<string, string | number>> = {}): string =>
  fillIn(catalogue['rectification']?.['zh-CN'].terms['rectification-event']?.[code] ?? code, params, 'zh-CN');
