import { insightApi, type TaskView } from '@jianglian/contracts/insight';
import type { TaskKind } from '@jianglian/domain/insight';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openScenario, type ScenarioPortal } from '../support/scenario.ts';

let portal: ScenarioPortal;
beforeAll(async () => {
  portal = await openScenario('demo');
});
afterAll(() => portal.close());

const inboxOf = async (login: string) => (await portal.person(login)).to(insightApi).inbox();
const tasksOf = async (login: string): Promise<TaskView[]> =>
  (await inboxOf(login)).groups.flatMap(({ tasks }) => tasks);
const ofKind = async (login: string, kind: TaskKind) => (await tasksOf(login)).filter((task) => task.kind === kind);
/** The login of the first studio for which the condition holds. */
const studioWhere = async (condition: string): Promise<string> => {
  const row = await portal.dataSource.query(
    `SELECT a.login FROM studios s JOIN account_roles r ON r.studio_id = s.id JOIN accounts a ON a.id = r.account_id
     WHERE ${condition} ORDER BY a.login LIMIT 1`,
  );
  return row[0].login;
};

describe('a studio', () => {
  it('is told what was returned, with the reason, and it goes when it is handed in again', async () => {
    const login = await studioWhere(
      `EXISTS (SELECT FROM activities x WHERE x.studio_id = s.id AND x.state = 'returned')`,
    );
    const [task, ...others] = await ofKind(login, 'activity-returned');
    expect(task).toMatchObject({ subject: { type: 'activity' }, params: { reason: expect.any(String) } });
    await portal.db.run(sql`
      UPDATE activities SET state = 'submitted', return_reason = NULL WHERE id = ${task!.subject!.id}`);
    expect(await ofKind(login, 'activity-returned')).toHaveLength(others.length);
  });

  it('sees until when the self-evaluation is open, also a later closing of its own', async () => {
    const login = await studioWhere(`s.id IN (SELECT studio_id FROM evaluations WHERE state = 'self-evaluating')`);
    const [task] = await ofKind(login, 'self-evaluation');
    expect(task?.dueAt).toBe('2026-11-24T10:00:00.000Z');
    expect((await inboxOf(login)).groups.find(({ group }) => group === 'week')?.tasks).toContainEqual(task);
  });

  it('owes its reports until they are in, the overdue ones first', async () => {
    const login = await studioWhere(`s.founded_on < '2024-01-01' AND s.standing = 'active' AND NOT EXISTS (
      SELECT FROM studio_reports r WHERE r.studio_id = s.id AND r.year = 2025 AND r.kind = 'summary' AND r.state = 'submitted')`);
    const { groups } = await inboxOf(login);
    expect(groups[0]).toMatchObject({
      group: 'overdue',
      tasks: [{ kind: 'report-due', params: { report: 'summary', year: 2025 } }],
    });
    const next = groups.find(({ group }) => group === 'later')?.tasks;
    expect(next).toContainEqual(expect.objectContaining({ kind: 'report-due', dueAt: '2027-01-15T15:59:00.000Z' }));
  });

  it('rectifying sees its deadline, extended once', async () => {
    const login = await studioWhere(
      `EXISTS (SELECT FROM studio_events e WHERE e.studio_id = s.id AND e.kind = 'rectification-extended')`,
    );
    expect(await ofKind(login, 'rectification')).toMatchObject([{ dueAt: '2026-12-29T15:59:00.000Z' }]);
  });

  it('sees nothing of another studio', async () => {
    const tasks = await tasksOf('studio-010');
    const own = await studioWhere(`s.id = '${tasks[0]!.studio!.id}'`);
    expect(own).toBe('studio-010');
    expect(new Set(tasks.map(({ studio }) => studio?.id)).size).toBe(1);
  });
});

describe('a recommender', () => {
  it('verifies studio by studio, and of no studio that is not its own', async () => {
    const tasks = await ofKind('district-liangjiang', 'activities-to-verify');
    const waiting = await portal.db.rows<{ id: string; count: number }>(sql`
      SELECT s.id, count(*)::int AS count FROM activities a JOIN studios s ON s.id = a.studio_id
      JOIN recommenders r ON r.id = s.recommender_id
      WHERE a.state = 'submitted' AND r.code = '500157' GROUP BY s.id`);
    expect(waiting.length).toBeGreaterThan(3);
    expect(new Map(tasks.map(({ studio, params }) => [studio!.id, params['count']]))).toEqual(
      new Map(waiting.map(({ id, count }) => [id, count])),
    );
  });

  it('waits for late reports, which do not count as its own work', async () => {
    const inbox = await inboxOf('district-liangjiang');
    const waiting = inbox.groups.find(({ group }) => group === 'waiting')!;
    expect(new Set(waiting.tasks.map(({ kind }) => kind))).toEqual(new Set(['reports-late', 'rectification-awaited']));
    expect(inbox.waiting).toBe(waiting.tasks.length);
    expect(inbox.open).toBe(inbox.groups.flatMap(({ tasks }) => tasks).length - inbox.waiting);
  });
});

describe('an evaluator', () => {
  it('sees n of m and the deadline, and nothing once all sheets are in', async () => {
    const [task] = await ofKind('evaluator-01', 'sheets-to-score');
    const sheets = await portal.db.one<{ done: number; of: number }>(sql`
      SELECT count(*) FILTER (WHERE sh.state = 'submitted')::int AS done, count(*)::int AS "of"
      FROM scoresheets sh JOIN accounts a ON a.id = sh.account_id JOIN evaluations e ON e.id = sh.evaluation_id
      JOIN evaluation_cycles c ON c.id = e.cycle_id
      WHERE a.login = 'evaluator-01' AND c.state = 'scoring' AND sh.state IN ('draft', 'submitted')`);
    expect(task).toMatchObject({ params: { ...sheets }, dueAt: '2026-12-01T10:00:00.000Z' });
    expect(await tasksOf('evaluator-03')).toEqual([]);
  });
});

describe('the office', () => {
  it('sees whose two years are up, what to judge, arbitrate and chase', async () => {
    const tasks = await tasksOf('office');
    const kinds = Map.groupBy(tasks, ({ kind }) => kind);
    expect(kinds.get('cycle-to-open')).toMatchObject([{ params: { count: 4 }, dueAt: '2026-12-20T15:59:00.000Z' }]);
    expect(kinds.get('rectification-awaited')).toHaveLength(4);
    expect(kinds.get('spread-to-settle')).toHaveLength(1);
    expect(kinds.get('self-evaluations-awaited')).toMatchObject([{ params: { count: 2 } }]);
    expect(kinds.get('scoring-awaited')).toHaveLength(1);
    const [awaited] = kinds.get('opinions-awaited') ?? [];
    const [given] = await ofKind('district-liangjiang', 'opinions-to-give');
    expect(Number(given?.params['count'])).toBeGreaterThan(0);
    expect(Number(awaited?.params['count'])).toBeGreaterThan(Number(given?.params['count']));
  });

  it('is told that scoring is late once its window has closed', async () => {
    await portal.db.run(sql`
      UPDATE evaluation_cycles SET opinion_due_at = '2026-11-18T10:00:00Z', opinion_closes_at = '2026-11-20T10:00:00Z',
        scoring_due_at = '2026-11-21T10:00:00Z', scoring_closes_at = '2026-11-21T10:00:00Z' WHERE state = 'scoring'`);
    const kinds = (await tasksOf('office')).map(({ kind }) => kind);
    expect(kinds).toContain('scoring-late');
    expect(kinds).not.toContain('scoring-awaited');
    expect((await inboxOf('office')).groups[0]).toMatchObject({ group: 'overdue' });
  });
});

it.each(['office', 'district-liangjiang', 'evaluator-01', 'studio-018', 'care', 'auditor'])(
  'the menu’s number of %s is the number of own tasks in the inbox',
  async (login) => {
    const { open } = await (await portal.person(login)).to(insightApi).inboxCount();
    expect(open).toBe((await inboxOf(login)).open);
  },
);

it('administrators and strangers learn nothing', async () => {
  for (const login of ['auditor', 'sysadmin', 'secadmin']) expect(await tasksOf(login)).toEqual([]);
  await expect(portal.visitor().to(insightApi).inbox()).rejects.toMatchObject({ status: 401 });
});
