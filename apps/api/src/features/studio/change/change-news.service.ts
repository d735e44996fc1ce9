import type { MessageKind } from '@jianglian/domain/message';
import { Injectable } from '@nestjs/common';
import { Audience, Messages } from '../../message/index.ts';
import type { ChangeRecord } from './change-record.ts';

type ChangeNewsKind = Extract<MessageKind, `change-${string}`>;

/** Tells the studio what became of its application, and its recommender of the decision. */
@Injectable()
export class ChangeNews {
  private readonly messages: Messages;
  private readonly audience: Audience;

  constructor(messages: Messages, audience: Audience) {
    this.messages = messages;
    this.audience = audience;
  }

  async tell(kind: ChangeNewsKind, change: ChangeRecord, params: Readonly<Record<string, string>> = {}): Promise<void> {
    const decided = kind === 'change-consented' || kind === 'change-refused';
    const accountIds = [
      ...(await this.audience.ofStudio(change.studioId)),
      ...(decided ? await this.audience.ofRecommender(change.recommenderId) : []),
    ];
    await this.messages.tell({
      accountIds,
      kind,
      params: { studio: change.studio.name, ...params },
      subject: { type: 'change', id: change.id },
      key: `${kind} ${change.id} ${change.revision}`,
    });
  }
}
