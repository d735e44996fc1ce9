import type { MessageKind } from '@jianglian/domain/message';
import { Injectable } from '@nestjs/common';
import { Audience, Messages } from '../../message/index.ts';
import type { LockedApplication } from '../application/application.repository.ts';

const kindOf = {
  accepted: 'application-accepted',
  refused: 'application-refused',
  reinstated: 'application-reinstated',
} as const satisfies Record<string, MessageKind>;

/** Tells applicant and recommending unit how the formal check came out. */
@Injectable()
export class ReviewNews {
  private readonly audience: Audience;
  private readonly messages: Messages;

  constructor(audience: Audience, messages: Messages) {
    this.audience = audience;
    this.messages = messages;
  }

  async checked(
    application: LockedApplication,
    outcome: keyof typeof kindOf,
    { clause, reason }: { readonly clause: string | undefined; readonly reason: string | undefined },
  ): Promise<void> {
    const { id, studioId, hostUnitId, recommenderId, studioName, revision } = application;
    const applicants =
      studioId === null ? await this.audience.ofHostUnit(hostUnitId) : await this.audience.ofStudio(studioId);
    await this.messages.tell({
      accountIds: [...applicants, ...(await this.audience.ofRecommender(recommenderId))],
      kind: kindOf[outcome],
      params: {
        studio: studioName,
        round: application.round.title,
        ...(clause === undefined ? {} : { clause }),
        ...(reason === undefined ? {} : { reason }),
      },
      subject: { type: 'application', id },
      key: `application ${outcome} ${id} ${revision}`,
    });
  }
}
