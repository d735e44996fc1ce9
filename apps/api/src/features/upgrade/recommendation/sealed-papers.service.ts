import type { Actor } from '@jianglian/domain/identity';
import { readSerialNumber } from '@jianglian/domain/kernel';
import { rankingClosed, recommendationRefusals, recommendationSerial } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { Files } from '../../../platform/files/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import type { RecommendationKey } from './recommendation-key.ts';
import { RecommendationQueries } from './recommendation.queries.ts';
import { type LockedRecommendation, RecommendationRepository } from './recommendation.repository.ts';

/** Of uploads: what `GET /files/:id` asks for is answered by the listener of the same purpose. */
export const sealedPurpose = 'recommendation';

/** The scans of the sealed papers: the letter with its number, and a form for each ranked unit. */
@Injectable()
export class SealedPapers {
  private readonly recommendations: RecommendationRepository;
  private readonly queries: RecommendationQueries;
  private readonly files: Files;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    recommendations: RecommendationRepository,
    queries: RecommendationQueries,
    files: Files,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.recommendations = recommendations;
    this.queries = queries;
    this.files = files;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The uploader says which number stands on the sealed letter; whether it is that of the present list is asked at submission. */
  letter(
    key: RecommendationKey,
    { revision, fileId, serial }: { revision: number; fileId: string; serial: string },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const read = readSerialNumber(recommendationSerial, serial);
      if (read === undefined) throw new RefusedError([recommendationRefusals('serial-misread')], 422);
      const recommendation = await this.open(key, revision, actor);
      const file = await this.scan(fileId, actor);
      await this.recommendations.sealLetter(recommendation.id, fileId, read);
      await this.record(recommendation, 'letter-sealed', { fileId, sha256: file.sha256, serial: read });
    });
  }

  form(
    key: RecommendationKey,
    applicationId: string,
    { revision, fileId }: { revision: number; fileId: string },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const recommendation = await this.open(key, revision, actor);
      if (!recommendation.forms.has(applicationId)) throw new NotFoundError('rank');
      const file = await this.scan(fileId, actor);
      await this.recommendations.sealForm(recommendation.id, applicationId, fileId);
      await this.record(recommendation, 'form-sealed', { applicationId, fileId, sha256: file.sha256 });
    });
  }

  private async open(key: RecommendationKey, revision: number, actor: Actor): Promise<LockedRecommendation> {
    const now = this.clock.arrival();
    const round = await this.recommendations.round(key.roundId);
    const closed = rankingClosed({ state: 'draft', ...key }, { actor, now, round });
    if (closed.some(({ code }) => code === 'recommendation.not-the-recommender')) throw new NotFoundError('ranking');
    const recommendation = await this.recommendations.forUpdate(key);
    if (recommendation.revision !== revision) throw staleRevision(await this.queries.view(key, actor));
    const refusals = rankingClosed(recommendation, { actor, now, round });
    if (refusals.length > 0) throw new RefusedError(refusals);
    return recommendation;
  }

  /** One's own upload, made for this. */
  private async scan(fileId: string, actor: Actor) {
    const file = await this.files.find(fileId);
    if (file.accountId !== actor.accountId || file.purpose !== sealedPurpose) {
      throw new RefusedError([recommendationRefusals('wrong-file')], 422);
    }
    return file;
  }

  private record(recommendation: LockedRecommendation, action: string, facts: object): Promise<void> {
    return this.audit.record({
      subject: { type: 'recommendation', id: recommendation.id },
      action,
      revision: recommendation.revision + 1,
      facts,
    });
  }
}
