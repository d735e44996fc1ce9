import type { RoundRow, RoundView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { holds, within } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import { tierAbove, type Tier } from '@jianglian/domain/studio';
import type { AppliedTier, RoundState } from '@jianglian/domain/upgrade';
import { eachWindowEnd, roundFaults, roundMachine, roundPhase } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { QuotaQueries } from './quota.queries.ts';
import { roundPlaces, roundWindows } from './round-fragments.ts';
import { roundVisibleTo } from './round-visibility.queries.ts';

/** Acts of the review and the awards are offered where they are done. */
const ownActions: readonly string[] = ['call', 'start-review', 'cancel'];

const columns = sql`r.id, r.title, r.year, r.document_number AS "documentNumber", r.state, ${roundWindows} AS windows,
  ${roundPlaces('places')} AS places, r.called_at AS "calledAt", r.award_document_number AS "awardDocumentNumber",
  r.awarded_on AS "awardedOn"`;

const documents = sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('title', d.title, 'fileId', d.file_id, 'name', f.name,
      'mediaType', f.media_type, 'size', f.size) ORDER BY d.position)
    FROM upgrade_round_documents d JOIN files f ON f.id = d.file_id WHERE d.round_id = r.id), '[]')`;

const moves = sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('window', m.edge, 'from', m.was, 'to', m.became, 'reason', m.reason,
      'at', m.moved_at) ORDER BY m.moved_at DESC, m.edge)
    FROM upgrade_round_moves m WHERE m.round_id = r.id), '[]')`;

type Stored<View> = Omit<View, 'phase'> & { readonly state: RoundState };
type StoredView = Stored<Omit<RoundView, 'offers' | 'faults' | 'own' | 'serverNow'>> & {
  readonly proposedBy: string | null;
};

/** Rounds as everybody concerned sees them. */
@Injectable()
export class RoundQueries {
  private readonly database: Database;
  private readonly quotas: QuotaQueries;
  private readonly clock: Clock;

  constructor(database: Database, quotas: QuotaQueries, clock: Clock) {
    this.database = database;
    this.quotas = quotas;
    this.clock = clock;
  }

  async list(actor: Actor): Promise<{ rows: RoundRow[]; serverNow: string }> {
    const now = this.clock.now();
    const rows = await this.database.rows<Stored<RoundRow>>(sql`
      SELECT ${columns} FROM upgrade_rounds r WHERE ${roundVisibleTo(actor)}
      ORDER BY r.year DESC, r.created_at DESC, r.id`);
    return { rows: rows.map((row) => ({ ...row, phase: phaseOf(row, now) })), serverNow: now.toISOString() };
  }

  async view(id: string, actor: Actor): Promise<RoundView> {
    const row = await this.database.one<StoredView>(sql`
      SELECT ${columns}, jsonb_build_object('id', r.rule_set, 'version', r.rule_set_version) AS "ruleSet",
        ${roundPlaces('per_recommender')} AS "perRecommender", r.publicity_working_days AS "publicityWorkingDays",
        r.publicity_until AS "publicityUntil", r.expert_review AS "expertReview",
        r.sheets_per_application AS "sheetsPerApplication", r.cancel_reason AS "cancelReason", r.revision,
        r.proposed_by AS "proposedBy", ${documents} AS documents, ${moves} AS moves
      FROM upgrade_rounds r WHERE r.id = ${id} AND ${roundVisibleTo(actor)}`);
    if (!row) throw new NotFoundError('round');
    const now = this.clock.now();
    const round = { ...row, windows: eachWindowEnd(row.windows, (text) => new Date(text)) };
    const office = holds(actor, 'office');
    return {
      ...row,
      phase: phaseOf(row, now),
      serverNow: now.toISOString(),
      offers: office
        ? offers(roundMachine, round, { actor, now, undecided: 0 })
            .filter(({ action }) => ownActions.includes(action))
            .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never }))
        : [],
      faults: office && row.state === 'draft' ? ([...roundFaults(round, now)] as never) : [],
      own: {
        recommenders: await this.quotas.own(id, actor),
        studios: await this.studios(actor),
      },
    };
  }

  /** The studios of a person, with the tier above theirs. */
  private async studios(actor: Actor): Promise<RoundView['own']['studios']> {
    const ids = within(actor, 'application:write').grants.flatMap(({ role, studioId }) =>
      role === 'studio' && studioId ? [studioId] : [],
    );
    if (ids.length === 0) return [];
    const rows = await this.database.rows<{ id: string; name: string; tier: Tier; standing: string }>(sql`
      SELECT s.id, s.name, s.tier, s.standing FROM studios s WHERE s.id = ANY(${ids}::uuid[]) ORDER BY s.name`);
    return rows.map(({ id, name, tier, standing }) => ({
      id,
      name,
      tier,
      target: standing === 'active' ? ((tierAbove(tier) ?? null) as AppliedTier | null) : null,
    }));
  }
}

const phaseOf = ({ state, windows }: Pick<Stored<RoundRow>, 'state' | 'windows'>, now: Date) =>
  roundPhase({ state, windows: eachWindowEnd(windows, (text) => new Date(text)) }, now);
