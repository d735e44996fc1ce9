import type { ChangeRow, ChangeView, ProposalView, studioApi } from '@jianglian/contracts/studio';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { holds, studioReach, within } from '@jianglian/domain/identity';
import { addDays } from '@jianglian/domain/kernel';
import type { Proposal } from '@jianglian/domain/studio';
import { changeOffers, changeStates, mayEdit, missingEvidence, openChangeStates } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { Database, every, join, keyset, raw, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { likePattern } from '../studio-filter.queries.ts';
import { type ChangeRecord, ChangeRecords } from './change-record.ts';
import { changeReceipt, changeRegistry, changeRunning, changeSteps } from './change-fragments.ts';
import { changeVisibleTo } from './change-visibility.queries.ts';
import { personView } from './proposed-person.ts';

type Asked = InputOf<typeof studioApi.changes>['query'];
type Stored = Omit<ChangeView, 'proposal' | 'missingEvidence' | 'mayEdit' | 'offers' | 'registry'> & {
  readonly registry: NonNullable<ChangeView['registry']>;
  readonly home: Pick<Extract<ProposalView, { kind: 'relocated' }>, 'district' | 'recommender'> | null;
};

/** Applications for changes: the board, the studio's own list, one with all that belongs to it. */
@Injectable()
export class ChangeQueries {
  private readonly database: Database;
  private readonly records: ChangeRecords;
  private readonly cipher: FieldCipher;
  private readonly clock: Clock;

  constructor(database: Database, records: ChangeRecords, cipher: FieldCipher, clock: Clock) {
    this.database = database;
    this.records = records;
    this.cipher = cipher;
    this.clock = clock;
  }

  /** Open ones first, those that wait longest before others; then the settled, the latest first within their day. */
  async page(query: Asked, actor: Actor): Promise<{ rows: ChangeRow[]; next: string | null }> {
    const keys = keyset(
      [
        { key: 'rank', column: rank },
        { key: 'since', column: since },
        { key: 'id', column: sql`c.id` },
      ],
      query.after,
    );
    const words = (query.q ?? '').split(/\s+/).filter(Boolean);
    const rows = await this.database.rows<ChangeRow & { rank: number; since: string }>(sql`
      SELECT ${this.columns()}, ${rank} AS rank, ${since} AS since ${from}
      WHERE ${every([
        changeVisibleTo(actor),
        ...words.map((word) => sql`s.search_text ILIKE ${likePattern(word)}`),
        query.kind && sql`c.kind = ANY(${query.kind}::text[])`,
        query.state && sql`c.state = ANY(${query.state}::text[])`,
        query.recommender && sql`s.recommender_id = ANY(${query.recommender}::uuid[])`,
        query.studioId !== undefined && sql`c.studio_id = ${query.studioId}`,
        query.mine && waitsFor(actor),
        query.olderThan !== undefined &&
          sql`c.submitted_at < (${addDays(this.clock.today(), 1 - query.olderThan)}::date::timestamp AT TIME ZONE 'Asia/Shanghai')`,
        keys.where,
      ])} ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    return keys.page(rows, query.limit);
  }

  async counts(actor: Actor): Promise<ReplyOf<typeof studioApi.changeCounts>> {
    const rows = await this.database.rows<{ state: ChangeRow['state']; count: number; mine: number }>(sql`
      SELECT c.state, count(*)::int AS count, count(*) FILTER (WHERE ${waitsFor(actor)})::int AS mine
      ${from} WHERE ${changeVisibleTo(actor)} GROUP BY c.state`);
    const count = new Map(rows.map((row) => [row.state, row.count]));
    return {
      states: Object.fromEntries(changeStates.map((state) => [state, count.get(state) ?? 0])) as ReplyOf<
        typeof studioApi.changeCounts
      >['states'],
      mine: rows.reduce((sum, { mine }) => sum + mine, 0),
    };
  }

  async one(id: string, actor: Actor): Promise<ChangeView> {
    const record = await this.records.find(id, changeVisibleTo(actor));
    const row = record && (await this.stored(record));
    if (!row) throw new NotFoundError('change');
    const { home, registry, ...view } = row;
    const faults = mayEdit(record, actor) ? await this.records.faults(record) : [];
    return {
      ...view,
      proposal: this.proposalView(record, home),
      missingEvidence: [
        ...missingEvidence(
          record.kind,
          record.files.map(({ evidence }) => evidence),
        ),
      ],
      registry: holds(actor, 'office') ? registry : null,
      mayEdit: mayEdit(record, actor),
      offers: changeOffers(record, { actor, faults, studioEnded: record.studioEnded }) as ChangeView['offers'],
    };
  }

  /** Whether the actor may see a file: as one of an application within reach. */
  async holdsFile(fileId: string, actor: Actor): Promise<boolean> {
    const row = await this.database.one(sql`
      SELECT 1 FROM studio_change_files f JOIN studio_changes c ON c.id = f.change_id
      JOIN studios s ON s.id = c.studio_id WHERE f.file_id = ${fileId} AND ${changeVisibleTo(actor)} LIMIT 1`);
    return row !== undefined;
  }

  private stored(record: ChangeRecord): Promise<Stored | undefined> {
    const unit = 'hostUnit' in record.proposal ? record.proposal.hostUnit : null;
    return this.database.one<Stored>(sql`
      SELECT ${this.columns()}, c.reason,
        jsonb_build_object('name', s.name, 'master', m.name, 'hostUnit', h.name,
          'district', jsonb_build_object('code', d.code, 'name', d.name),
          'recommender', jsonb_build_object('id', r.id, 'name', r.name)) AS present,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'mediaType', x.media_type,
             'size', x.size, 'pages', x.pages, 'evidence', f.evidence) ORDER BY f.position)
           FROM studio_change_files f JOIN files x ON x.id = f.file_id WHERE f.change_id = c.id), '[]') AS files,
        CASE WHEN c.endorsed_by IS NOT NULL THEN jsonb_build_object('text', c.opinion, 'by', endorser.display_name,
          'unit', endorsing.name, 'at', c.endorsed_at) END AS opinion,
        CASE WHEN c.state = 'returned' THEN jsonb_build_object('reason', c.return_reason, 'by', returner.display_name,
          'at', c.returned_at) END AS returned,
        CASE WHEN c.decided_by IS NOT NULL THEN jsonb_build_object('by', decider.display_name, 'at', c.settled_at,
          'note', c.decision_note, 'fileId', c.file_id) END AS decision,
        ${changeRegistry(record.idNumberIndex, unit)} AS registry, ${changeRunning} AS running,
        ${changeSteps} AS steps, ${changeReceipt} AS receipt,
        (SELECT jsonb_build_object(
             'district', jsonb_build_object('code', nd.code, 'name', nd.name),
             'recommender', jsonb_build_object('id', nr.id, 'name', nr.name))
         FROM districts nd, recommenders nr
         WHERE nd.code = c.proposal ->> 'districtCode' AND nr.id::text = c.proposal ->> 'recommenderId') AS home
      ${from} JOIN masters m ON m.id = s.master_id JOIN host_units h ON h.id = s.host_unit_id
      JOIN districts d ON d.code = s.district_code
      LEFT JOIN accounts endorser ON endorser.id = c.endorsed_by
      LEFT JOIN recommenders endorsing ON endorsing.id = c.endorsed_for
      LEFT JOIN accounts returner ON returner.id = c.returned_by
      LEFT JOIN accounts decider ON decider.id = c.decided_by
      WHERE c.id = ${record.id}`);
  }

  private proposalView(record: ChangeRecord, home: Stored['home']): ProposalView {
    const proposal: Proposal = record.proposal;
    if (proposal.kind === 'master-changed') {
      return { ...proposal, master: personView(proposal.master, record, this.cipher, this.clock.today()) };
    }
    if (proposal.kind !== 'relocated') return proposal;
    if (!home) throw new NotFoundError('district');
    return { kind: proposal.kind, hostUnit: proposal.hostUnit, ...home };
  }

  private columns(): Sql {
    return sql`
      c.id, c.revision, c.kind, c.state, c.created_at AS "createdAt", c.submitted_at AS "submittedAt",
      c.settled_at AS "settledAt", c.document_number AS "documentNumber", c.effective_on AS "effectiveOn",
      jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name, 'tier', s.tier) AS studio,
      jsonb_build_object('id', r.id, 'name', r.name) AS recommender,
      coalesce(c.proposal #>> '{master,name}', c.proposal #>> '{hostUnit,name}',
        (SELECT short_name FROM districts WHERE code = c.proposal ->> 'districtCode'), c.proposal ->> 'name') AS "to",
      (extract(epoch FROM coalesce(c.settled_at, ${this.clock.now()}) - c.submitted_at) / 86400)::int AS days`;
  }
}

const from = sql`
  FROM studio_changes c JOIN studios s ON s.id = c.studio_id JOIN recommenders r ON r.id = s.recommender_id`;

const rank = sql`(CASE WHEN c.state IN (${join(openChangeStates.map((state) => raw(`'${state}'`)))}) THEN 0 ELSE 1 END)`;
const since = sql`coalesce(c.submitted_at, c.created_at)`;

/** What waits for this reader: returned ones and drafts for the studio, fresh ones for its recommender, endorsed ones for the office. */
export function waitsFor(actor: Actor): Sql {
  const reach = studioReach(within(actor, 'change:endorse'));
  const own = studioReach(within(actor, 'change:write'));
  const ids = reach === 'everything' ? [] : reach.recommenderIds;
  const studioIds = own === 'everything' ? [] : own.studioIds;
  return sql`((c.state = 'submitted' AND s.recommender_id = ANY(${ids}::uuid[]))
    OR (c.state IN ('draft', 'returned') AND s.id = ANY(${studioIds}::uuid[]))
    OR (c.state = 'endorsed' AND ${raw(holds(actor, 'office') ? 'TRUE' : 'FALSE')}))`;
}
