import { Injectable } from '@nestjs/common';

/** A studio leaves a running cycle without a result; `reason` is the office's. */
export type WithdrawalListener = (withdrawn: { readonly studioId: string; readonly reason: string }) => Promise<void>;

/** What no event of a studio says, for features that wait for its evaluation: told in the unit in which it happens. */
@Injectable()
export class EvaluationListeners {
  private readonly listeners: WithdrawalListener[] = [];

  /** Call in `onModuleInit`. */
  onWithdrawal(listener: WithdrawalListener): void {
    this.listeners.push(listener);
  }

  async withdrawn(withdrawn: Parameters<WithdrawalListener>[0]): Promise<void> {
    for (const listener of this.listeners) await listener(withdrawn);
  }
}
