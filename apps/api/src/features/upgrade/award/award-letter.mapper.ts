import type { AwardListRow, AwardListView } from '@jianglian/contracts/upgrade';
import { fillIn } from '@jianglian/contracts/shared';
import { cq20247 } from '@jianglian/domain/notice';
import { appliedTiers } from '@jianglian/domain/upgrade';
import { chineseDay, type PdfDefinition } from '../../../platform/documents/index.ts';
import { sayIn } from '../sheet-words.ts';
import type { AwardLetterFacts } from './award-letter.queries.ts';
import { declineReason } from './decline-reason.ts';

type Params = Readonly<Record<string, string | number | null>>;

/** Documents speak Chinese. */
const say = sayIn('zh-CN');
const text = (key: string, params: Params = {}): string => fillIn(say('award-text', key), params, 'zh-CN');

/** The running number of a letter: year of the round, and the number publication gave it. */
export const awardSerial = ({ year, number }: Pick<AwardLetterFacts, 'year' | 'number'>): string =>
  `LXTZ-${year}-${String(number).padStart(5, '0')}`;

const page = (serial: string): Pick<PdfDefinition, 'pageSize' | 'pageMargins' | 'defaultStyle' | 'footer'> => ({
  pageSize: 'A4',
  pageMargins: [72, 56, 72, 56],
  defaultStyle: { fontSize: 11.5, lineHeight: 1.15 },
  footer: (at, pages) => ({
    columns: [
      { text: serial, alignment: 'left' },
      { text: text('page', { page: at, pages }), alignment: 'right' },
    ],
    margin: [72, 16, 72, 0],
    fontSize: 9,
  }),
});

const seal = (day: string, address: string): PdfDefinition['content'] => ({
  columns: [
    {
      stack: [
        { qr: address, fit: 84 },
        { text: text('verify'), fontSize: 8 },
      ],
      width: 110,
    },
    {
      stack: [text('issuer'), { text: text('seal'), margin: [0, 8, 0, 8] }, chineseDay(day)],
      alignment: 'right',
    },
  ],
  margin: [0, 24, 0, 0],
  unbreakable: true,
});

/** 遴选结果通知书. `address` is where the QR code leads to: the public list. */
export function awardLetterOf(facts: AwardLetterFacts, address: string): PdfDefinition {
  const awarded = facts.outcome === 'award';
  const tier = say('tier', facts.tier);
  const result = awarded ? (facts.kind === 'founding' ? 'foundingAward' : 'award') : 'decline';
  const rows: readonly (readonly [string, string])[] = [
    ['studio', facts.studio],
    ['master', facts.master],
    ['unit', facts.unit],
    ['occupation', facts.occupation ?? text('none')],
    ['tier', tier],
    ['result', text(result, { tier })],
    ...(awarded ? [] : [['reason', declineReason(facts)] as const]),
  ];
  const serial = awardSerial(facts);
  return {
    ...page(text('serial', { serial })),
    info: { title: `${text('awardTitle')} ${facts.studio}`, subject: serial },
    content: [
      { text: facts.documentNumber, alignment: 'right', fontSize: 11 },
      { text: text('awardTitle'), alignment: 'center', fontSize: 22, margin: [0, 12, 0, 20] },
      {
        text: text('addressee', { name: facts.kind === 'founding' ? facts.unit : facts.studio }),
        margin: [0, 0, 0, 6],
      },
      {
        text: text('opening', { notice: cq20247.title, number: cq20247.documentNumber, round: facts.round }),
        leadingIndent: 24,
        margin: [0, 0, 0, 10],
      },
      {
        table: { widths: [96, '*'], body: rows.map(([key, value]) => [text(key), value]) },
        margin: [0, 0, 0, 12],
      },
      text(awarded ? 'awardNext' : 'declineNext'),
      seal(facts.publishedOn, address),
    ],
  };
}

/** 公示: the candidates by tier, until when and how to object; the awarded, once published. Name, unit and occupation only. */
export function awardNoticeOf(
  list: AwardListView & { readonly rows: readonly AwardListRow[] },
  address: string,
): PdfDefinition {
  const published = list.stage === 'published';
  const opening = published
    ? text('noticePublished', { round: list.title, number: list.documentNumber, day: list.awardedOn })
    : text('noticeText', {
        round: list.title,
        from: list.publicityFrom,
        until: list.publicityUntil,
        contact: list.contact,
      });
  return {
    ...page(list.title),
    info: { title: `${list.title} ${text('noticeTitle')}` },
    content: [
      { text: `${list.title}${text('noticeTitle')}`, alignment: 'center', fontSize: 20, margin: [0, 12, 0, 16] },
      { text: opening, leadingIndent: 24, margin: [0, 0, 0, 10] },
      ...appliedTiers.toReversed().flatMap((tier) => {
        const rows = list.rows.filter((row) => row.tier === tier);
        if (rows.length === 0) return [];
        const head = ['number', 'studio', 'master', 'unit', 'occupation'].map((key) => text(key));
        return [
          {
            text: `${say('tier', tier)}（${rows.length}）`,
            fontSize: 13,
            margin: [0, 6, 0, 4] as [number, number, number, number],
          },
          {
            table: {
              headerRows: 1,
              widths: [28, '*', 56, '*', 70],
              body: [
                head,
                ...rows.map((row, index) => [
                  String(index + 1),
                  row.studioName,
                  row.masterName,
                  row.hostUnitName,
                  row.occupationName ?? text('none'),
                ]),
              ],
            },
            fontSize: 9.5,
          },
        ];
      }),
      seal((published ? list.awardedOn : list.publicityFrom) ?? '', address),
    ],
  };
}
