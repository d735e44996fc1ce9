import { Readable } from 'node:stream';
import { catalogue } from '@jianglian/contracts';
import type { ActivityRow } from '@jianglian/contracts/activity';
import type { Locale } from '@jianglian/contracts/shared';
import { metricsFor } from '@jianglian/domain/activity';
import type { ActivityKind, MetricSpec, MetricValue } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { yuanText } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { RequestContext } from '../../platform/context/index.ts';
import { csvLine } from '../../platform/documents/index.ts';
import type { AskedActivities } from './activity-filter.queries.ts';
import { ActivityQueries } from './activity.queries.ts';

const pageSize = 1000;
const headings = {
  'zh-CN': ['工作室编号', '工作室', '类别', '机制', '名称', '开始日期', '结束日期', '数据', '佐证材料', '状态', '版本'],
  en: [
    'Studio code',
    'Studio',
    'Kind',
    'Mechanism',
    'Title',
    'Started',
    'Ended',
    'Figures',
    'Evidence',
    'State',
    'Version',
  ],
} as const satisfies Readonly<Record<Locale, readonly string[]>>;

/** The list as a file, read and written page by page: memory stays flat whatever its length. */
@Injectable()
export class ActivityExport {
  private readonly queries: ActivityQueries;

  constructor(queries: ActivityQueries) {
    this.queries = queries;
  }

  csv(asked: AskedActivities, actor: Actor): Readable {
    return Readable.from(this.lines(asked, actor, RequestContext.current()?.locale ?? 'zh-CN'));
  }

  private async *lines(asked: AskedActivities, actor: Actor, locale: Locale): AsyncGenerator<string> {
    yield `\uFEFF${csvLine(headings[locale])}`;
    let after: string | undefined;
    do {
      const page = await this.queries.page(asked, { after, limit: pageSize, sort: 'latest' }, actor);
      yield page.rows.map((row) => csvLine(cellsOf(row, locale))).join('');
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
}

const cellsOf = (row: ActivityRow, locale: Locale) => [
  row.studio.code,
  row.studio.name,
  term(locale, 'activity-kind', row.kind),
  term(locale, 'mechanism', row.mechanism),
  row.title,
  row.startedOn,
  row.endedOn,
  metricsText(row.kind, row.metrics, locale),
  row.evidence,
  term(locale, 'activity-state', row.state),
  row.version,
];

const term = (locale: Locale, list: string, value: string): string =>
  catalogue.activity?.[locale].terms[list]?.[value] ?? value;

/** `培训人次 24人次；课时 3课时`, in the order the form asks. */
function metricsText(kind: ActivityKind, metrics: Readonly<Record<string, MetricValue>>, locale: Locale): string {
  return Object.entries(metricsFor(kind))
    .flatMap(([name, spec]) => {
      const value = metrics[name];
      return value === undefined ? [] : [`${term(locale, 'metric', name)} ${valueText(spec, value, locale)}`];
    })
    .join(locale === 'zh-CN' ? '；' : '; ');
}

function valueText(spec: MetricSpec, value: MetricValue, locale: Locale): string {
  if (spec.shape === 'choice') return term(locale, spec.of, value as string);
  if (spec.shape === 'flag') return catalogue.shared?.[locale].terms['yes-no']?.[value === true ? 'yes' : 'no'] ?? '';
  if (spec.shape === 'number') {
    return spec.unit === 'fen'
      ? yuanText(Number(value))
      : `${value as number}${term(locale, 'metric-unit', spec.unit)}`;
  }
  const rows = Array.isArray(value) ? value : [];
  const words = (row: Readonly<Record<string, string | number>>) => [
    ...(spec.titled ? [row.title] : []),
    ...Object.entries(spec.by).map(([name, list]) => term(locale, list, String(row[name]))),
    ...(spec.titled ? [] : [row.value]),
  ];
  return rows.map((row) => words(row).join(' ')).join(locale === 'zh-CN' ? '、' : ', ');
}
