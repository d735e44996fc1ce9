import { type ObjectorKind, timeText } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { Messages } from '../../message/index.ts';

/** Tells studios, and who objected, what happened to an evaluation; inside the unit of what happened. No grade leaves the house by mail. */
@Injectable()
export class EvaluationNews {
  private readonly database: Database;
  private readonly messages: Messages;

  constructor(database: Database, messages: Messages) {
    this.database = database;
    this.messages = messages;
  }

  async resultsPublished(evaluationIds: readonly string[], document: string): Promise<void> {
    await this.tell('results-published', evaluationIds, `published ${document}`, { document });
  }

  async extended(evaluationId: string, closesAt: Date): Promise<void> {
    const until = timeText(closesAt);
    await this.tell('extension-granted', [evaluationId], `extended ${until}`, { until });
  }

  /** The reason is read in the portal. */
  async returned(evaluationId: string, closesAt: Date): Promise<void> {
    const until = timeText(closesAt);
    await this.tell('self-evaluation-returned', [evaluationId], `returned ${until}`, { until });
  }

  /** To who filed it; for a person from outside the office answers itself. */
  async objectionAnswered(objection: {
    readonly id: string;
    readonly evaluationId: string;
    readonly filedBy: string;
    readonly objector: ObjectorKind;
  }): Promise<void> {
    const { id, evaluationId, filedBy, objector } = objection;
    if (objector === 'public') return;
    const about = await this.database.one<{ studio: string; cycle: string }>(sql`
      SELECT s.name AS studio, c.title AS cycle FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
      JOIN studios s ON s.id = e.studio_id WHERE e.id = ${evaluationId}`);
    await this.messages.tell({
      accountIds: [filedBy],
      kind: 'objection-answered',
      params: { studio: about?.studio ?? '', cycle: about?.cycle ?? '' },
      subject: { type: 'evaluation', id: evaluationId },
      key: `objection ${id} answered`,
    });
  }

  private async tell(
    kind: 'results-published' | 'extension-granted' | 'self-evaluation-returned',
    evaluationIds: readonly string[],
    cause: string,
    params: Readonly<Record<string, string>>,
  ): Promise<void> {
    const rows = await this.database.rows<{ id: string; studio: string; cycle: string; accountIds: string[] }>(sql`
      SELECT e.id, s.name AS studio, c.title AS cycle, array_agg(DISTINCT g.account_id) AS "accountIds"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      JOIN account_roles g ON g.role = 'studio' AND g.studio_id = s.id
      WHERE e.id = ANY(${evaluationIds}::uuid[]) GROUP BY e.id, s.id, c.id`);
    await this.messages.tellEach(
      rows.map(({ id, studio, cycle, accountIds }) => ({
        accountIds,
        kind,
        params: { studio, cycle, ...params },
        subject: { type: 'evaluation' as const, id },
        key: `evaluation ${id} ${cause}`,
      })),
    );
  }
}
