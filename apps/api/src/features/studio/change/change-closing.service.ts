import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { ChangeRepository } from './change.repository.ts';

/** What becomes of open applications when their studio ends another way. */
@Injectable()
export class ChangeClosing {
  private readonly changes: ChangeRepository;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(changes: ChangeRepository, audit: AuditLog, clock: Clock) {
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
  }

  /** What an ended studio still asked for has no object any more. Called in the unit that ended it. */
  async closeOf(studioId: string): Promise<void> {
    for (const { id, state, revision } of await this.changes.openOf(studioId)) {
      await this.changes.settle(id, { state: 'closed' }, this.clock.now());
      await this.audit.record({
        subject: { type: 'studio-change', id },
        studioId,
        action: 'closed',
        from: state,
        to: 'closed',
        revision: revision + 1,
      });
    }
  }
}
