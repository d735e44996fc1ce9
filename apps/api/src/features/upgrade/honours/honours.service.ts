import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { normaliseDocumentNumber, yearOf } from '@jianglian/domain/kernel';
import type { NominationOutcome, HonourKind } from '@jianglian/domain/upgrade';
import {
  honoursRefusals,
  isMasterHonour,
  nominationRefusals,
  nominationOutcomeRefusals,
  honourPriorityOf,
  writtenHonour,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork, violates } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { MasterHonours } from '../../studio/index.ts';
import { NominationRepository } from './nomination.repository.ts';
import { honourFactsOf } from './honour-row.mapper.ts';
import { HonourQueries } from './honour.queries.ts';

/** Who is put forward for an honour or a research project, and how it ended (四(二)). */
@Injectable()
export class HonoursService {
  private readonly nominations: NominationRepository;
  private readonly queries: HonourQueries;
  private readonly masters: MasterHonours;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    nominations: NominationRepository,
    queries: HonourQueries,
    masters: MasterHonours,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.nominations = nominations;
    this.queries = queries;
    this.masters = masters;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Keeps the reasons as they are today. Answers the nomination's id. */
  async putForward(
    actor: Actor,
    studioId: string,
    given: {
      readonly kind: HonourKind;
      readonly on: CivilDate;
      readonly documentNumber: string;
      readonly title: string | null;
    },
  ): Promise<string> {
    try {
      return await this.unit.run(async () => {
        const row = await this.queries.one(studioId);
        if (!row) throw new NotFoundError('studio');
        const facts = honourFactsOf(row);
        const { kind, on } = given;
        const title = isMasterHonour(kind) ? null : given.title?.trim() || null;
        const reasons = nominationRefusals(kind, facts, { on, title }, this.clock.today());
        if (reasons.length > 0) throw new RefusedError(reasons);
        const documentNumber = normaliseDocumentNumber(given.documentNumber) ?? given.documentNumber;
        const id = await this.nominations.insert(
          {
            kind,
            studioId,
            masterId: row.master.id,
            title,
            on,
            documentNumber,
            reasons: honourPriorityOf(kind, facts).reasons,
          },
          { accountId: actor.accountId, at: this.clock.now() },
        );
        await this.audit.record({
          subject: { type: 'nomination', id },
          studioId,
          action: 'put-forward',
          facts: { kind, on, documentNumber, title },
        });
        return id;
      });
    } catch (error) {
      // Somebody else put the same master forward in the same moment; the index has the last word.
      if (violates(error, 'nobody_is_put_forward_twice_at_once'))
        throw new RefusedError([honoursRefusals('under-way')]);
      throw error;
    }
  }

  /** An honour that was given becomes one of the master's: the list knows it from then on. */
  close(
    actor: Actor,
    id: string,
    given: {
      readonly outcome: NominationOutcome;
      readonly on: CivilDate;
      readonly documentNumber: string | null;
    },
  ): Promise<void> {
    return this.unit.run(async () => {
      const stored = await this.nominations.forUpdate(id);
      if (!stored) throw new NotFoundError('nomination');
      const reasons = nominationOutcomeRefusals(stored, given.on, this.clock.today());
      if (reasons.length > 0) throw new RefusedError(reasons);
      const typed = given.documentNumber;
      const documentNumber = typed === null ? null : (normaliseDocumentNumber(typed) ?? typed);
      await this.nominations.close(
        id,
        { ...given, documentNumber },
        { accountId: actor.accountId, at: this.clock.now() },
      );
      if (given.outcome === 'awarded' && isMasterHonour(stored.kind)) {
        const { masterId, studioId, kind } = stored;
        await this.masters.add(masterId, studioId, { ...writtenHonour[kind], year: yearOf(given.on) });
      }
      await this.audit.record({
        subject: { type: 'nomination', id },
        studioId: stored.studioId,
        action: given.outcome,
        facts: { kind: stored.kind, on: given.on, documentNumber },
      });
    });
  }
}
