import type { StudioEvent } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';

/** An event as it was recorded on a studio's timeline. */
export interface HeardEvent {
  readonly studioId: string;
  readonly event: StudioEvent;
}

export type StudioEventListener = (heard: readonly HeardEvent[]) => Promise<void>;

/**
 * Features that hang on what happens to studios hear of it in the unit that records it: event and consequence are one transaction, and
 * neither feature knows the other.
 */
@Injectable()
export class StudioEventListeners {
  private readonly listeners: StudioEventListener[] = [];

  /** Call in `onModuleInit`. */
  register(listener: StudioEventListener): void {
    this.listeners.push(listener);
  }

  async tell(heard: readonly HeardEvent[]): Promise<void> {
    for (const listener of this.listeners) await listener(heard);
  }
}
