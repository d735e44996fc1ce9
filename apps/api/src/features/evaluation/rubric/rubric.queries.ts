import type { RubricRow, RubricVersionView, RubricView } from '@jianglian/contracts/evaluation';
import type { Rubric, RubricPurpose } from '@jianglian/domain/evaluation';
import { completeRubric, evaluationRefusals, rubricFaults, rubricRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';

const keepMs = 10 * 60_000;

export type CompleteRubric = ReturnType<typeof completeRubric>;

type StoredVersion = Omit<RubricVersionView, 'rubric' | 'faults'> & { readonly content: Rubric };

/** Versions of the rubric. A published one never changes, so that it may be kept for a while. */
@Injectable()
export class RubricQueries {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly kept = new Map<string, { rubric: CompleteRubric; until: number }>();

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Drafts are the office's own. */
  list(actor: Actor): Promise<RubricRow[]> {
    return this.database.rows(sql`
      SELECT version, content->'title' AS title, purpose, published_at AS "publishedAt", copied_from AS "copiedFrom",
             saved_at AS "savedAt", jsonb_array_length(content->'indicators') AS indicators,
             (SELECT count(*) FROM evaluation_cycles c WHERE c.rubric_version = r.version)::int AS cycles
      FROM rubrics r WHERE ${holds(actor, 'office') ? sql`TRUE` : sql`published_at IS NOT NULL`}
      ORDER BY published_at DESC NULLS FIRST, version`);
  }

  async find(version: string): Promise<CompleteRubric | undefined> {
    const known = this.kept.get(version);
    if (known && known.until > this.clock.now().getTime()) return known.rubric;
    const row = await this.database.one<{ content: Rubric; publishedAt: string | null }>(
      sql`SELECT content, published_at AS "publishedAt" FROM rubrics WHERE version = ${version}`,
    );
    const rubric = row && completeRubric(row.content);
    if (rubric && row.publishedAt) this.kept.set(version, { rubric, until: this.clock.now().getTime() + keepMs });
    return rubric;
  }

  async view(version: string): Promise<CompleteRubric> {
    const rubric = await this.find(version);
    if (!rubric) throw new NotFoundError('rubric');
    return rubric;
  }

  /** For a reader: a draft is not there for anybody but the office. */
  async shown(version: string, actor: Actor): Promise<RubricView> {
    const rows = await this.list(actor);
    if (!rows.some((row) => row.version === version)) throw new NotFoundError('rubric');
    return (await this.view(version)) as RubricView;
  }

  /** As the office edits it: faults are worked out on every reading, never stored. */
  async version(version: string): Promise<RubricVersionView> {
    const row = await this.database.one<StoredVersion>(sql`
      SELECT content, revision, copied_from AS "copiedFrom", saved_at AS "savedAt", published_at AS "publishedAt",
             coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'state', c.state)
                                        ORDER BY c.year DESC, c.created_at DESC)
                       FROM evaluation_cycles c WHERE c.rubric_version = r.version), '[]') AS cycles
      FROM rubrics r WHERE version = ${version}`);
    if (!row) throw new NotFoundError('rubric');
    const { content, ...rest } = row;
    const rubric = completeRubric(content);
    return { ...rest, rubric, faults: rubricFaults(rubric) } as RubricVersionView;
  }

  /** For a cycle or a round that is to be pinned to it: there, made for it, and published. */
  async pinned(version: string, purpose: RubricPurpose = 'evaluation'): Promise<CompleteRubric> {
    const rubric = await this.find(version);
    const row = await this.database.one<{ purpose: RubricPurpose }>(
      sql`SELECT purpose FROM rubrics WHERE version = ${version}`,
    );
    if (!rubric || row?.purpose !== purpose)
      throw new RefusedError([evaluationRefusals('rubric-unknown', { version })], 422);
    if (!this.kept.has(version)) throw new RefusedError([rubricRefusals('version-not-published', { version })], 422);
    return rubric;
  }
}
