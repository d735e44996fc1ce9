import type { Mark, Rubric } from '@jianglian/domain/evaluation';
import { aggregate } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import type { ReviewContext, ReviewSheetAction } from '@jianglian/domain/upgrade';
import { reviewMarkRefusals, reviewSheetMachine } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { autosave, RubricQueries, type SavedMark } from '../../evaluation/index.ts';
import { ReviewNews } from './review-news.service.ts';
import { type ReviewSheet, ReviewSheetRepository } from './review-sheet.repository.ts';

const wordOf = { submit: 'submitted', recuse: 'recused', release: 'released', reopen: 'reopened' } as const;

/** Experts score, hand in and recuse themselves; the office takes places back and gives sheets back. */
@Injectable()
export class ReviewSheetService {
  private readonly sheets: ReviewSheetRepository;
  private readonly rubrics: RubricQueries;
  private readonly news: ReviewNews;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    sheets: ReviewSheetRepository,
    rubrics: RubricQueries,
    news: ReviewNews,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.sheets = sheets;
    this.rubrics = rubrics;
    this.news = news;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  async saveMark(id: string, mark: Mark, revision: number, actor: Actor): Promise<SavedMark> {
    const { accountId } = actor;
    const again = () => this.sheets.read(id, accountId);
    const sheet = await again();
    const rubric = await this.rubrics.view(sheet.rubricVersion);
    const at = this.clock.now();
    return autosave(sheet, rubric, mark, revision, {
      again,
      judge: (one) => {
        const refusals = reviewMarkRefusals(one, mark, this.context(one, rubric, actor));
        if (refusals.length > 0) throw new RefusedError(refusals);
      },
      write: (before) =>
        this.sheets.write({
          sheetId: id,
          accountId,
          mark,
          revision,
          before: before?.score ?? null,
          at,
          origin: 'screen',
        }),
    });
  }

  /** Handed in; the last sheet of a panel brings the result about, in the same transaction. */
  async submit(id: string, revision: number, actor: Actor): Promise<void> {
    await this.act('submit', id, revision, actor, undefined, async (sheet, rubric, now) => {
      await this.sheets.submit(id, now);
      await this.settleIfComplete(sheet, rubric, now);
    });
  }

  /** 回避: the place becomes free, and this application is not proposed to the expert again. */
  async recuse(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    await this.act('recuse', id, revision, actor, reason, () => this.sheets.giveBack(id, 'recused', reason));
  }

  release(id: string, revision: number, reason: string, actor: Actor): Promise<string> {
    return this.act('release', id, revision, actor, reason, async (sheet) => {
      await this.sheets.giveBack(id, 'released', reason);
      await this.news.sheet(sheet, 'review-released');
    }).then((sheet) => sheet.roundId);
  }

  /** Given back to its expert; a result that rested on it is undone. */
  reopen(id: string, revision: number, reason: string, actor: Actor): Promise<string> {
    return this.act('reopen', id, revision, actor, reason, async (sheet, _, now) => {
      await this.sheets.reopen(id, reason, now);
      await this.sheets.unsettle(sheet.applicationId);
      await this.news.sheet(sheet, 'review-reopened');
    }).then((sheet) => sheet.roundId);
  }

  private act(
    action: ReviewSheetAction,
    id: string,
    revision: number,
    actor: Actor,
    reason: string | undefined,
    carryOut: (sheet: ReviewSheet, rubric: Rubric, now: Date) => Promise<void>,
  ): Promise<ReviewSheet> {
    const own = action === 'submit' || action === 'recuse';
    return this.unit.run(async () => {
      const sheet = await this.sheets.forUpdate(id, own ? actor.accountId : undefined);
      if (sheet.revision !== revision) throw staleRevision({ id, revision: sheet.revision, state: sheet.state });
      const rubric = await this.rubrics.view(sheet.rubricVersion);
      const outcome = attempt(reviewSheetMachine, action, sheet, this.context(sheet, rubric, actor));
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      await carryOut(sheet, rubric, this.clock.now());
      await this.audit.record({
        subject: { type: 'review-sheet', id },
        action: wordOf[action],
        from: sheet.state,
        to: outcome.subject.state,
        revision: revision + 1,
        facts: { applicationId: sheet.applicationId, accountId: sheet.accountId },
        ...(reason === undefined ? {} : { reason }),
      });
      return sheet;
    });
  }

  /** Under the lock of the application: as many sheets as wanted, all of them in. */
  private async settleIfComplete({ applicationId, wanted }: ReviewSheet, rubric: Rubric, now: Date): Promise<void> {
    const panel = await this.sheets.panel(applicationId);
    if (panel.length < wanted || panel.some(({ state }) => state !== 'submitted')) return;
    const result = aggregate(rubric, panel);
    await this.sheets.settle(applicationId, result, now);
    await this.audit.record({
      subject: { type: 'application', id: applicationId },
      action: 'scored',
      facts: { score: result.base, spread: result.spread, sheets: panel.length },
    });
  }

  private context(sheet: ReviewSheet, rubric: Rubric, actor: Actor): ReviewContext {
    const { closesAt, round, application, prefills } = sheet;
    return { actor, now: this.clock.now(), closesAt, round, application, rubric, prefills };
  }
}
