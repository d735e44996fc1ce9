import type {
  ClusterTally,
  DistrictTally,
  OverviewView,
  RecommenderTally,
  StudioTally,
} from '@jianglian/contracts/insight';
import type { Actor } from '@jianglian/domain/identity';
import { studioReach, within } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Reports, sql, type Sql } from '../../platform/database/index.ts';
import { type Cell, cellsOf } from './overview-cells.ts';
import { type Extras, extrasOf, figuresOf, type Totals } from './overview-figures.ts';
import { type Filter, lastYearsEnd } from './overview-filter.ts';

/** The dashboard: one pass over the studios in reach gives every number, so that all of them agree. */
@Injectable()
export class OverviewQueries {
  private readonly reports: Reports;
  private readonly clock: Clock;

  constructor(reports: Reports, clock: Clock) {
    this.reports = reports;
    this.clock = clock;
  }

  async overview(filter: Filter, actor: Actor): Promise<OverviewView> {
    const today = this.clock.today();
    const [cells, extras, places] = await Promise.all([
      this.reports.rows<Cell>(cellsOf(actor, filter, today)),
      this.reports.one<Extras>(extrasOf(actor, filter, today)),
      this.places(today),
    ]);
    const of = (by: Cell['by']) => new Map(cells.filter((cell) => cell.by === by).map((cell) => [cell.place, cell]));
    const [clusters, districts, recommenders] = [of('cluster'), of('district'), of('recommender')];
    // Every studio has one primary cluster: their sum is the whole.
    const all = sumOf([...clusters.values()]);
    const tallied = <T extends { readonly key: string }>(rows: readonly T[], by: ReadonlyMap<string, Cell>) =>
      rows.map(({ key, ...row }) => ({ ...row, ...tallyOf(by.get(key) ?? nothing) }));
    return {
      at: this.clock.now().toISOString(),
      today,
      comparedWith: lastYearsEnd(today),
      scope: studioReach(within(actor, 'overview:read')) === 'everything' ? 'city' : 'own',
      total: tallyOf(all),
      figures: figuresOf(all, extras ?? { ageing: 0, nextDue: null, nextDeadline: null }, filter, today),
      clusters: tallied(places.clusters, clusters) as ClusterTally[],
      districts: tallied(
        places.districts.filter(({ key, ended }) => !ended || districts.has(key)),
        districts,
      ).map(({ ended: _ended, ...row }) => row) as DistrictTally[],
      recommenders: tallied(
        places.recommenders.filter(({ key }) => recommenders.has(key)),
        recommenders,
      ) as RecommenderTally[],
    };
  }

  private async places(today: CivilDate) {
    const valid: Sql = sql`coalesce(valid_from <= ${today}, TRUE) AND coalesce(valid_to > ${today}, TRUE)`;
    const [clusters, districts, recommenders] = await Promise.all([
      this.reports.rows<{ key: string }>(sql`
        SELECT code AS key, code, name, level, group_name AS "groupName", confirmed FROM clusters
        WHERE ${valid} ORDER BY position, code`),
      this.reports.rows<{ key: string; ended: boolean }>(sql`
        SELECT code AS key, code, name, short_name AS "shortName", type, zone, tile_x AS x, tile_y AS y,
          NOT (${valid}) AS ended
        FROM districts ORDER BY tile_y, tile_x, code`),
      this.reports.rows<{ key: string }>(sql`
        SELECT id::text AS key, id, name, kind FROM recommenders ORDER BY kind, code`),
    ]);
    return { clusters, districts, recommenders };
  }
}

const nothing: Totals = {
  count: 0,
  was: 0,
  district: 0,
  municipal: 0,
  chief: 0,
  national: 0,
  excellent: 0,
  qualified: 0,
  failed: 0,
  none: 0,
  due: 0,
  rectifying: 0,
  upperWas: 0,
  excellentWas: 0,
  evaluatedWas: 0,
  rectifyingWas: 0,
};

function sumOf(cells: readonly Cell[]): Totals {
  const names = Object.keys(nothing) as (keyof Totals)[];
  return Object.fromEntries(
    names.map((name) => [name, cells.reduce((sum, cell) => sum + cell[name], 0)]),
  ) as unknown as Totals;
}

const tallyOf = (totals: Totals): StudioTally => ({
  count: totals.count,
  change: totals.count - totals.was,
  tiers: { district: totals.district, municipal: totals.municipal, chief: totals.chief, national: totals.national },
  grades: { excellent: totals.excellent, qualified: totals.qualified, failed: totals.failed, none: totals.none },
  due: totals.due,
});
