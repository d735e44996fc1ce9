import type { RankedCase } from '@jianglian/contracts/upgrade';
import { fillIn, type SentenceParam } from '@jianglian/contracts/shared';
import type { PdfDefinition } from '../../../platform/documents/index.ts';
import { sayIn } from '../sheet-words.ts';

/** What the unit said of itself in its application; null where it said nothing. */
export interface UnitFigures {
  readonly legalRepresentative: string | null;
  readonly address: string | null;
  readonly contactName: string | null;
  readonly staff: number | null;
  readonly skilledStaff: number | null;
  readonly highSkilledStaff: number | null;
  readonly trainingFundPercent: number | null;
}

const say = sayIn('zh-CN');
const text = (key: string, params: Readonly<Record<string, SentenceParam>> = {}): string =>
  fillIn(say('verification-paper', key), params, 'zh-CN');
const people = (count: number | null): string => (count === null ? '' : text('people', { count }));
const percent = (value: number | null): string => (value === null ? '' : text('percent', { percent: value }));

/** 附件2 推荐单位技能人才情况核查证明表: the unit's own figures with a column for what was found, to sign and seal (五(二)). */
export function verificationForm(
  one: RankedCase,
  unit: UnitFigures,
  { recommender, serial }: { readonly recommender: string; readonly serial: string },
): PdfDefinition {
  const share =
    unit.staff && unit.skilledStaff !== null ? Math.round((unit.skilledStaff / unit.staff) * 1000) / 10 : null;
  const about: readonly (readonly [string, string])[] = [
    ['recommender', recommender],
    ['unit', one.hostUnitName],
    ['studio', one.studioName],
    ['master', one.masterName],
    ['tier', say('tier', one.target)],
    ['occupation', one.occupationName ?? ''],
    ['legal', unit.legalRepresentative ?? ''],
    ['address', unit.address ?? ''],
    ['contact', unit.contactName ?? ''],
  ];
  const figures: readonly (readonly [string, string])[] = [
    ['staff', people(unit.staff)],
    ['skilled', people(unit.skilledStaff)],
    ['share', percent(share)],
    ['high', people(unit.highSkilledStaff)],
    ['fund', percent(unit.trainingFundPercent)],
  ];
  return {
    info: { title: `${text('title')} ${one.hostUnitName}`, subject: serial },
    pageSize: 'A4',
    pageMargins: [79, 72, 74, 72],
    defaultStyle: { fontSize: 12, lineHeight: 1.25 },
    footer: (page, pages) => ({
      columns: [
        { text: text('serial', { serial }), alignment: 'left' },
        { text: text('page', { page, pages }), alignment: 'right' },
      ],
      margin: [79, 20, 74, 0],
      fontSize: 9,
    }),
    content: [
      { text: text('annex'), margin: [0, 0, 0, 6] },
      { text: text('title'), alignment: 'center', fontSize: 20, margin: [0, 0, 0, 18] },
      {
        table: { widths: [110, '*'], body: about.map(([key, value]) => [text(key), value]) },
        margin: [0, 0, 0, 12],
      },
      {
        table: {
          headerRows: 1,
          widths: ['*', 110, 140],
          body: [
            ['item', 'said', 'found'].map((key) => text(key)),
            ...figures.map(([key, value]) => [text(key), value, text('checked')]),
          ],
        },
        margin: [0, 0, 0, 16],
      },
      { text: text('statement'), leadingIndent: 24, margin: [0, 0, 0, 24] },
      { text: text('signature'), margin: [0, 0, 0, 28] },
      { stack: [{ text: text('seal'), margin: [0, 0, 24, 16] }, text('day')], alignment: 'right', unbreakable: true },
    ],
  };
}
