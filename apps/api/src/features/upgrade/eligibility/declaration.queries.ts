import type { DeclarationView } from '@jianglian/contracts/upgrade';
import { type Actor, within } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { stillHolds } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';

type Declared = Omit<DeclarationView, 'holds'>;

/** What a studio has declared, with who confirmed it. */
@Injectable()
export class DeclarationQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async of(actor: Actor, studioId: string): Promise<DeclarationView[]> {
    const studio = await this.database.one<{
      masterChangedOn: CivilDate | null;
      relocatedOn: CivilDate | null;
      declared: readonly Declared[];
    }>(sql`
      SELECT
        (SELECT max(e.happened_on) FROM studio_events e
         WHERE e.studio_id = s.id AND e.kind = 'master-changed') AS "masterChangedOn",
        (SELECT max(e.happened_on) FROM studio_events e
         WHERE e.studio_id = s.id AND e.kind = 'relocated') AS "relocatedOn",
        (SELECT coalesce(json_agg(json_build_object('id', d.id, 'fact', d.fact, 'value', d.value,
             'holdsOn', d.holds_on, 'source', d.source, 'fileId', d.file_id, 'declaredBy', a.display_name,
             'declaredAt', d.declared_at, 'confirmedBy', b.display_name, 'confirmedAt', d.confirmed_at,
             'latest', d.position = d.last) ORDER BY d.declared_at DESC, d.fact, d.position DESC), '[]')
         FROM (SELECT f.*, max(f.position) OVER (PARTITION BY f.fact) AS last
               FROM declared_facts f WHERE f.studio_id = s.id) d
         LEFT JOIN accounts a ON a.id = d.declared_by
         LEFT JOIN accounts b ON b.id = d.confirmed_by) AS declared
      FROM studios s WHERE s.id = ${studioId} AND ${studioVisibleTo(within(actor, 'upgrade:read'))}`);
    if (!studio) throw new NotFoundError('studio');
    return studio.declared.map((one) => ({ ...one, holds: stillHolds(one, studio) }));
  }
}
