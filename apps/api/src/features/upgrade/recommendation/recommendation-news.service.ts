import { timeText } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { Audience, Messages, type Told } from '../../message/index.ts';
import type { RoundOfApplication } from '../application/application-fragments.ts';
import type { LockedApplication } from '../application/application.repository.ts';
import type { LockedRecommendation } from './recommendation.repository.ts';

/** Whom a recommendation concerns: those it names, the office, the recommender. Joins the unit of what happened. */
@Injectable()
export class RecommendationNews {
  private readonly messages: Messages;
  private readonly audience: Audience;
  private readonly database: Database;

  constructor(messages: Messages, audience: Audience, database: Database) {
    this.messages = messages;
    this.audience = audience;
    this.database = database;
  }

  async nameOf(recommenderId: string): Promise<string> {
    const row = await this.database.one<{ name: string }>(
      sql`SELECT name FROM recommenders WHERE id = ${recommenderId}`,
    );
    return row?.name ?? '';
  }

  async submitted(
    round: RoundOfApplication,
    { id, revision, name }: LockedRecommendation & { readonly name: string },
    ranked: readonly LockedApplication[],
  ): Promise<void> {
    const tellings = await Promise.all(
      ranked.map(async (application) => ({
        accountIds: await this.audience.ofApplicant(application),
        kind: 'application-recommended' as const,
        params: { round: round.title, studio: application.studioName, recommender: name },
        subject: { type: 'application' as const, id: application.id },
        key: `recommended ${application.id} ${application.revision}`,
      })),
    );
    await this.messages.tellEach([
      ...tellings,
      {
        accountIds: await this.audience.withRole('office'),
        kind: 'recommendation-submitted',
        params: { round: round.title, recommender: name, count: ranked.length },
        subject: { type: 'round', id: round.id },
        key: `recommendation ${id} ${revision}`,
        mail: false,
      },
    ]);
  }

  /** Handed in and recommended by nobody: for them the round ends with the recommenders' window. */
  async passedOver({ id, title }: { readonly id: string; readonly title: string }): Promise<void> {
    const rows = await this.database.rows<{
      id: string;
      studio: string;
      studioId: string | null;
      hostUnitId: string;
    }>(sql`
      SELECT id, studio_name AS studio, studio_id AS "studioId", host_unit_id AS "hostUnitId" FROM applications
      WHERE round_id = ${id} AND state = 'passed-over' ORDER BY id`);
    const tellings = [];
    for (const { id: application, studio, ...applicant } of rows) {
      tellings.push({
        accountIds: await this.audience.ofApplicant(applicant),
        kind: 'application-passed-over' as const,
        params: { round: title, studio },
        subject: { type: 'application' as const, id: application },
        key: `passed over ${application}`,
      });
    }
    await this.messages.tellEach(tellings);
  }

  /** Given back for correction: until when it can be handed in again. */
  async returned(application: LockedApplication, reason: string): Promise<void> {
    const { round, id, revision, studioName } = application;
    await this.messages.tell({
      accountIds: await this.audience.ofApplicant(application),
      kind: 'application-returned',
      params: {
        round: round.title,
        studio: studioName,
        reason,
        closes: timeText(round.windows.recommendingClosesAt),
      },
      subject: { type: 'application', id },
      key: `returned ${id} ${revision}`,
    });
  }

  async reopened(
    round: RoundOfApplication,
    { id, recommenderId, revision }: LockedRecommendation,
    reason: string,
  ): Promise<void> {
    await this.messages.tell({
      accountIds: await this.audience.ofRecommender(recommenderId),
      kind: 'recommendation-reopened',
      params: { round: round.title, reason, closes: timeText(round.windows.recommendingClosesAt) },
      subject: { type: 'round', id: round.id },
      key: `reopened ${id} ${revision}`,
    });
  }

  async reminded(round: RoundOfApplication, recommenderId: string, day: string, note: string): Promise<Told> {
    return this.messages.tell({
      accountIds: await this.audience.ofRecommender(recommenderId),
      kind: 'reminded-recommendation',
      params: { round: round.title, closes: timeText(round.windows.recommendingClosesAt), note },
      subject: { type: 'round', id: round.id },
      key: `reminded recommendation ${round.id} ${day}`,
    });
  }
}
