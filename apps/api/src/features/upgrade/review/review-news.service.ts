import type { MessageKind } from '@jianglian/domain/message';
import { Injectable } from '@nestjs/common';
import { Audience, Messages } from '../../message/index.ts';
import type { ReviewSheet } from './review-sheet.repository.ts';
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

  /** One message for each expert, however many applications. */
  async assigned(
    round: { readonly id: string; readonly title: string; readonly revision: number },
    sheets: readonly { readonly id: string; readonly accountId: string }[],
  ): Promise<void> {
    const own = [...Map.groupBy(sheets, ({ accountId }) => accountId)];
    await this.messages.tellEach(
      own.map(([accountId, given]) => ({
        accountIds: [accountId],
        kind: 'review-assigned' as const,
        params: { round: round.title, count: given.length },
        subject: { type: 'round' as const, id: round.id },
        key: `review assigned ${given[0]!.id}`,
      })),
    );
  }

  async sheet(
    { id, accountId, studioName, revision }: Pick<ReviewSheet, 'id' | 'accountId' | 'studioName' | 'revision'>,
    kind: 'review-released' | 'review-reopened',
  ): Promise<void> {
    await this.messages.tell({
      accountIds: [accountId],
      kind,
      params: { studio: studioName },
      key: `${kind} ${id} ${revision}`,
    });
  }
}
