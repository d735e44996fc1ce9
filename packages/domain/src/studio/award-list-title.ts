import { normaliseDocumentNumber } from '../kernel/index.ts';
import { cleaned } from './award-list-text.ts';
import type { Tier } from './tier.ts';

/** A stretch of the title that was understood, for underlining it on the screen. */
export interface TitleMark {
  readonly kind: 'year' | 'tier' | 'region' | 'count' | 'document-number';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What a title row says about every row below it. */
export interface AwardListTitle {
  readonly text: string;
  readonly year: number | null;
  readonly tier: Tier | null;
  readonly region: string | null;
  /** The number of studios the title claims. */
  readonly declaredCount: number | null;
  readonly documentNumber: string | null;
  /** A list for publicity (公示, 拟…) is no award yet. */
  readonly isProvisional: boolean;
  readonly marks: readonly TitleMark[];
}

/** Longest and most special first: 首席 outranks the 市级 that may stand before it. */
const TIER_WORDS: readonly (readonly [RegExp, Tier])[] = [
  [/国家级(?:技能大师工作室)?/u, 'national'],
  [/(?:省级|市级)?首席(?:技能大师)(?:工作室)?|(?:省级|市级)首席/u, 'chief'],
  [/(?:市级|省级)(?:技能大师工作室)?/u, 'municipal'],
  [/(?:区县级|区级|县级|区县)(?:技能大师工作室)?/u, 'district'],
];
const BARE_TIERS: readonly (readonly [RegExp, Tier])[] = [
  [/^(?:国家级?|national)$/iu, 'national'],
  [/^(?:市级?首席|首席|chief|municipal chief)$/iu, 'chief'],
  [/^(?:市级?|省级?|municipal|provincial)$/iu, 'municipal'],
  [/^(?:区县级?|区级?|县级?|district)$/iu, 'district'],
];
const CHINESE_DIGITS = '〇一二三四五六七八九';
const YEAR = /(20\d{2})(?:[-—]20\d{2})?\s*年度?|([二][〇零○Ｏ0][〇零○0一二三四五六七八九]{2})年度?/u;
const COUNT = /[（(]?\s*共?\s*(\d{1,5})\s*[个名家]\s*[）)]?/u;
const REGION = /((?:(?![年度的布于])\p{Script=Han}){2,3}(?:省|市)|(?:(?![年度的布于])\p{Script=Han}){2,4}自治区)/u;
const DOCUMENT_NUMBER = /\p{Script=Han}{2,12}[〔[(【（［]\s*\d{4}\s*[〕\])】）］]\s*\d+\s*号/u;

/** The tier a phrase names (`市级首席技能大师工作室`, `国家级`, `首席`); null when it names none. */
export function tierIn(text: string): Tier | null {
  const phrase = cleaned(text);
  const bare = BARE_TIERS.find(([pattern]) => pattern.test(phrase));
  if (bare) return bare[1];
  return TIER_WORDS.find(([pattern]) => pattern.test(phrase))?.[1] ?? null;
}

/** Reads a title such as `2019年国家级技能大师工作室建设项目单位名单（重庆市）`; undefined when the text is no title of an award list. */
export function readTitle(text: string): AwardListTitle | undefined {
  const title = text.normalize('NFKC').replace(/\s+/g, '').replaceAll('(', '（').replaceAll(')', '）');
  if (!/(?:工作室|技能大师|名单)/.test(title) || title.length < 6) return undefined;
  const tier = TIER_WORDS.map(([pattern, value]) => ({ match: pattern.exec(title), value })).find(({ match }) => match);
  const year = YEAR.exec(title);
  const count = COUNT.exec(title);
  const number = DOCUMENT_NUMBER.exec(title);
  const region = REGION.exec(title.replace(/(?:国家|省|市|区县|区|县)级|城市/gu, (word) => '#'.repeat(word.length)));
  if (!tier && !year && !count && !number && !title.includes('名单')) return undefined;
  const mark = (kind: TitleMark['kind'], match: RegExpExecArray | null | undefined): readonly TitleMark[] =>
    match ? [{ kind, text: match[0], from: match.index, to: match.index + match[0].length }] : [];
  return {
    text: title,
    year: year ? yearOf(year) : null,
    tier: tier?.value ?? null,
    region: region?.[1] ?? null,
    declaredCount: count ? Number(count[1]) : null,
    documentNumber: number ? (normaliseDocumentNumber(number[0]) ?? null) : null,
    isProvisional: /公示|拟/.test(title),
    marks: [
      ...mark('year', year),
      ...mark('tier', tier?.match),
      ...mark('region', region),
      ...mark('count', count),
      ...mark('document-number', number),
    ].toSorted((left, right) => left.from - right.from),
  };
}

function yearOf(match: RegExpExecArray): number {
  if (match[1]) return Number(match[1]);
  const digits = [...(match[2] ?? '')].map((digit) => Math.max(0, CHINESE_DIGITS.indexOf(digit)));
  return Number(digits.join(''));
}
