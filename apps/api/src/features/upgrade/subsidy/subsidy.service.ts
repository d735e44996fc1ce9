import type { NewSubsidyEntry, NewSubsidyStatementBody } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { normaliseDocumentNumber, yearOf } from '@jianglian/domain/kernel';
import type { SubsidySettings } from '@jianglian/domain/upgrade';
import {
  ledgerEntryRefusals,
  ledgerReversalRefusals,
  ruleSets,
  subsidyJudgementRefusals,
  subsidyRefusals,
  subsidyStatementRefusals,
  tierStepsOf,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { Files, FileVisibility } from '../../../platform/files/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { accountOfRow } from './ledger-columns.ts';
import { SubsidyQueries } from './subsidy.queries.ts';
import { SubsidyRepository } from './subsidy.repository.ts';

/** The subsidy ledger (四(一)): the office's entries, the studios' statements, the verdicts on them. */
@Injectable()
export class SubsidyService {
  private readonly ledger: SubsidyRepository;
  private readonly queries: SubsidyQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;
  private readonly files: Files;
  private readonly visibility: FileVisibility;

  constructor(
    ledger: SubsidyRepository,
    queries: SubsidyQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
    files: Files,
    visibility: FileVisibility,
  ) {
    this.ledger = ledger;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
    this.files = files;
    this.visibility = visibility;
  }

  enter(actor: Actor, studioId: string, entry: z.output<typeof NewSubsidyEntry>): Promise<void> {
    return this.unit.run(async () => {
      const facts = await this.locked(studioId);
      const { kind, position, fen, on, fileId } = entry;
      const reason = entry.reason?.trim() || null;
      const asked = { kind, position, fen, on, reason };
      refuse(ledgerEntryRefusals(ruleSets, tierStepsOf(facts.events), facts.entries, asked, this.clock.today()));
      await this.demandFile(fileId, actor);
      const typed = entry.documentNumber;
      const documentNumber = typed === null ? null : (normaliseDocumentNumber(typed) ?? typed);
      const kept = { kind, position, fen, on, documentNumber, reason, fileId };
      const id = await this.ledger.insertEntry(studioId, kept, this.by(actor));
      await this.audit.record({
        subject: { type: 'subsidy-entry', id },
        studioId,
        action: kind,
        ...(reason === null ? {} : { reason }),
        facts: { position, fen, on, documentNumber },
      });
    });
  }

  /** Nothing is taken out: a contra entry of the same amount. Answers whose it was. */
  reverse(actor: Actor, id: string, reason: string): Promise<string> {
    return this.unit.run(async () => {
      const studioId = await this.ledger.studioOfEntry(id);
      if (studioId === undefined) throw new NotFoundError('subsidy entry');
      const facts = await this.locked(studioId);
      const entry = facts.entries.find((one) => one.id === id)!;
      refuse(ledgerReversalRefusals(ruleSets, tierStepsOf(facts.events), facts.entries, entry));
      const { position, fen } = entry;
      const contra = await this.ledger.insertEntry(
        studioId,
        {
          kind: 'reversal',
          position,
          fen,
          on: this.clock.today(),
          documentNumber: null,
          reason,
          fileId: null,
          reversesId: id,
        },
        this.by(actor),
      );
      await this.audit.record({
        subject: { type: 'subsidy-entry', id: contra },
        studioId,
        action: 'reversal',
        reason,
        facts: { reverses: id, kind: entry.kind, position, fen },
      });
      return studioId;
    });
  }

  /** For one's own studio only, whatever else one may see. */
  state(actor: Actor, studioId: string, said: z.output<typeof NewSubsidyStatementBody>): Promise<void> {
    if (!actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId)) {
      throw new NotFoundError('studio');
    }
    return this.unit.run(async () => {
      const facts = await this.locked(studioId);
      const today = this.clock.today();
      const { kind, note, fileId } = said;
      const items = said.kind === 'spending' ? said.items : [];
      const on = said.kind === 'matching' ? said.on : null;
      const year = said.kind === 'spending' ? said.year : yearOf(said.on);
      const fen = said.kind === 'spending' ? items.reduce((sum, item) => sum + item.fen, 0) : said.fen;
      refuse([
        ...(on !== null && on > today ? [subsidyRefusals('in-the-future', { on, today })] : []),
        ...subsidyStatementRefusals(accountOfRow(facts), facts.statements, { kind, year, fen, note }, today),
      ]);
      await this.demandFile(fileId, actor);
      const id = await this.ledger.insertStatement(
        studioId,
        { kind, year, on, fen, items, note, fileId },
        this.by(actor),
      );
      await this.audit.record({
        subject: { type: 'subsidy-statement', id },
        studioId,
        action: 'stated',
        facts: { kind, year, fen },
      });
    });
  }

  /** By the unit that recommends the studio now. Answers whose statement it was. */
  judge(
    actor: Actor,
    id: string,
    given: { readonly verdict: 'verified' | 'returned'; readonly reason: string | null },
  ): Promise<string> {
    return this.unit.run(async () => {
      const stored = await this.ledger.statement(id);
      const ours = actor.grants.some(
        ({ role, recommenderId }) => role === 'recommender' && recommenderId === stored?.recommenderId,
      );
      if (!stored || !ours) throw new NotFoundError('subsidy statement');
      const { verdict, reason } = given;
      refuse(subsidyJudgementRefusals(stored, { verdict, reason, by: actor.accountId }));
      await this.ledger.judge(id, { verdict, reason }, this.by(actor));
      await this.audit.record({
        subject: { type: 'subsidy-statement', id },
        studioId: stored.studioId,
        action: verdict,
        from: stored.state,
        to: verdict,
        ...(reason === null ? {} : { reason }),
        facts: { kind: stored.kind, year: stored.year, fen: stored.fen },
      });
      return stored.studioId;
    });
  }

  saveSettings({ revision, ...settings }: SubsidySettings & { readonly revision: number }): Promise<void> {
    return this.unit.run(async () => {
      const before = await this.queries.settings();
      if (!(await this.ledger.saveSettings(settings, revision))) throw staleRevision(before);
      await this.audit.record({
        subject: { type: 'subsidy-settings', id: 'settings' },
        action: 'saved',
        facts: { from: before.reportDue, to: settings.reportDue },
      });
    });
  }

  private async locked(studioId: string) {
    const facts = await this.ledger.locked(studioId);
    if (!facts) throw new NotFoundError('studio');
    return facts;
  }

  /** A file is attached only by who may see it. */
  private async demandFile(fileId: string | null, actor: Actor): Promise<void> {
    if (fileId === null) return;
    if (!(await this.visibility.maySee(await this.files.find(fileId), actor))) throw new NotFoundError('file');
  }

  private by(actor: Actor) {
    return { accountId: actor.accountId, at: this.clock.now() };
  }
}

function refuse(reasons: readonly Refusal[]): void {
  if (reasons.length > 0) throw new RefusedError(reasons);
}
