import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, UnitOfWork } from '../../../platform/database/index.ts';
import { RectificationMoves } from './rectification-moves.service.ts';
import { RectificationRepository } from './rectification.repository.ts';

/** What the clock does. Each case in a transaction of its own, decided under its lock: run twice or on two servers, it happens once. */
@Injectable()
export class RectificationDeadlines {
  private readonly database: Database;
  private readonly repository: RectificationRepository;
  private readonly moves: RectificationMoves;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;

  constructor(
    database: Database,
    repository: RectificationRepository,
    moves: RectificationMoves,
    unit: UnitOfWork,
    clock: Clock,
  ) {
    this.database = database;
    this.repository = repository;
    this.moves = moves;
    this.unit = unit;
    this.clock = clock;
  }

  /** 逾期未报: a term that ended without a report has failed. */
  async expireOverdue(): Promise<number> {
    const late = await this.database.rows<{ id: string }>(sql`
      SELECT id FROM rectifications
      WHERE state IN ('ordered', 'planned', 'rectifying') AND due_on < ${this.clock.today()} ORDER BY due_on, id`);
    for (const { id } of late) {
      await this.unit.run(async () => {
        const found = await this.repository.forUpdate(id, sql`TRUE`);
        if (
          !found ||
          !['ordered', 'planned', 'rectifying'].includes(found.state) ||
          found.dueOn >= this.clock.today()
        ) {
          return;
        }
        await this.moves.make(found, null, {
          action: 'expire',
          changes: { expired: true },
          step: { kind: 'expired', facts: { due: found.dueOn } },
        });
      });
    }
    return late.length;
  }

  /** The studio is under no rectification any more: an objection was upheld, it ended, or the register was corrected by hand. */
  async withdrawGroundless(): Promise<number> {
    const gone = await this.database.rows<{ id: string; standing: string }>(sql`
      SELECT r.id, s.standing FROM rectifications r JOIN studios s ON s.id = r.studio_id
      WHERE r.closed_at IS NULL AND s.standing <> 'rectifying' ORDER BY r.id`);
    for (const { id, standing } of gone) {
      await this.unit.run(async () => {
        const found = await this.repository.forUpdate(id, sql`TRUE`);
        if (!found || found.studio.standing === 'rectifying') return;
        await this.moves.make(found, null, { action: 'withdraw', step: { kind: 'withdrawn', facts: { standing } } });
      });
    }
    return gone.length;
  }
}
