import type { ConsequenceChoice } from '@jianglian/domain/evaluation';
import {
  answerUntil,
  consequenceOf,
  hearingStates,
  rectificationRefusals,
  subsidyConsequence,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { RectificationEffects } from './rectification-effect.service.ts';
import { documentNumber, RectificationMoves } from './rectification-moves.service.ts';
import type { LockedRectification } from './rectification-record.ts';
import { WorkCalendarQueries } from './work-calendar.queries.ts';

interface Said {
  readonly revision: number;
  readonly text: string;
  readonly fileIds: readonly string[];
}

/** After a failure: notice of intent, statement and defence, answer, hearing, decision. */
@Injectable()
export class RectificationConsequences {
  private readonly moves: RectificationMoves;
  private readonly rubrics: RubricQueries;
  private readonly calendar: WorkCalendarQueries;
  private readonly effects: RectificationEffects;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;

  constructor(
    moves: RectificationMoves,
    rubrics: RubricQueries,
    calendar: WorkCalendarQueries,
    effects: RectificationEffects,
    unit: UnitOfWork,
    clock: Clock,
  ) {
    this.moves = moves;
    this.rubrics = rubrics;
    this.calendar = calendar;
    this.effects = effects;
    this.unit = unit;
    this.clock = clock;
  }

  /** Says what is intended and why. The term to answer is counted in working days from the day after. */
  notice(
    id: string,
    order: { revision: number; choice: ConsequenceChoice; reason: string; documentNumber?: string | undefined },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const { number, refusals } = documentNumber(order.documentNumber);
      const today = this.clock.today();
      const until = answerUntil(today, found.settings, await this.calendar.calendar());
      const consequence = consequenceOf(found.studio, order.choice);
      await this.moves.make(found, actor, {
        action: 'notice',
        refusals,
        changes: {
          intended: order.choice,
          noticeReason: order.reason,
          noticeNumber: number,
          noticedBy: actor.accountId,
          noticedOn: today,
          answerUntil: until,
          consequence,
          subsidy: await this.subsidy(found, consequence.toTier),
        },
        step: {
          kind: 'notice-given',
          text: order.reason,
          facts: { choice: order.choice, consequence: consequence.code, until, documentNumber: number },
        },
      });
    });
  }

  /** 陈述申辩; may be handed in again until the term ends, to the millisecond. */
  state(id: string, { revision, text, fileIds }: Said, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, revision);
      await this.moves.make(found, actor, {
        action: 'state',
        refusals: await this.moves.fileRefusals(fileIds, actor),
        step: { kind: 'statement', text, fileIds },
      });
    });
  }

  answer(id: string, { revision, text, fileIds }: Said, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, revision);
      await this.moves.make(found, actor, {
        action: 'answer',
        refusals: await this.moves.fileRefusals(fileIds, actor),
        step: { kind: 'answer', text, fileIds },
      });
    });
  }

  /** A hearing that was held, as a note of the trace. */
  hearing(id: string, { revision, text, fileIds, heldOn }: Said & { heldOn: CivilDate }, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, revision);
      const refusals = [...(await this.moves.fileRefusals(fileIds, actor))];
      if (!(hearingStates as readonly string[]).includes(found.state)) {
        refusals.push(rectificationRefusals('in-procedure'));
      }
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.moves.note(found, actor, { kind: 'hearing', text, fileIds, facts: { heldOn } });
    });
  }

  /** Decides within what was noticed. Nothing lands on the timeline before this, but then all of it. */
  decide(
    id: string,
    order: { revision: number; choice: ConsequenceChoice; reason: string; documentNumber: string },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const found = await this.moves.lock(id, actor, order.revision);
      const { number, refusals } = documentNumber(order.documentNumber);
      const consequence = consequenceOf(found.studio, order.choice);
      const subsidy = await this.subsidy(found, consequence.toTier);
      await this.moves.make(found, actor, {
        action: actions[consequence.act],
        brought: { choice: order.choice },
        refusals,
        changes: {
          consequence,
          subsidy,
          decisionReason: order.reason,
          decisionNumber: number,
          decidedBy: actor.accountId,
          decidedOn: this.clock.today(),
        },
        step: {
          kind: consequence.act,
          text: order.reason,
          facts: {
            choice: order.choice,
            consequence: consequence.code,
            default: consequence.default,
            toTier: consequence.toTier,
            subsidy: subsidy.code,
            documentNumber: number,
          },
        },
      });
      if (consequence.act !== 'reported-to-ministry')
        await this.effects.takeEffect(found, consequence, subsidy, order.reason, number);
    });
  }

  private async subsidy(
    { rubricVersion, studio }: LockedRectification,
    toTier: Parameters<typeof subsidyConsequence>[2],
  ) {
    const { subsidyFen } = await this.rubrics.view(rubricVersion);
    return subsidyConsequence(subsidyFen, studio.tier, toTier);
  }
}

const actions = {
  downgraded: 'downgrade',
  revoked: 'revoke',
  'reported-to-ministry': 'report-to-ministry',
} as const;
