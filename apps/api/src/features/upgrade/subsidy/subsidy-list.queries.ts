import type { SubsidyRow, SubsidySums, SubsidyTotals } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { within } from '@jianglian/domain/identity';
import { yearOf } from '@jianglian/domain/kernel';
import type { Tier } from '@jianglian/domain/studio';
import { tiers } from '@jianglian/domain/studio';
import type { ClaimState, TierEventKind } from '@jianglian/domain/upgrade';
import { claimStates } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { every, keyset, Reports, sql, type Sql } from '../../../platform/database/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { accountOfRow, ledgerColumns, type LedgerFacts, type StoredEntry, tierEvent } from './ledger-columns.ts';
import { addLine, lineViewOf, noSums, tierOfLine } from './subsidy-view.mapper.ts';

export interface SubsidyFilterInput {
  readonly q?: string | undefined;
  readonly tier?: readonly Tier[] | undefined;
  readonly event?: readonly TierEventKind[] | undefined;
  readonly year?: readonly number[] | undefined;
  readonly recommender?: readonly string[] | undefined;
  readonly state?: readonly ClaimState[] | undefined;
  readonly amount?: keyof typeof amounts | undefined;
}

interface EventRow extends LedgerFacts {
  readonly eventId: string;
  readonly position: number;
  readonly on: string;
  readonly studio: SubsidyRow['studio'];
  readonly recommender: SubsidyRow['recommender'];
}

/** A line with what the export needs besides. */
export interface FoundLine extends SubsidyRow {
  readonly eventId: string;
  readonly entries: readonly StoredEntry[];
}

const batchSize = 500;

/**
 * What each change of tier made due, over all studios within reach. Worked out from the timeline each time and never stored: a
 * sum on the page is the sum of the rows behind it, and both are what the studio's own account says.
 */
@Injectable()
export class SubsidyListQueries {
  private readonly reports: Reports;

  constructor(reports: Reports) {
    this.reports = reports;
  }

  async page(
    actor: Actor,
    { after, limit, ...asked }: SubsidyFilterInput & { after?: string | undefined; limit: number },
  ) {
    const found: FoundLine[] = [];
    for await (const row of this.rows(actor, asked, after)) {
      if (found.push(row) > limit) break;
    }
    return keysOf(after).page(found, limit);
  }

  /** Every line the filter finds, the latest first. */
  async *rows(actor: Actor, asked: SubsidyFilterInput, after?: string): AsyncGenerator<FoundLine> {
    for (let from = after; ;) {
      const keys = keysOf(from);
      const { rows, next } = keys.page(await this.batch(actor, asked, from), batchSize);
      for (const row of rows) {
        const line = accountOfRow(row).lines.find(({ step }) => step.position === row.position);
        if (!line) continue;
        const found = {
          ...lineViewOf(line),
          eventId: row.eventId,
          studio: row.studio,
          recommender: row.recommender,
          entries: row.entries.filter(({ position }) => position === row.position),
        };
        if (fits(found, asked)) yield found;
      }
      if (next === null) return;
      from = next;
    }
  }

  async totals(actor: Actor, asked: SubsidyFilterInput): Promise<SubsidyTotals> {
    const all = noSums();
    const states = Object.fromEntries(claimStates.map((state) => [state, 0])) as Record<ClaimState, number>;
    const byTier = new Groups<Tier>();
    const byYear = new Groups<string>();
    const byRecommender = new Groups<string>();
    for await (const line of this.rows(actor, asked)) {
      addLine(all, line);
      states[line.state] += 1;
      byTier.add(tierOfLine(line) ?? 'district', '', line);
      byYear.add(String(yearOf(line.on)), String(yearOf(line.on)), line);
      byRecommender.add(line.recommender.id, line.recommender.name, line);
    }
    return {
      all,
      states,
      byTier: byTier.list().toSorted((one, other) => tiers.indexOf(other.key) - tiers.indexOf(one.key)),
      byYear: byYear.list().toSorted((one, other) => (one.key < other.key ? 1 : -1)),
      byRecommender: byRecommender.list().toSorted((one, other) => other.dueFen - one.dueFen),
    };
  }

  private batch(actor: Actor, asked: SubsidyFilterInput, after: string | undefined): Promise<EventRow[]> {
    const keys = keysOf(after);
    return this.reports.rows<EventRow>(sql`
      SELECT e.id AS "eventId", e.position, e.happened_on AS "on", ${ledgerColumns},
        json_build_object('id', s.id, 'code', s.code, 'name', s.name) AS studio,
        json_build_object('id', r.id, 'name', r.name) AS recommender
      FROM studio_events e JOIN studios s ON s.id = e.studio_id JOIN recommenders r ON r.id = s.recommender_id
      WHERE ${every([
        sql`e.kind = ${tierEvent}`,
        studioVisibleTo(within(actor, 'subsidy:read')),
        ...conditionsOf(asked),
        keys.where,
      ])}
      ORDER BY ${keys.orderBy} LIMIT ${batchSize + 1}`);
  }
}

const keysOf = (after: string | undefined) =>
  keyset(
    [
      { key: 'on', column: sql`e.happened_on`, descending: true },
      { key: 'eventId', column: sql`e.id`, descending: true },
    ],
    after,
  );

function conditionsOf({ q, event, year, recommender }: SubsidyFilterInput): readonly (Sql | undefined)[] {
  const words = (q ?? '').split(/\s+/).filter(Boolean);
  return [
    ...words.map((word) => sql`s.search_text ILIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
    event && sql`e.kind = ANY(${event}::text[])`,
    year && sql`extract(year FROM e.happened_on)::int = ANY(${year}::int[])`,
    recommender && sql`s.recommender_id = ANY(${recommender}::uuid[])`,
  ];
}

/** Whether a line is part of a sum. */
const amounts = {
  due: ({ dueFen }: SubsidyRow) => (dueFen ?? 0) !== 0,
  paid: ({ dueFen, paidFen }: SubsidyRow) => dueFen !== null && paidFen !== 0,
  settled: ({ settledFen }: SubsidyRow) => (settledFen ?? 0) !== 0,
  open: ({ openFen }: SubsidyRow) => openFen !== 0,
  unknown: ({ dueFen }: SubsidyRow) => dueFen === null,
};

const fits = (line: SubsidyRow, { tier, state, amount }: SubsidyFilterInput): boolean =>
  (state === undefined || state.includes(line.state)) &&
  (amount === undefined || amounts[amount](line)) &&
  (tier === undefined || tier.includes(tierOfLine(line) ?? 'district'));

class Groups<Key extends string> {
  private readonly sums = new Map<Key, ReturnType<typeof noSums> & { key: Key; name: string }>();

  add(key: Key, name: string, line: SubsidyRow): void {
    const group = this.sums.get(key) ?? { key, name, ...noSums() };
    addLine(group, line);
    this.sums.set(key, group);
  }

  list(): (SubsidySums & { key: Key; name: string })[] {
    return [...this.sums.values()];
  }
}
