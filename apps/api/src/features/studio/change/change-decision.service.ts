import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { civilDateOf, normaliseDocumentNumber, refusalsOf } from '@jianglian/domain/kernel';
import type { ChangeAction, Consent, Resolved } from '@jianglian/domain/studio';
import { actOfChange, changeMachine, changeRefusals, consentRefusals, studioRefusals } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { HostUnitRepository } from '../host-unit.repository.ts';
import { MasterRepository } from '../master.repository.ts';
import { ReferenceCheck } from '../reference-check.repository.ts';
import { StudioEvents } from '../studio-events.service.ts';
import { ChangeNews } from './change-news.service.ts';
import { type ChangeRecord, ChangeRecords } from './change-record.ts';
import { changeVisibleTo } from './change-visibility.queries.ts';
import { ChangeQueries } from './change.queries.ts';
import { ChangeRepository } from './change.repository.ts';
import { newMaster, opened, type ProposedNumber } from './proposed-person.ts';

export interface ConsentOrder extends Consent {
  readonly note: string;
  /** The one of the registry that is meant, in place of what was proposed. */
  readonly masterId: string | null;
  readonly hostUnitId: string | null;
  readonly recommenderId: string | null;
}

/** Opinion, return and decision on an application for a change. A consent records the studio's event in the same unit. */
@Injectable()
export class ChangeDecisionService {
  private readonly changes: ChangeRepository;
  private readonly records: ChangeRecords;
  private readonly queries: ChangeQueries;
  private readonly units: HostUnitRepository;
  private readonly masters: MasterRepository;
  private readonly reference: ReferenceCheck;
  private readonly events: StudioEvents;
  private readonly news: ChangeNews;
  private readonly cipher: FieldCipher;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    changes: ChangeRepository,
    records: ChangeRecords,
    queries: ChangeQueries,
    units: HostUnitRepository,
    masters: MasterRepository,
    reference: ReferenceCheck,
    events: StudioEvents,
    news: ChangeNews,
    cipher: FieldCipher,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.changes = changes;
    this.records = records;
    this.queries = queries;
    this.units = units;
    this.masters = masters;
    this.reference = reference;
    this.events = events;
    this.news = news;
    this.cipher = cipher;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  endorse(id: string, revision: number, opinion: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.demand('endorse', id, revision, actor);
      await this.changes.endorse(id, actor.accountId, change.recommenderId, opinion, this.clock.now());
      await this.record(change, 'endorsed', 'endorsed', opinion);
      await this.news.tell('change-endorsed', change);
    });
  }

  giveBack(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.demand('return', id, revision, actor);
      await this.changes.giveBack(id, actor.accountId, reason, this.clock.now());
      await this.record(change, 'returned', 'returned', reason);
      await this.news.tell('change-returned', change);
    });
  }

  consent(id: string, revision: number, order: ConsentOrder, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.demand('consent', id, revision, actor, (found) => this.against(found, order, actor));
      const { note, despite, happenedOn, fileId } = order;
      const documentNumber = normaliseDocumentNumber(order.documentNumber) as string;
      const act = actOfChange(change.proposal, await this.resolved(change, order), {
        happenedOn,
        fileId,
        despite,
        documentNumber,
        reason: note === '' ? change.reason : `${change.reason.slice(0, 999 - note.length)}；${note}`,
      });
      const consent = {
        state: 'consented',
        by: actor.accountId,
        note,
        documentNumber,
        effectiveOn: happenedOn,
      } as const;
      await this.changes.settle(id, { ...consent, fileId }, this.clock.now());
      // Settled first: the end of a studio closes what is still open, and this is decided.
      await this.events.record(change.studioId, act);
      await this.record(change, 'consented', 'consented', note, { documentNumber, effectiveOn: happenedOn });
      await this.news.tell('change-consented', change, { document: documentNumber, on: happenedOn });
    });
  }

  refuse(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.demand('refuse', id, revision, actor);
      await this.changes.settle(id, { state: 'refused', by: actor.accountId, note: reason }, this.clock.now());
      await this.record(change, 'refused', 'refused', reason);
      await this.news.tell('change-refused', change);
    });
  }

  reveal(id: string, field: ProposedNumber, reason: string, actor: Actor): Promise<string | null> {
    return this.unit.run(async () => {
      const change = await this.records.forUpdate(id, changeVisibleTo(actor));
      if (!change) throw new NotFoundError('change');
      await this.audit.record({
        subject: { type: 'studio-change', id },
        studioId: change.studioId,
        action: 'revealed',
        reason,
        facts: { field },
      });
      return opened(change, field, this.cipher);
    });
  }

  /** Whom and what the registry has, or takes in, for what is proposed. */
  private async resolved(
    change: ChangeRecord,
    { masterId, hostUnitId, recommenderId }: ConsentOrder,
  ): Promise<Resolved> {
    const { proposal } = change;
    if (proposal.kind === 'master-changed') {
      const meant = masterId === null ? newMaster(proposal.master, change, this.cipher) : { id: masterId };
      const [master] = await this.masters.resolve([meant]);
      return master ? { master } : {};
    }
    if (proposal.kind !== 'relocated' && proposal.kind !== 'host-merged') return {};
    const districtCode = proposal.kind === 'relocated' ? proposal.districtCode : null;
    const meant =
      hostUnitId === null && proposal.hostUnit !== null
        ? { ...proposal.hostUnit, districtCode }
        : { id: hostUnitId ?? change.studio.hostUnit.id };
    const [hostUnit] = await this.units.resolve([meant]);
    const recommender =
      proposal.kind === 'relocated'
        ? await this.reference.recommender(recommenderId ?? proposal.recommenderId)
        : undefined;
    return { ...(hostUnit ? { hostUnit } : {}), ...(recommender ? { recommender } : {}) };
  }

  /** What speaks against the consent before the act on the studio is tried. */
  private async against(change: ChangeRecord, order: ConsentOrder, actor: Actor): Promise<readonly Refusal[]> {
    const { proposal } = change;
    const own = order.fileId === null ? undefined : await this.changes.ownFiles([order.fileId], actor.accountId);
    const referred =
      proposal.kind === 'relocated'
        ? { districtCode: proposal.districtCode, recommenderId: order.recommenderId ?? proposal.recommenderId }
        : {};
    return [
      ...consentRefusals(order, civilDateOf(new Date(change.submittedAt ?? ''))),
      ...(order.despite.length > 0 && order.note === '' ? [studioRefusals('reason-needed')] : []),
      ...(own?.size === 0 ? [changeRefusals('file-unknown')] : []),
      ...(await this.reference.faults(referred, order.happenedOn)),
    ];
  }

  private async demand(
    action: ChangeAction,
    id: string,
    revision: number,
    actor: Actor,
    more: (change: ChangeRecord) => Promise<readonly Refusal[]> = () => Promise.resolve([]),
  ): Promise<ChangeRecord> {
    const change = await this.records.forUpdate(id, changeVisibleTo(actor));
    if (!change) throw new NotFoundError('change');
    if (change.revision !== revision) throw staleRevision(await this.queries.one(id, actor));
    const refusals = refusalsOf(changeMachine, action, change, { actor, faults: [], studioEnded: change.studioEnded });
    if (refusals.length > 0) throw new RefusedError(refusals);
    const others = await more(change);
    if (others.length > 0) throw new RefusedError(others);
    return change;
  }

  private record(change: ChangeRecord, action: string, to: string, reason: string, facts: object = {}): Promise<void> {
    return this.audit.record({
      subject: { type: 'studio-change', id: change.id },
      studioId: change.studioId,
      action,
      from: change.state,
      to,
      revision: change.revision + 1,
      ...(reason === '' ? {} : { reason }),
      facts: { kind: change.kind, ...facts },
    });
  }
}
