import { timeText } from '@jianglian/domain/evaluation';
import type { RoundWindows } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Audience, Messages } from '../../message/index.ts';
import type { LockedRound } from './round.repository.ts';

/** Tells everybody a round concerns: studios, units that want one, recommenders. Joins the unit of what happened. */
@Injectable()
export class RoundNews {
  private readonly messages: Messages;
  private readonly audience: Audience;

  constructor(messages: Messages, audience: Audience) {
    this.messages = messages;
    this.audience = audience;
  }

  called(round: LockedRound): Promise<number> {
    const { opensAt, applicationsCloseAt, recommendingClosesAt } = round.windows;
    return this.tell(round, 'round-called', 'called', {
      opens: timeText(opensAt),
      closes: timeText(applicationsCloseAt),
      until: timeText(recommendingClosesAt),
    });
  }

  moved(round: LockedRound, to: RoundWindows, reason: string): Promise<number> {
    return this.tell(round, 'round-moved', `moved ${round.revision}`, {
      opens: timeText(to.opensAt),
      closes: timeText(to.applicationsCloseAt),
      from: timeText(to.recommendingOpensAt),
      until: timeText(to.recommendingClosesAt),
      reason,
    });
  }

  cancelled(round: LockedRound, reason: string): Promise<number> {
    return this.tell(round, 'round-cancelled', 'cancelled', { reason });
  }

  private async tell(
    { id, title }: LockedRound,
    kind: 'round-called' | 'round-moved' | 'round-cancelled',
    key: string,
    params: Readonly<Record<string, string>>,
  ): Promise<number> {
    const accountIds: string[] = [];
    for (const role of ['studio', 'applicant', 'recommender'] as const) {
      accountIds.push(...(await this.audience.withRole(role)));
    }
    const { told } = await this.messages.tell({
      accountIds,
      kind,
      params: { round: title, ...params },
      subject: { type: 'round', id },
      key: `round ${id} ${key}`,
    });
    return told.length;
  }
}
