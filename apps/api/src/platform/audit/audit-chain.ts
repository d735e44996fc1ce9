import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, sql, UnitOfWork } from '../database/index.ts';

/** Held by the one server that seals at a time. */
const sealingLock = 0x6a6c_0002;
/** Records linked at once; a full batch means that more wait. */
export const batch = 2_000;
/** How far behind the newest sealed id a record of a slow transaction is looked for; `sealAll` looks everywhere. */
const lookBack = 5_000;
const genesis = Buffer.alloc(32);

export interface ChainFault {
  readonly position: number;
  readonly recordId: number;
  readonly fault: 'gap' | 'previous-hash' | 'content' | 'missing-record';
}

export interface ChainFinding {
  readonly intact: boolean;
  readonly length: number;
  /** Records not yet sealed. */
  readonly waiting: number;
  readonly broken: ChainFault | null;
}

/**
 * Every column of a record as PostgreSQL writes it: the one definition of what a link vouches for, used for sealing and
 * for checking. It begins with the number of the format, so that another can follow one day.
 */
const recordText = sql`
  jsonb_build_array(1, r.id, (extract(epoch FROM r.at) * 1000000)::bigint, r.account_id, r.actor_name, r.role,
                    r.request_id, r.subject_type, r.subject_id, r.studio_id, r.action, r.from_state, r.to_state,
                    r.reason, r.revision, r.facts)::text`;

/**
 * The hash chain over the audit records, made after the fact so that writers never wait for each other. Only records of
 * transactions older than every running one are linked: nothing can commit into the past of the chain any more.
 */
@Injectable()
export class AuditChain {
  private readonly database: Database;
  private readonly unit: UnitOfWork;

  constructor(database: Database, unit: UnitOfWork) {
    this.database = database;
    this.unit = unit;
  }

  /** Links what has come since; answers how many. Nothing when another server is at it. */
  seal(everywhere = false): Promise<number> {
    return this.unit.run(async () => {
      const lock = await this.database.one<{ mine: boolean }>(
        sql`SELECT pg_try_advisory_xact_lock(${sealingLock}) AS mine`,
      );
      return lock?.mine ? this.link(everywhere) : 0;
    });
  }

  /** Seals until nothing is left that can be sealed. */
  async sealAll(): Promise<number> {
    for (let sealed = 0; ;) {
      const more = await this.seal(true);
      sealed += more;
      if (more < batch) return sealed;
    }
  }

  private async link(everywhere: boolean): Promise<number> {
    const last = await this.database.one<{ position: number; hash: Buffer; newest: number }>(sql`
      SELECT position, hash, (SELECT max(record_id) FROM audit_links) AS newest
      FROM audit_links ORDER BY position DESC LIMIT 1`);
    const floor = everywhere ? 0 : (last?.newest ?? 0) - lookBack;
    const records = await this.database.rows<{ id: number; text: string }>(sql`
      SELECT r.id, ${recordText} AS text FROM audit_records r
      WHERE r.id > ${floor} AND r.tx < pg_snapshot_xmin(pg_current_snapshot())
        AND NOT EXISTS (SELECT FROM audit_links l WHERE l.record_id = r.id)
      ORDER BY r.id LIMIT ${batch}`);
    if (records.length === 0) return 0;
    let previous = last?.hash ?? genesis;
    const links = records.map(({ id, text }, index) => {
      const hash = createHash('sha256').update(previous).update(text, 'utf8').digest();
      const link = { position: (last?.position ?? 0) + index + 1, id, previous, hash };
      previous = hash;
      return link;
    });
    return this.database.run(sql`
      INSERT INTO audit_links (position, record_id, previous_hash, hash)
      SELECT * FROM unnest(${links.map((link) => link.position)}::bigint[], ${links.map((link) => link.id)}::bigint[],
                           ${links.map((link) => link.previous)}::bytea[], ${links.map((link) => link.hash)}::bytea[])`);
  }

  /** Walks the whole chain and names the first place where it does not hold. */
  async verify(): Promise<ChainFinding> {
    const broken = await this.database.one<ChainFault>(sql`
      SELECT position, record_id AS "recordId", fault FROM (
        SELECT l.position, l.record_id,
          CASE WHEN l.position <> coalesce(lag(l.position) OVER chain, 0) + 1 THEN 'gap'
               WHEN l.previous_hash <> coalesce(lag(l.hash) OVER chain, ${genesis}::bytea) THEN 'previous-hash'
               WHEN r.id IS NULL THEN 'missing-record'
               WHEN l.hash <> sha256(l.previous_hash || convert_to(${recordText}, 'UTF8')) THEN 'content'
          END AS fault
        FROM audit_links l LEFT JOIN audit_records r ON r.id = l.record_id
        WINDOW chain AS (ORDER BY l.position)
      ) checked WHERE fault IS NOT NULL ORDER BY position LIMIT 1`);
    const counts = await this.database.one<{ length: number; waiting: number }>(sql`
      SELECT (SELECT count(*) FROM audit_links) AS length,
             (SELECT count(*) FROM audit_records r
              WHERE NOT EXISTS (SELECT FROM audit_links l WHERE l.record_id = r.id)) AS waiting`);
    return {
      intact: broken === undefined,
      length: counts?.length ?? 0,
      waiting: counts?.waiting ?? 0,
      broken: broken ?? null,
    };
  }
}
