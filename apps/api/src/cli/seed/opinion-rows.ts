import type { DemoOpinion } from '@jianglian/testkit';
import { accountIdOf, studioLogin } from '@jianglian/testkit';
import type { AuditEntryRow } from './audit-rows.ts';
import type { TableWriter } from './table-writer.ts';

/** What was handed in as it was handed in, and the recommenders' opinions of it. */
export async function writeOpinions(writer: TableWriter, opinions: readonly DemoOpinion[]): Promise<void> {
  await writer.rows(
    `INSERT INTO self_evaluation_submissions (evaluation_id, number, submitted_at, late, lines, digest, account_id)
     SELECT e.id, 1, e.self_submitted_at, e.self_submitted_at > c.self_evaluation_due_at, l.lines,
            upper(left(encode(sha256(convert_to(l.lines::text, 'UTF8')), 'hex'), 12)), l.account_id
     FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score, 'text', k.text,
                'evidence', k.evidence) ORDER BY k.indicator), '[]') AS lines, min(k.account_id::text)::uuid AS account_id
       FROM self_evaluation_lines k WHERE k.evaluation_id = e.id) l
     WHERE e.self_submitted_at IS NOT NULL`,
  );
  // A returned one was handed in before, as the lines stood then.
  const returned = opinions.filter((opinion) => opinion.returned !== null);
  await writer.insert(
    'self_evaluation_submissions',
    returned.map(({ evaluation, returned: back }) => ({
      evaluationId: evaluation.id,
      number: 1,
      submittedAt: new Date(back!.at.getTime() - 2 * 86_400_000),
      late: false,
      lines: evaluation.lines,
      digest: evaluation.id.replaceAll('-', '').slice(0, 12).toUpperCase(),
      accountId: accountIdOf(studioLogin(evaluation.studio)),
    })),
  );
  await writer.insert('opinions', opinions.map(opinionRow));
}

const opinionRow = ({ evaluation, returned, login, ...opinion }: DemoOpinion): Record<string, unknown> => ({
  evaluationId: evaluation.id,
  state: opinion.state,
  comment: opinion.comment,
  lines: opinion.lines,
  givenAt: opinion.givenAt,
  givenBy: opinion.givenAt && accountIdOf(login),
  late: opinion.late,
  returnedAt: returned?.at ?? null,
  returnedBy: returned && accountIdOf(login),
  returnReason: returned?.reason ?? null,
  returnUntil: returned?.until ?? null,
  revision: opinion.lines.length > 0 ? 2 : 1,
});

/** Giving and returning as the audit log has them. */
export function opinionEntries({
  evaluation,
  state,
  login,
  givenAt,
  late,
  lines,
  returned,
}: DemoOpinion): AuditEntryRow[] {
  const own = { type: 'opinion', id: evaluation.id, studioId: evaluation.studio.id, by: login, role: 'recommender' };
  if (returned) {
    const move = { action: 'self-evaluation-returned', from: 'pending', to: 'returned', reason: returned.reason };
    return [{ ...own, ...move, at: returned.at, revision: 1 }];
  }
  if (!givenAt) return [];
  const move = { action: `opinion-${state}`, from: 'pending', to: state, facts: { lines: lines.length, late } };
  return [{ ...own, ...move, at: givenAt, revision: 1 }];
}
