import type { ProvisionalOutcome } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Audience, Messages } from '../../message/index.ts';
import type { LockedApplication } from '../application/application.repository.ts';

/** Tells the applicant, its recommender and the office what became of an application. Joins the unit of what happened. */
@Injectable()
export class ProvisionalNews {
  private readonly messages: Messages;
  private readonly audience: Audience;

  constructor(messages: Messages, audience: Audience) {
    this.messages = messages;
    this.audience = audience;
  }

  async tell(
    application: LockedApplication,
    {
      step,
      reason,
      clause,
    }: { readonly step: ProvisionalOutcome['step']; readonly reason: string; readonly clause: string },
  ): Promise<void> {
    const accountIds = [
      ...(await this.audience.ofApplicant(application)),
      ...(await this.audience.ofRecommender(application.recommenderId)),
      ...(await this.audience.withRole('office')),
    ];
    await this.messages.tell({
      accountIds,
      kind: `provisional-${step}`,
      params: { studio: application.studioName, round: application.round.title, reason, clause },
      subject: { type: 'application', id: application.id },
      key: `provisional ${application.id} ${application.revision}`,
    });
  }
}
