import type { RankedCase, RecommendationView } from '@jianglian/contracts/upgrade';
import { fillIn, type SentenceParam } from '@jianglian/contracts/shared';
import { chineseDay, type PdfDefinition } from '../../../platform/documents/index.ts';
import { sayIn } from '../sheet-words.ts';

const say = sayIn('zh-CN');
/** Letters speak the language of the documents. */
const text = (key: string, params: Readonly<Record<string, SentenceParam>> = {}): string =>
  fillIn(say('recommendation-letter', key), params, 'zh-CN');
const numerals = ['一', '二', '三'];
/** Highest first, as documents list them. */
const order = ['national', 'chief', 'municipal'] as const;

const remarks = ({ kind, awaitsEvaluation, exceptionGround }: RankedCase): string =>
  [
    text(kind),
    ...(awaitsEvaluation ? [text('provisional')] : []),
    ...(exceptionGround === null ? [] : [text('exception')]),
  ].join('、');

const rowOf = (one: RankedCase): string[] => [
  String(one.place),
  one.studioName,
  one.masterName,
  one.hostUnitName,
  one.occupationName ?? text('none'),
  remarks(one),
];

/**
 * 技能大师工作室推荐函 of a ranked list, with the margins of GB/T 9704, ready to seal. Its number is that of the list; the code leads to
 * the page where the list can be compared.
 */
export function recommendationLetter(
  { round, recommender, tiers, serial }: RecommendationView & { readonly serial: string },
  { day, portal }: { readonly day: string; readonly portal: string },
): PdfDefinition {
  const ranked = order.flatMap((tier) => tiers.filter((one) => one.tier === tier && one.ranked.length > 0));
  const count = ranked.reduce((sum, tier) => sum + tier.ranked.length, 0);
  const basis = round.documentNumber
    ? text('basis', { title: round.title, number: round.documentNumber })
    : text('basis-plain');
  const head = ['order', 'studio', 'master', 'unit', 'occupation', 'remark'].map((key) => text(key));
  return {
    info: { title: `${text('title')} ${recommender.name}`, subject: serial },
    pageSize: 'A4',
    pageMargins: [79, 96, 74, 90],
    defaultStyle: { fontSize: 14, lineHeight: 1.35 },
    footer: (page, pages) => ({
      columns: [
        { text: text('serial', { serial }), alignment: 'left' },
        { text: text('page', { page, pages }), alignment: 'right' },
      ],
      margin: [79, 24, 74, 0],
      fontSize: 9,
    }),
    content: [
      { text: text('title'), alignment: 'center', fontSize: 22, margin: [0, 0, 0, 26] },
      { text: text('addressee'), margin: [0, 0, 0, 4] },
      { text: text('opening', { basis, count, round: round.title }), leadingIndent: 28, margin: [0, 0, 0, 8] },
      ...ranked.map(({ tier, ranked: cases }, index) => ({
        stack: [
          {
            text: text('tier', { number: numerals[index], tier: say('tier', tier), count: cases.length }),
            leadingIndent: 28,
            margin: [0, 4, 0, 4] as [number, number, number, number],
          },
          {
            table: { headerRows: 1, widths: [28, '*', 48, '*', 66, 56], body: [head, ...cases.map(rowOf)] },
            fontSize: 10.5,
            lineHeight: 1.15,
            margin: [0, 0, 0, 8] as [number, number, number, number],
          },
        ],
      })),
      { text: text('closing'), leadingIndent: 28, margin: [0, 6, 0, 6] },
      { text: text('attachment', { count }), leadingIndent: 28 },
      {
        columns: [
          {
            stack: [
              { qr: `${portal}?letter=${encodeURIComponent(serial)}`, fit: 84 },
              { text: text('verify'), fontSize: 8 },
            ],
            width: 110,
          },
          {
            stack: [recommender.name, { text: text('seal'), margin: [0, 18, 24, 18] }, chineseDay(day)],
            alignment: 'right',
          },
        ],
        margin: [0, 30, 0, 0],
        unbreakable: true,
      },
    ],
  };
}
