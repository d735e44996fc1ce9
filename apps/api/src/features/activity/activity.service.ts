import { randomUUID } from 'node:crypto';
import type { ActivityView } from '@jianglian/contracts/activity';
import type { ActivityAction, ActivityContent } from '@jianglian/domain/activity';
import {
  activityMachine,
  activityRefusals,
  contentRefusals,
  discardRefusals,
  editRefusals,
  isSeenBy,
} from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { attempt, type Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError, sharedRefusals, staleRevision } from '../../platform/http/problem/index.ts';
import { contextOf, type LoadedActivity } from './activity-facts.ts';
import { ActivityQueries } from './activity.queries.ts';
import { ActivityRepository } from './activity.repository.ts';

/** What people do to an activity; `supersede` follows from a verification. */
export type ActivityAct = Exclude<ActivityAction, 'supersede' | 'correct'>;

const past = { submit: 'submitted', withdraw: 'withdrawn', verify: 'verified', return: 'returned' } as const;

@Injectable()
export class ActivityService {
  private readonly unit: UnitOfWork;
  private readonly activities: ActivityRepository;
  private readonly queries: ActivityQueries;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    unit: UnitOfWork,
    activities: ActivityRepository,
    queries: ActivityQueries,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.unit = unit;
    this.activities = activities;
    this.queries = queries;
    this.audit = audit;
    this.clock = clock;
  }

  /** The hot path: one insert with its record in one transaction, nothing looked up before. */
  async create(
    { id = randomUUID(), studioId }: { id?: string; studioId: string },
    content: ActivityContent,
    actor: Actor,
  ) {
    const own = { grants: actor.grants.filter(({ role }) => role === 'studio') };
    if (!isSeenBy(own, { studioId, state: 'draft' }, '')) throw new NotFoundError('studio');
    refuseFor(contentRefusals(content, this.clock.today()));
    const createdAt = this.clock.now();
    const added = await this.unit.run(async () => {
      const row = { ...content, id, studioId, createdBy: actor.accountId, createdAt };
      if (!(await this.activities.insert(row))) return false;
      await this.record({ id, studioId, revision: 1 }, 'created', { to: 'draft' });
      return true;
    });
    if (added) return { id, revision: 1, createdAt: createdAt.toISOString() };
    const present = await this.activities.present(id, { studioId, createdBy: actor.accountId });
    if (!present) throw new RefusedError([activityRefusals('studio-has-ended')]);
    if (!present.same) throw new RefusedError([sharedRefusals('key-reused')], 422);
    return { id, revision: present.revision, createdAt: present.createdAt };
  }

  async edit(id: string, revision: number, content: ActivityContent, actor: Actor): Promise<ActivityView> {
    await this.unit.run(async () => {
      const [loaded, today] = [await this.load(id, revision, actor), this.clock.today()];
      refuse(editRefusals(loaded, contextOf(loaded, actor, today)));
      refuseFor(contentRefusals(content, today));
      await this.activities.edit(id, content);
      const facts = { fields: changedFields(loaded, content) };
      await this.record({ ...loaded, revision: revision + 1 }, 'edited', { facts });
    });
    return this.seen(id, actor);
  }

  async discard(id: string, revision: number, actor: Actor): Promise<void> {
    await this.unit.run(async () => {
      const loaded = await this.load(id, revision, actor);
      refuse(discardRefusals(loaded, contextOf(loaded, actor, this.clock.today())));
      await this.activities.discard(id);
      await this.record(loaded, 'discarded', {
        from: loaded.state,
        facts: { title: loaded.title, version: loaded.version },
      });
    });
  }

  async act(action: ActivityAct, id: string, revision: number, actor: Actor, reason?: string): Promise<ActivityView> {
    await this.perform(action, id, revision, actor, reason);
    return this.seen(id, actor);
  }

  /** The act alone, for who does many and looks at none. */
  perform(action: ActivityAct, id: string, revision: number, actor: Actor, reason?: string): Promise<void> {
    return this.unit.run(async () => this.move(await this.load(id, revision, actor), action, actor, reason));
  }

  /** 更正: the verified version stays and counts until its next version is verified. */
  async correct(id: string, revision: number, reason: string, actor: Actor): Promise<ActivityView> {
    const correction = { id: randomUUID(), reason: reason.trim(), by: actor.accountId, at: this.clock.now() };
    await this.unit.run(async () => {
      const loaded = await this.load(id, revision, actor);
      const outcome = attempt(
        activityMachine,
        'correct',
        loaded,
        contextOf(loaded, actor, this.clock.today(), { reason }),
      );
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      await this.activities.insertCorrection(loaded, correction);
      await this.record({ ...loaded, id: correction.id, revision: 1 }, 'corrected', {
        to: 'draft',
        reason: correction.reason,
      });
    });
    return this.seen(correction.id, actor);
  }

  private async move(loaded: LoadedActivity, action: ActivityAct, actor: Actor, reason?: string): Promise<void> {
    const given = reason === undefined ? {} : { reason };
    const outcome = attempt(activityMachine, action, loaded, contextOf(loaded, actor, this.clock.today(), given));
    if (!outcome.ok) throw new RefusedError(outcome.refusals);
    const now = this.clock.now();
    if (action === 'submit') await this.activities.submit(loaded.id, now);
    if (action === 'withdraw') await this.activities.withdraw(loaded.id);
    if (action === 'return') await this.activities.return(loaded.id, (reason ?? '').trim());
    if (action === 'verify') {
      if (loaded.supersedesId !== null) await this.supersede(loaded.supersedesId, actor);
      await this.activities.verify(loaded, now, actor.accountId);
    }
    await this.record({ ...loaded, revision: loaded.revision + 1 }, past[action], {
      from: loaded.state,
      to: outcome.subject.state,
      ...(reason === undefined ? {} : { reason: reason.trim() }),
    });
  }

  private async supersede(id: string, actor: Actor): Promise<void> {
    const replaced = await this.activities.forUpdate(id);
    if (!replaced) throw new Error('a correction of nothing');
    const outcome = attempt(
      activityMachine,
      'supersede',
      replaced,
      contextOf(replaced, actor, this.clock.today(), { replaced: true }),
    );
    if (!outcome.ok) throw new RefusedError(outcome.refusals);
    await this.activities.supersede(id);
    await this.record({ ...replaced, revision: replaced.revision + 1 }, 'superseded', {
      from: replaced.state,
      to: 'superseded',
    });
  }

  /** Not there and not theirs are one answer; what has changed since is answered with how it is now. */
  private async load(id: string, revision: number, actor: Actor): Promise<LoadedActivity> {
    const loaded = await this.activities.forUpdate(id);
    if (!loaded || !isSeenBy(actor, loaded, loaded.recommenderId)) throw new NotFoundError('activity');
    if (loaded.revision !== revision) throw staleRevision(await this.seen(id, actor));
    return loaded;
  }

  /** What the actor sees of it afterwards; a recommender loses sight of nothing they may act on. */
  private async seen(id: string, actor: Actor): Promise<ActivityView> {
    const view = await this.queries.view(id, actor);
    if (!view) throw new NotFoundError('activity');
    return view;
  }

  private record(
    { id, studioId, revision }: Pick<LoadedActivity, 'id' | 'studioId' | 'revision'>,
    action: string,
    entry: { from?: string; to?: string; reason?: string; facts?: object },
  ): Promise<void> {
    return this.audit.record({ subject: { type: 'activity', id }, studioId, revision, action, ...entry });
  }
}

function refuse(refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw new RefusedError(refusals);
}

/** What is wrong with what was sent, not with the state: 422. */
function refuseFor(refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw new RefusedError(refusals, 422);
}

const changedFields = (before: ActivityContent, after: ActivityContent): readonly string[] =>
  (Object.keys(after) as (keyof ActivityContent)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
