/** Characters nobody sees: zero-width marks, byte-order marks, soft hyphens, controls. */
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u00AD\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;
const MIDDLE_DOTS = /[\u2022\u2027\u30FB\u00B7\u2219\u22C5\uFF0E\u2024](?=\p{Script=Han})/gu;
const HAN_GAP = /(?<=[\p{Script=Han}（）·])\s+(?=[\p{Script=Han}（）·])/gu;
const TRAILING = /(?:(?<![A-Za-z])[.．]|[。；;，,、:：\s])+$/u;

/**
 * A cell as a person would read it: one width of letters and digits, full-width brackets as Chinese names have them,
 * one kind of middle dot, no space between Chinese characters, no closing punctuation.
 */
export function cleaned(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(MIDDLE_DOTS, '·')
    .normalize('NFKC')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/\s+/g, ' ')
    .replace(HAN_GAP, '')
    .replace(/\s*([（）])\s*/g, '$1')
    .trim()
    .replace(TRAILING, '');
}

/** What two spellings of the same name have in common: letters and digits only, one width, lower case. */
export const nameKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The part of a unit's name that short forms keep: without the city in front and the legal form behind. */
export function unitStem(text: string): string {
  const key = nameKey(text);
  const stem = key
    .replace(/^(?:中华人民共和国)?(?:重庆市|重庆)/, '')
    .replace(/(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|公司)$/, '')
    .replace(/(?:股份|控股|集团)+$/, '');
  return stem.length >= 2 ? stem : key;
}

/** The number of edits (insert, delete, replace one character) is at most one, and not none. */
export function isOneEditApart(left: string, right: string): boolean {
  const a = [...left];
  const b = [...right];
  if (left === right || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** Whether a spreadsheet program would run the text as a formula, or was kept from it by an apostrophe. */
export const looksLikeFormula = (text: string): boolean =>
  /^\s*'?[=+\-@\t\r]/.test(text) && !/^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(text);
