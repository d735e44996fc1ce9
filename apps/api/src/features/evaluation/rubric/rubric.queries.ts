import type { RubricRow } from '@jianglian/contracts/evaluation';
import type { Rubric } from '@jianglian/domain/evaluation';
import { evaluationRefusals } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';

const keepMs = 10 * 60_000;

/** Versions of the rubric. A published one never changes, so that it may be kept for a while. */
@Injectable()
export class RubricQueries {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly kept = new Map<string, { rubric: Rubric; until: number }>();

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  list(): Promise<z.infer<typeof RubricRow>[]> {
    return this.database.rows(sql`
      SELECT version, content->'title' AS title, published_at AS "publishedAt",
             jsonb_array_length(content->'indicators') AS indicators,
             (SELECT count(*) FROM evaluation_cycles c WHERE c.rubric_version = r.version)::int AS cycles
      FROM rubrics r ORDER BY published_at DESC NULLS FIRST, version`);
  }

  async find(version: string): Promise<Rubric | undefined> {
    const known = this.kept.get(version);
    if (known && known.until > this.clock.now().getTime()) return known.rubric;
    const row = await this.database.one<{ content: Rubric; publishedAt: string | null }>(
      sql`SELECT content, published_at AS "publishedAt" FROM rubrics WHERE version = ${version}`,
    );
    if (row?.publishedAt) this.kept.set(version, { rubric: row.content, until: this.clock.now().getTime() + keepMs });
    return row?.content;
  }

  async view(version: string): Promise<Rubric> {
    const rubric = await this.find(version);
    if (!rubric) throw new NotFoundError('rubric');
    return rubric;
  }

  /** For a cycle that is to be pinned to it. */
  async pinned(version: string): Promise<Rubric> {
    const rubric = await this.find(version);
    if (!rubric) throw new RefusedError([evaluationRefusals('rubric-unknown', { version })], 422);
    return rubric;
  }
}
