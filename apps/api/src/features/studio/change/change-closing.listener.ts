import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { StudioEventListeners } from '../studio-event-listeners.service.ts';
import { ChangeRepository } from './change.repository.ts';

/** What becomes of open applications when their studio ends: terminated by a consent or by hand, or revoked. */
@Injectable()
export class ChangeClosing implements OnModuleInit {
  private readonly listeners: StudioEventListeners;
  private readonly changes: ChangeRepository;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(listeners: StudioEventListeners, changes: ChangeRepository, audit: AuditLog, clock: Clock) {
    this.listeners = listeners;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
  }

  onModuleInit(): void {
    this.listeners.register(async (heard) => {
      for (const { studioId, event } of heard) {
        if (event.kind === 'terminated' || event.kind === 'revoked') await this.closeOf(studioId);
      }
    });
  }

  /** What an ended studio still asked for has no object any more. */
  private async closeOf(studioId: string): Promise<void> {
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
