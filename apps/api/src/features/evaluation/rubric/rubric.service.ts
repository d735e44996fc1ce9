import type { Rubric } from '@jianglian/domain/evaluation';
import {
  completeRubric,
  rubricDifferences,
  rubricPublicationRefusals,
  rubricRefusals,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { RubricQueries } from './rubric.queries.ts';
import { type LockedRubric, RubricRepository } from './rubric.repository.ts';

/** Rubrics as the office drafts them: copied from a version, saved with their faults, published without any. */
@Injectable()
export class RubricService {
  private readonly rubrics: RubricRepository;
  private readonly queries: RubricQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(rubrics: RubricRepository, queries: RubricQueries, unit: UnitOfWork, audit: AuditLog, clock: Clock) {
    this.rubrics = rubrics;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  copy(from: string, version: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const original = await this.queries.view(from);
      const saved = { accountId: actor.accountId, at: this.clock.now() };
      if (!(await this.rubrics.insert({ ...original, version }, from, saved))) {
        throw new RefusedError([rubricRefusals('version-taken', { version })]);
      }
      await this.record(version, 'copied', { to: 'draft', revision: 1, facts: { from } });
    });
  }

  save(version: string, revision: number, content: Omit<Rubric, 'version'>, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const draft = await this.draft(version, revision);
      const next: Rubric = { ...content, version };
      const differences = rubricDifferences(draft.content, next);
      if (differences.length === 0) return;
      await this.rubrics.save(next, { accountId: actor.accountId, at: this.clock.now() });
      await this.record(version, 'edited', { revision: revision + 1, facts: { differences } });
    });
  }

  /** Irreversible: the database refuses any later change. */
  publish(version: string, revision: number): Promise<void> {
    return this.unit.run(async () => {
      const { content } = await this.draft(version, revision);
      const refusals = rubricPublicationRefusals(completeRubric(content));
      if (refusals.length > 0) throw new RefusedError(refusals, 422);
      await this.rubrics.publish(version, this.clock.now());
      await this.record(version, 'published', { from: 'draft', to: 'published', revision: revision + 1 });
    });
  }

  discard(version: string, revision: number): Promise<void> {
    return this.unit.run(async () => {
      const { content } = await this.draft(version, revision);
      await this.rubrics.discard(version);
      await this.record(version, 'discarded', { from: 'draft', facts: { title: content.title.zh } });
    });
  }

  private async draft(version: string, revision: number): Promise<LockedRubric> {
    const rubric = await this.rubrics.forUpdate(version);
    if (rubric.publishedAt !== null) throw new RefusedError([rubricRefusals('not-a-draft', { version })]);
    if (rubric.revision !== revision) throw staleRevision(await this.queries.version(version));
    return rubric;
  }

  private record(
    version: string,
    action: string,
    entry: Omit<Parameters<AuditLog['record']>[0], 'subject' | 'action'>,
  ) {
    return this.audit.record({ subject: { type: 'rubric', id: version }, action, ...entry });
  }
}
