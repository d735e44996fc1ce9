import { catalogue, fillIn } from '@jianglian/contracts';
import type { GradeReason } from '@jianglian/domain/evaluation';
import { gradeClause } from '@jianglian/domain/evaluation';
import { clauseOf, scoreText } from '@jianglian/domain/kernel';
import { cq20247, notices } from '@jianglian/domain/notice';
import type { Grade, Tier } from '@jianglian/domain/studio';
import { chineseDay, type PdfDefinition } from '../../../platform/documents/index.ts';

/** A published result as its letter says it. */
export interface LetterFacts {
  readonly studio: string;
  readonly master: string;
  readonly unit: string;
  readonly occupation: string | null;
  readonly tier: Tier;
  readonly cycleId: string;
  readonly cycle: string;
  readonly year: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly grade: Grade;
  readonly score: number | null;
  readonly reasons: readonly GradeReason[];
  readonly documentNumber: string;
  readonly publishedOn: string;
  readonly number: number;
  /** The latest correction after publication: the letter is that of the corrected result. */
  readonly correction: {
    readonly before: { readonly grade: Grade | null; readonly score: number | null };
    readonly reason: string;
    readonly documentNumber: string;
    readonly effectiveOn: string;
  } | null;
}

type Params = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

const term = (name: string, value: string): string => {
  for (const { 'zh-CN': sentences } of Object.values(catalogue)) {
    const found = sentences.terms[name]?.[value];
    if (found !== undefined) return found;
  }
  return value;
};
/** Letters speak the language of the documents. */
const text = (key: string, params: Params = {}): string => fillIn(term('letter-text', key), params, 'zh-CN');
const points = (score: number | null): string => (score === null ? text('noScore') : scoreText(score));

/** The running number of a letter: year of the cycle, and the number publication gave it. */
export const serialOf = ({ year, number }: Pick<LetterFacts, 'year' | 'number'>): string =>
  `KHTZ-${year}-${String(number).padStart(5, '0')}`;

const INK = '#1b1b1b';

/** 考核结果通知书 of one studio. `portal` is the address the QR code leads to: the published list of the cycle. */
export function letterOf(facts: LetterFacts, portal: string): PdfDefinition {
  const { correction } = facts;
  const serial = text('serial', { serial: serialOf(facts) });
  const clause = clauseOf(notices, gradeClause);
  const documentNumber = correction?.documentNumber ?? facts.documentNumber;
  const day = correction?.effectiveOn ?? facts.publishedOn;
  const rows: readonly (readonly [string, string])[] = [
    ['studio', facts.studio],
    ['master', facts.master],
    ['unit', facts.unit],
    ['occupation', facts.occupation ?? text('none')],
    ['tier', term('tier', facts.tier)],
    ['score', points(facts.score)],
    ['grade', term('grade', facts.grade)],
  ];
  return {
    info: { title: `${text('title')} ${facts.studio}`, subject: serialOf(facts) },
    pageSize: 'A4',
    pageMargins: [72, 56, 72, 56],
    defaultStyle: { fontSize: 11.5, lineHeight: 1.15 },
    footer: (page, pages) => ({
      columns: [
        { text: serial, alignment: 'left' },
        { text: text('page', { page, pages }), alignment: 'right' },
      ],
      margin: [72, 16, 72, 0],
      fontSize: 9,
      color: INK,
    }),
    content: [
      { text: documentNumber, alignment: 'right', fontSize: 11 },
      {
        text: text(correction ? 'titleCorrected' : 'title'),
        alignment: 'center',
        fontSize: 22,
        margin: [0, 12, 0, 20],
      },
      { text: text('addressee', { studio: facts.studio }), margin: [0, 0, 0, 6] },
      {
        text: text('opening', {
          notice: cq20247.title,
          number: cq20247.documentNumber,
          clause: gradeClause.clause,
          cycle: facts.cycle,
          from: facts.periodFrom,
          to: facts.periodTo,
        }),
        leadingIndent: 24,
        margin: [0, 0, 0, 10],
      },
      {
        table: { widths: [96, '*'], body: rows.map(([key, value]) => [text(key), value]) },
        margin: [0, 0, 0, 12],
      },
      { text: text('reasons'), fontSize: 13, margin: [0, 0, 0, 2] },
      { ol: facts.reasons.map(reasonText), margin: [0, 0, 0, 8] },
      ...(correction
        ? [
            {
              text: text('corrected', {
                day: correction.effectiveOn,
                grade: correction.before.grade === null ? text('none') : term('grade', correction.before.grade),
                score: points(correction.before.score),
                reason: correction.reason,
                number: correction.documentNumber,
              }),
              margin: [0, 0, 0, 8] as [number, number, number, number],
            },
          ]
        : []),
      ...(facts.grade === 'failed' ? [{ text: text('failedNext') }] : []),
      { text: text('basis'), fontSize: 13, margin: [0, 6, 0, 2] },
      { text: `${cq20247.documentNumber} ${gradeClause.clause}　${clause?.text ?? ''}`, fontSize: 10, color: INK },
      {
        columns: [
          {
            stack: [
              { qr: portal, fit: 84 },
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
      },
    ],
  };
}

function reasonText({ code, params, clause }: GradeReason): string {
  const named = typeof params['tier'] === 'string' ? { ...params, tier: term('tier', params['tier']) } : params;
  return `${fillIn(term('grade-reason', code), named, 'zh-CN')}${clause === null ? '' : `（${clause}）`}`;
}
