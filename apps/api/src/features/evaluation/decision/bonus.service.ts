import { evaluationRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { scoreText, sumOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { DecisionSessions } from './decision-session.service.ts';
import { type BonusItem, DecisionRepository } from './decision.repository.ts';

/** Bonus points, each with its reason; before the grades are decided. */
@Injectable()
export class BonusService {
  private readonly sessions: DecisionSessions;
  private readonly decisions: DecisionRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;

  constructor(sessions: DecisionSessions, decisions: DecisionRepository, unit: UnitOfWork, audit: AuditLog) {
    this.sessions = sessions;
    this.decisions = decisions;
    this.unit = unit;
    this.audit = audit;
  }

  /** Answers the cycle. */
  setBonus(id: string, revision: number, items: readonly BonusItem[], actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const { session, evaluation } = await this.sessions.open(id, revision);
      const known = new Map(session.rubric.bonus.items.map((item) => [item.code, item]));
      const refusals = [...this.sessions.machineRefusals('set-bonus', session, evaluation, actor)];
      if (evaluation.base === null) refusals.push(evaluationRefusals('failed-needs-veto'));
      for (const { code, points } of items) {
        const item = known.get(code);
        if (!item) refusals.push(evaluationRefusals('bonus-unknown', { bonus: code }));
        else if (points > item.points) {
          refusals.push(evaluationRefusals('bonus-above', { bonus: code, points: scoreText(item.points) }));
        }
      }
      refusals.push(
        ...(await this.sessions.fileRefusals(
          items.flatMap(({ fileId }) => fileId ?? []),
          actor,
        )),
      );
      if (refusals.length > 0) throw new RefusedError(refusals);
      const points = Math.min(session.rubric.bonus.cap, sumOf(items.map((item) => item.points)));
      await this.decisions.setBonus(id, items, points);
      await this.audit.record({
        subject: { type: 'evaluation', id },
        action: 'bonus-set',
        from: evaluation.state,
        to: 'scored',
        revision: revision + 1,
        facts: { items, points },
      });
      return session.cycle.id;
    });
  }
}
