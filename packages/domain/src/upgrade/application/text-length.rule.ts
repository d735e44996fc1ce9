/** Signs that are counted one by one, as Word's 字数 counts them: Han, kana, hangul, full-width forms, Chinese punctuation. */
const counted =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\u2014\u2018\u2019\u201C\u201D\u2026\u00B7\u3001-\u303F\u30FB\uFE30-\uFE4F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
/** White space, also the full-width one, control and format signs (zero-width ones, byte order marks). */
const blank = /[\s\p{Z}\p{Cc}]/u;
/** Marks upon the sign before them, variation selectors and joiners: part of it. */
const attached = /[\p{M}\p{Cf}]/u;

/**
 * 字数, as the word processors of offices count it (三(二)2: 1,500 to 2,000): each Chinese character and each full-width sign is
 * one; a run of other signs – letters, digits, half-width punctuation – is one, whatever its length (`ISO9001` is one, `36.5%`
 * is one); white space is none. Characters outside the basic plane (𬭎, 㐀) are one, like all others.
 */
export function textLength(text: string): number {
  let length = 0;
  let inRun = false;
  for (const sign of text) {
    if (attached.test(sign)) continue;
    if (blank.test(sign)) {
      inRun = false;
    } else if (counted.test(sign)) {
      length += 1;
      inRun = false;
    } else {
      if (!inRun) length += 1;
      inRun = true;
    }
  }
  return length;
}
