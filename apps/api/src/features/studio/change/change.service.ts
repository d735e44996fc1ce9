import type { ProposalInput } from '@jianglian/contracts/studio';
import type { Actor } from '@jianglian/domain/identity';
import { within } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { machineRefusals, refusalsOf } from '@jianglian/domain/kernel';
import type { ChangeAction, ChangeEvidence } from '@jianglian/domain/studio';
import { changeMachine, changeRefusals, mayEdit, personRefusals, studioRefusals } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { Receipts } from '../../../platform/receipts/index.ts';
import { ReferenceCheck } from '../reference-check.repository.ts';
import { StudioAccess } from '../studio-access.queries.ts';
import { StudioRepository } from '../studio.repository.ts';
import { type ChangeRecord, ChangeRecords } from './change-record.ts';
import { changeVisibleTo } from './change-visibility.queries.ts';
import { ChangeQueries } from './change.queries.ts';
import { ChangeRepository } from './change.repository.ts';
import { sealed } from './proposed-person.ts';

export interface ChangeDraft {
  readonly proposal: ProposalInput;
  readonly reason: string;
  readonly files: readonly { readonly id: string; readonly evidence: ChangeEvidence }[];
}

/** What a studio does with its applications for changes: begin, write, hand in, withdraw. */
@Injectable()
export class ChangeService {
  private readonly changes: ChangeRepository;
  private readonly records: ChangeRecords;
  private readonly queries: ChangeQueries;
  private readonly studios: StudioRepository;
  private readonly access: StudioAccess;
  private readonly reference: ReferenceCheck;
  private readonly receipts: Receipts;
  private readonly cipher: FieldCipher;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    changes: ChangeRepository,
    records: ChangeRecords,
    queries: ChangeQueries,
    studios: StudioRepository,
    access: StudioAccess,
    reference: ReferenceCheck,
    receipts: Receipts,
    cipher: FieldCipher,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.changes = changes;
    this.records = records;
    this.queries = queries;
    this.studios = studios;
    this.access = access;
    this.reference = reference;
    this.receipts = receipts;
    this.cipher = cipher;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  draft(studioId: string, draft: ChangeDraft, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      await this.access.demand(within(actor, 'change:write'), studioId);
      const studio = (await this.studios.forUpdate([studioId])).get(studioId);
      if (!studio) throw new NotFoundError('studio');
      const { standing } = studio.state;
      const ended = standing === 'terminated' || standing === 'revoked';
      await this.demandSound(draft, [], actor, ended ? [studioRefusals('ended', { standing })] : []);
      const content = { ...sealed(draft.proposal, this.cipher), reason: draft.reason, files: draft.files };
      const id = await this.changes.insert(studioId, content, actor.accountId, this.clock.now());
      await this.record({ id, studioId }, 'drafted', null, 'draft', 1, { kind: draft.proposal.kind });
      return id;
    });
  }

  write(id: string, revision: number, draft: ChangeDraft, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.locked(id, revision, actor);
      if (!mayEdit(change, actor)) {
        throw new RefusedError([
          machineRefusals('not-from-here', { machine: changeMachine.name, action: 'write', state: change.state }),
        ]);
      }
      const otherKind = change.kind === draft.proposal.kind ? [] : [changeRefusals('kind-stays')];
      await this.demandSound(
        draft,
        change.files.map((file) => file.id),
        actor,
        otherKind,
      );
      const content = { ...sealed(draft.proposal, this.cipher, change), reason: draft.reason, files: draft.files };
      await this.changes.write(id, content);
      await this.record(change, 'written', change.state, change.state, revision + 1);
    });
  }

  /** Handed in, with a signed receipt over what was handed in. */
  submit(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.demand('submit', id, revision, actor);
      const at = this.clock.now();
      await this.changes.submit(id, actor.accountId, at);
      await this.receipts.issue({
        purpose: 'change',
        title: change.studio.name,
        subject: { type: 'studio-change', id },
        studioId: change.studioId,
        content: {
          change: id,
          proposal: change.proposal,
          person: change.idNumberIndex,
          reason: change.reason,
          files: await this.changes.hashes(change.files.map((file) => file.id)),
        },
        at,
      });
      await this.record(change, 'submitted', change.state, 'submitted', revision + 1, { kind: change.kind });
    });
  }

  withdraw(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.demand('withdraw', id, revision, actor);
      await this.changes.settle(id, { state: 'withdrawn' }, this.clock.now());
      await this.record(change, 'withdrawn', change.state, 'withdrawn', revision + 1);
    });
  }

  private async demand(action: ChangeAction, id: string, revision: number, actor: Actor): Promise<ChangeRecord> {
    const change = await this.locked(id, revision, actor);
    const faults = action === 'submit' ? await this.records.faults(change) : [];
    const refusals = refusalsOf(changeMachine, action, change, { actor, faults, studioEnded: change.studioEnded });
    if (refusals.length > 0) throw new RefusedError(refusals);
    return change;
  }

  private async locked(id: string, revision: number, actor: Actor): Promise<ChangeRecord> {
    const change = await this.records.forUpdate(id, changeVisibleTo(actor));
    if (!change) throw new NotFoundError('change');
    if (change.revision !== revision) throw staleRevision(await this.queries.one(id, actor));
    return change;
  }

  /** What is written down is right as far as it goes; whether it is all there shows when it is handed in. */
  private async demandSound(
    { proposal, files }: ChangeDraft,
    attached: readonly string[],
    actor: Actor,
    more: readonly Refusal[],
  ): Promise<void> {
    const today = this.clock.today();
    const ids = files.map(({ id }) => id);
    const own = await this.changes.ownFiles(ids, actor.accountId);
    const refusals = [
      ...more,
      ...(proposal.kind === 'master-changed' ? personRefusals(proposal.master, today) : []),
      ...(proposal.kind === 'relocated' ? await this.reference.faults(proposal, today) : []),
      ...(ids.every((id) => own.has(id) || attached.includes(id)) && new Set(ids).size === ids.length
        ? []
        : [changeRefusals('file-unknown')]),
    ];
    if (refusals.length > 0) throw new RefusedError(refusals, more.length > 0 ? 409 : 422);
  }

  private record(
    { id, studioId }: { readonly id: string; readonly studioId: string },
    action: string,
    from: string | null,
    to: string,
    revision: number,
    facts: object = {},
  ): Promise<void> {
    return this.audit.record({ subject: { type: 'studio-change', id }, studioId, action, from, to, revision, facts });
  }
}
