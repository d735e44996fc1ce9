import type { AwardListTitle } from './award-list-title.ts';
import { readTitle } from './award-list-title.ts';
import { nameKey } from './award-list-text.ts';

/** What a column of an award list can carry. `private` columns (contacts, phone and ID numbers) are recognised so that they are *not* kept. */
export const awardFields = [
  ...(['ordinal', 'studioName', 'master', 'hostUnit', 'occupation', 'tier', 'awardedOn', 'documentNumber'] as const),
  ...(['recommender', 'district', 'cluster', 'private', 'ignored'] as const),
] as const;
export type AwardField = (typeof awardFields)[number];

/** The fields a cell of which can be edited in the check table. */
export const editableFields = [
  ...(['studioName', 'master', 'occupation', 'hostUnit', 'tier', 'awardedOn', 'documentNumber'] as const),
  ...(['recommender', 'district', 'cluster'] as const),
] as const satisfies readonly AwardField[];
export type EditableField = (typeof editableFields)[number];

/** Heads of columns as lists print them, most telling first. Compared by `nameKey`. */
const HEADS: readonly (readonly [AwardField, RegExp])[] = [
  ['private', /联系|电话|手机|身份证|证件|邮箱|微信|phone|mobile|contact|email|idnumber|idcard/],
  ['ordinal', /^(?:序号|编号|序|no|number|index|seq|id)$/],
  ['tier', /层级|级别|等级|类别|类型|^tier|^level/],
  ['documentNumber', /文号|发文|文件号|document/],
  ['awardedOn', /时间|日期|年份|年度|^date|awarded|^year/],
  ['cluster', /产业|集群|行业领域|所属行业|cluster|industry/],
  ['recommender', /推荐|归口|主管|主管部门|申报渠道|recommend/],
  ['district', /区县|属地|所在区|所属区|地区|区域|district|county/],
  ['occupation', /工种|职业|专业|occupation|trade/],
  ['studioName', /工作室|项目名称|^studio|^name$/],
  ['hostUnit', /单位|企业|公司|院校|学校|依托|host|unit|company|organi[sz]ation|employer/],
  ['master', /姓名|大师|专家|领衔人|领办人|带头人|负责人|命名|master|master|leader|person/],
];

/** The field a column head names; undefined when it names none. */
export function fieldOfHead(head: string): AwardField | undefined {
  const key = nameKey(head);
  if (key === '' || key.length > 24 || isValueRatherThanHead(key)) return undefined;
  if (/技能等级|技术等级|职业资格|学历|政治面貌/.test(key)) return undefined;
  if (/工作室.*(?:领衔|负责|专家|大师姓名)/.test(key) || /^(?:技能大师|大师)(?:姓名)?$/.test(key)) return 'master';
  if (/(?:依托|所在|建设|申报|承建)单位/.test(key) && !/推荐/.test(key)) return 'hostUnit';
  return HEADS.find(([, pattern]) => pattern.test(key))?.[0];
}

/** `张伟技能大师工作室`, `重庆某某有限公司`: these name one studio or unit, they do not head a column of them. */
const isValueRatherThanHead = (key: string): boolean =>
  (key.endsWith('工作室') && !/^(?:名?称|技能|大师|技能大师|专家)?工作室$/.test(key)) ||
  /.{3,}(?:公司|集团|学院|大学|厂|医院)$|.{6,}学校$/.test(key);

export type Sheet = readonly (readonly string[])[];

/** Where things stand in a sheet. Row numbers count from 1, as spreadsheets show them. */
export interface SheetLayout {
  readonly title: AwardListTitle | null;
  readonly titleRow: number | null;
  /** The row of column heads; null when the list has none. */
  readonly headerRow: number | null;
  readonly firstRow: number;
  readonly columns: readonly AwardField[];
  readonly heads: readonly string[];
}

const SEARCHED_ROWS = 20;
const SAMPLED_ROWS = 200;

/** Finds the title, the row of heads and what each column carries, by its head first and by its content where the head is silent. */
export function layoutOf(sheet: Sheet): SheetLayout {
  const top = sheet.slice(0, SEARCHED_ROWS);
  const header = top.findIndex((row) => {
    const known = row.filter((cell) => fieldOfHead(cell) !== undefined).length;
    return known >= 2 && row.filter((cell) => cell.trim() !== '').every((cell) => nameKey(cell).length <= 24);
  });
  const before = header >= 0 ? top.slice(0, header) : top.slice(0, 3);
  const titles = before.map((row) => (filled(row).length <= 2 ? readTitle(filled(row).join('')) : undefined));
  const titleIndex = titles.findIndex((title) => title !== undefined);
  const first = header >= 0 ? header + 1 : titleIndex + 1;
  const width = Math.max(0, ...sheet.slice(0, SAMPLED_ROWS).map((row) => row.length));
  const heads = Array.from({ length: width }, (_, column) =>
    header >= 0 ? (sheet[header]?.[column] ?? '').trim() : '',
  );
  return {
    title: titles[titleIndex] ?? null,
    titleRow: titleIndex >= 0 ? titleIndex + 1 : null,
    headerRow: header >= 0 ? header + 1 : null,
    firstRow: first + 1,
    columns: guessColumns(heads, sheet.slice(first, first + SAMPLED_ROWS)),
    heads,
  };
}

const filled = (row: readonly string[]): readonly string[] => row.filter((cell) => cell.trim() !== '');

/** One field per column; a field already taken by a better column is not given twice. */
export function guessColumns(heads: readonly string[], sample: Sheet): readonly AwardField[] {
  const byHead = heads.map((head) => fieldOfHead(head));
  const taken = new Set<AwardField>();
  const once = (field: AwardField | undefined): AwardField => {
    if (field === undefined) return 'ignored';
    if (field === 'ignored' || field === 'private') return field;
    if (taken.has(field)) return 'ignored';
    taken.add(field);
    return field;
  };
  const guessed = byHead.map((field, column) => {
    const content = fieldOfContent(sample.map((row) => row[column] ?? ''));
    return content === 'private' ? 'private' : (field ?? (heads[column] ? undefined : content));
  });
  return guessed.map(once);
}

const most = (cells: readonly string[], pattern: RegExp): boolean =>
  cells.filter((cell) => pattern.test(cell)).length * 2 > cells.length;

function fieldOfContent(column: readonly string[]): AwardField | undefined {
  const cells = column.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (cells.length === 0) return undefined;
  if (most(cells, /^(?:1[3-9]\d{9}|\d{17}[\dXx])$/)) return 'private';
  if (most(cells, /工作室[）)]?[。.]?$/)) return 'studioName';
  if (most(cells, /^\d{1,5}$/)) return 'ordinal';
  if (most(cells, /(?:公司|集团|厂|学院|学校|大学|中心|医院|研究院|研究所|[）)])[。.]?$/)) return 'hostUnit';
  if (most(cells, /^(?:国家级|市级|市级首席|首席|区县级)/)) return 'tier';
  if (most(cells, /^\d{4}[-/.年]/)) return 'awardedOn';
  if (most(cells, /[〔[(（]\d{4}[〕\])）]\s*\d+\s*号/)) return 'documentNumber';
  if (most(cells, /^\p{Script=Han}{2,7}(?:区|县|自治县)$/u)) return 'district';
  if (most(cells, /^\p{Script=Han}{2,3}$/u)) return 'master';
  return undefined;
}
