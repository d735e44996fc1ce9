import type { activityApi } from '@jianglian/contracts/activity';
import type { ReplyOf } from '@jianglian/contracts/shared';
import { activityMachine } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { type Refusal, refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { NotFoundError, RefusedError, sharedRefusals } from '../../platform/http/problem/index.ts';
import { contextOf, type LoadedActivity } from './activity-facts.ts';
import { ActivityQueries } from './activity.queries.ts';
import { ActivityService } from './activity.service.ts';

type Preview = ReplyOf<typeof activityApi.previewVerification>;
type Outcome = ReplyOf<typeof activityApi.verifyMany>;
type BulkRow = Preview['rows'][number];

/** As many as one request verifies while its sender waits. */
const most = 500;

/** Bulk verification: first what it would do, then each in a transaction of its own. */
@Injectable()
export class VerificationService {
  private readonly activities: ActivityService;
  private readonly queries: ActivityQueries;
  private readonly clock: Clock;

  constructor(activities: ActivityService, queries: ActivityQueries, clock: Clock) {
    this.activities = activities;
    this.queries = queries;
    this.clock = clock;
  }

  async preview(ids: readonly string[] | undefined, actor: Actor): Promise<Preview> {
    const rows = await this.queries.waiting(ids, actor, most + 1);
    const today = this.clock.today();
    return {
      rows: rows
        .slice(0, most)
        .map((row) => bulkRow(row, refusalsOf(activityMachine, 'verify', row, contextOf(row, actor, today)))),
      more: rows.length > most,
    };
  }

  async verify(chosen: readonly { id: string; revision: number }[], actor: Actor): Promise<Outcome> {
    const known = new Map(
      (
        await this.queries.waiting(
          chosen.map(({ id }) => id),
          actor,
          most,
        )
      ).map((row) => [row.id, row]),
    );
    const verified: string[] = [];
    const refused: BulkRow[] = [];
    for (const { id, revision } of chosen) {
      const refusals = await this.verifyOne(id, revision, actor);
      if (refusals.length === 0) verified.push(id);
      else refused.push(bulkRow(known.get(id) ?? { id, revision, title: '', studio: '' }, refusals));
    }
    return { verified, refused };
  }

  private async verifyOne(id: string, revision: number, actor: Actor): Promise<readonly Refusal[]> {
    try {
      await this.activities.perform('verify', id, revision, actor);
      return [];
    } catch (error) {
      if (error instanceof RefusedError) return error.refusals;
      if (error instanceof NotFoundError) return [sharedRefusals('not-found')];
      throw error;
    }
  }
}

const bulkRow = (
  { id, revision, title, studio }: Pick<LoadedActivity, 'id' | 'revision' | 'title'> & { studio: string },
  refusals: readonly Refusal[],
): BulkRow => ({
  id,
  revision,
  title,
  studio,
  refusals: refusals.map(({ code, params }) => ({ code, params: { ...params } })),
});
