import type { SubsidyAccountView, SubsidyStatementView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { may, within } from '@jianglian/domain/identity';
import type { SubsidySettings } from '@jianglian/domain/upgrade';
import { owedSpendingYears, receivedFen, spendingDueOn } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { accountOfRow, ledgerColumns, type LedgerFacts, statementColumns } from './ledger-columns.ts';
import { lineViewOf, sumsOf } from './subsidy-view.mapper.ts';

interface AccountRow extends LedgerFacts {
  readonly studio: SubsidyAccountView['studio'];
  readonly recommenderId: string;
  readonly statements: readonly SubsidyStatementView[];
  readonly activities: number;
  readonly activitySpentFen: number;
  readonly activityMatchingFen: number;
}

/** One studio's account. Read from the primary: what was just entered is there. */
@Injectable()
export class SubsidyQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async account(actor: Actor, studioId: string): Promise<SubsidyAccountView> {
    const row = await this.database.one<AccountRow>(sql`
      SELECT ${ledgerColumns}, ${statementColumns}, s.recommender_id AS "recommenderId",
        json_build_object('id', s.id, 'code', s.code, 'name', s.name, 'tier', s.tier, 'hostUnitName', h.name,
          'recommenderName', r.name) AS studio,
        logged.count AS activities, logged.spent AS "activitySpentFen", logged.matching AS "activityMatchingFen"
      FROM studios s JOIN host_units h ON h.id = s.host_unit_id JOIN recommenders r ON r.id = s.recommender_id
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE a.metrics ?| ARRAY['subsidySpent', 'matchingFunds']) AS count,
          coalesce(sum((a.metrics ->> 'subsidySpent')::bigint), 0)::bigint AS spent,
          coalesce(sum((a.metrics ->> 'matchingFunds')::bigint), 0)::bigint AS matching
        FROM activities a WHERE a.studio_id = s.id AND a.kind = 'management' AND a.state = 'verified') logged
      WHERE s.id = ${studioId} AND ${studioVisibleTo(within(actor, 'subsidy:read'))}`);
    if (!row) throw new NotFoundError('studio');
    const account = accountOfRow(row);
    const lines = account.lines.map(lineViewOf);
    const reversed = new Set(row.entries.map(({ reversesId }) => reversesId));
    const verified = (kind: SubsidyStatementView['kind']) =>
      row.statements
        .filter((one) => one.kind === kind && one.state === 'verified')
        .reduce((sum, { fen }) => sum + fen, 0);
    const settings = await this.settings();
    return {
      studio: row.studio,
      sums: sumsOf(lines),
      lines,
      entries: row.entries.map((entry) => ({ ...entry, reversed: reversed.has(entry.id) })),
      statements: [...row.statements],
      use: {
        receivedFen: receivedFen(account),
        spentFen: verified('spending'),
        matchingFen: verified('matching'),
        activitySpentFen: row.activitySpentFen,
        activityMatchingFen: row.activityMatchingFen,
        activities: row.activities,
      },
      owed: owedSpendingYears(account, row.entries, row.statements, this.clock.today()).map((year) => ({
        year,
        due: spendingDueOn(settings, year),
      })),
      offers: offersTo(actor, studioId, row.recommenderId).map((action) => ({ action, refusals: [] })),
    };
  }

  async settings(): Promise<SubsidySettings & { readonly revision: number }> {
    const row = await this.database.one<{ content: SubsidySettings; revision: number }>(
      sql`SELECT content, revision FROM subsidy_settings`,
    );
    return { ...row!.content, revision: row!.revision };
  }
}

/** What the actor may do on this account; entering is the office's, stating the studio's own, judging its recommender's. */
function offersTo(actor: Actor, studioId: string, recommenderId: string): readonly string[] {
  const own = actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId);
  const ours = actor.grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === recommenderId);
  return [...(may(actor, 'subsidy:write') ? ['enter'] : []), ...(own ? ['state'] : []), ...(ours ? ['judge'] : [])];
}
