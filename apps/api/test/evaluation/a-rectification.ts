import { randomUUID } from 'node:crypto';
import type { RectificationView } from '@jianglian/contracts/evaluation';
import { evaluationApi } from '@jianglian/contracts/evaluation';
import { default2024 } from '@jianglian/domain/evaluation';
import type { Tier } from '@jianglian/domain/studio';
import { RectificationOrders } from '../../src/features/evaluation/rectification/index.ts';
import { StudioEvents } from '../../src/features/studio/index.ts';
import { sql, UnitOfWork } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import { aStudio, anEvaluator, type Api, type EvaluatedStudio, type Person } from './a-cycle.ts';

/** What the panel gave: two lines below 60 %, the rest full. */
export const failedScores: Readonly<Record<string, number>> = { A1: 100, C1: 300 };

export interface FailedStudio extends EvaluatedStudio {
  readonly evaluationId: string;
  readonly rectificationId: string;
}

/** A studio whose published grade is 不合格 (unless the tier is one it comes by later), its rectification prepared. */
export async function aFailedStudio(
  portal: Portal,
  wanted: { tier?: Tier; awarded?: Tier; veto?: { code: string; reason: string } | null; scored?: boolean } = {},
): Promise<FailedStudio> {
  const { tier = 'municipal', awarded = tier, veto = null, scored = true } = wanted;
  const studio = await aStudio(portal, { tier: awarded });
  const unit = portal.app.get(UnitOfWork);
  const events = portal.app.get(StudioEvents);
  const today = portal.clock.today();
  if (awarded !== tier) await events.record(studio.id, { kind: 'upgraded', tier, happenedOn: '2022-12-20' });
  const cycleId = randomUUID();
  const evaluationId = randomUUID();
  const documentNumber = `渝高技办〔2026〕${Math.floor(Math.random() * 1_000_000)}号`;
  await portal.db.run(sql`
    INSERT INTO evaluation_cycles (id, title, year, period_from, period_to, rubric_version, state,
      self_evaluation_due_at, self_evaluation_closes_at, opinion_due_at, opinion_closes_at, scoring_due_at,
      scoring_closes_at, visits_due_at, visits_closes_at, decision_due_at, decision_closes_at, publicity_due_at,
      publicity_closes_at, publicity_working_days, excellent_cap_percent, sheets_per_studio, document_number,
      published_on, created_at)
    SELECT ${cycleId}, '2024—2025 年度考核评估', 2026, '2024-01-01', '2025-12-31', '2024-default', 'published',
      d, d, d + interval '1 h', d + interval '1 h', d + interval '2 h', d + interval '2 h', d + interval '3 h',
      d + interval '3 h', d + interval '4 h', d + interval '4 h', d + interval '5 h', d + interval '5 h',
      5, 20, 1, ${documentNumber}, ${today}, ${portal.clock.now()} FROM (SELECT timestamptz '2026-01-05 10:00Z' AS d) x`);
  await portal.db.run(sql`
    INSERT INTO evaluations (id, cycle_id, studio_id, state, tier, host_unit_id, basis, base_score, final_score, grade,
      proposed_grade, veto, decided_at, document_number, published_on)
    SELECT ${evaluationId}, ${cycleId}, s.id, 'published', s.tier, s.host_unit_id, 'award',
      ${scored ? 5500 : null}::int, ${scored ? 5500 : null}::int, 'failed', 'failed', ${veto && JSON.stringify(veto)}::jsonb,
      ${portal.clock.now()}, ${documentNumber}, ${today} FROM studios s WHERE s.id = ${studio.id}`);
  if (scored) {
    const judge = await portal.given.account('evaluator');
    const sheetId = randomUUID();
    await portal.db.run(sql`
      INSERT INTO scoresheets (id, evaluation_id, account_id, assigned_at, assigned_by)
      VALUES (${sheetId}, ${evaluationId}, ${judge.id}, ${portal.clock.now()}, ${judge.id})`);
    for (const { code, points } of default2024.indicators) {
      await portal.db.run(sql`
        INSERT INTO marks (scoresheet_id, indicator, score, saved_at)
        VALUES (${sheetId}, ${code}, ${failedScores[code] ?? points}, ${portal.clock.now()})`);
    }
    await portal.db.run(sql`
      UPDATE scoresheets SET state = 'submitted', submitted_at = ${portal.clock.now()} WHERE id = ${sheetId}`);
    await portal.db.run(sql`UPDATE scoresheets SET state = 'sealed' WHERE id = ${sheetId}`);
  }
  await unit.run(async () => {
    const orders = portal.app.get(RectificationOrders);
    const carried = { happenedOn: today, documentNumber };
    await events.recordAll([
      { studioId: studio.id, act: { kind: 'evaluated', grade: 'failed', score: 5500, cycle: '考核评估', ...carried } },
      {
        studioId: studio.id,
        act: {
          kind: 'rectification-ordered',
          until: await orders.dueAfter(today),
          reason: '考核评估不合格',
          ...carried,
        },
      },
    ]);
    await orders.prepareFor(cycleId);
  });
  const row = await portal.db.one<{ id: string }>(sql`SELECT id FROM rectifications WHERE studio_id = ${studio.id}`);
  return { ...studio, evaluationId, rectificationId: row!.id };
}

export interface Office {
  readonly visitor: Visitor;
  readonly api: Api;
}

export async function anOfficial(portal: Portal): Promise<Office> {
  const visitor = await portal.signedIn(await portal.given.account('office'));
  return { visitor, api: visitor.to(evaluationApi) };
}

/** The one rectification, as one side sees it, and acts on it with its newest revision. */
export class Procedure {
  readonly id: string;
  readonly studio: FailedStudio;

  constructor(studio: FailedStudio) {
    this.id = studio.rectificationId;
    this.studio = studio;
  }

  async by<T>(
    api: Api,
    act: (call: { params: { id: string } }, revision: number, view: RectificationView) => Promise<T>,
  ): Promise<T> {
    const view = await api.rectification({ params: { id: this.id } });
    return act({ params: { id: this.id } }, view.revision, view);
  }

  view(api: Api): Promise<RectificationView> {
    return api.rectification({ params: { id: this.id } });
  }

  issue(api: Api) {
    return this.by(api, (call, revision) => api.issueRectification({ ...call, body: { revision } }));
  }

  plan(by = '2026-04-30') {
    const { api } = this.studio;
    return this.by(api, (call, revision, view) =>
      api.handInRectificationPlan({
        ...call,
        body: {
          revision,
          text: '逐项整改',
          items: view.itemList.map(({ code }) => ({ code, text: `${code} 措施`, by })),
        },
      }),
    );
  }

  accept(api: Api) {
    return this.by(api, (call, revision) => api.acceptRectificationPlan({ ...call, body: { revision } }));
  }

  async report() {
    const { api, secretary } = this.studio;
    const file = await uploaded(secretary);
    return this.by(api, (call, revision, view) =>
      api.reportRectification({
        ...call,
        body: {
          revision,
          text: '全部完成',
          items: view.itemList.map(({ code }) => ({ code, text: `${code} 已整改`, fileIds: [file] })),
        },
      }),
    );
  }

  async check(api: Api, checker: Person, percent: number) {
    await this.by(api, (call, revision) =>
      api.setRectificationCheckers({ ...call, body: { revision, accountIds: [checker.accountId] } }),
    );
    await judge(checker, percent);
  }

  conclude(api: Api, verdict: 'pass' | 'fail') {
    return this.by(api, (call, revision) => api.concludeRectification({ ...call, body: { revision, verdict } }));
  }

  notice(api: Api, choice: 'downgrade' | 'revoke') {
    return this.by(api, (call, revision) =>
      api.noticeRectification({ ...call, body: { revision, choice, reason: '整改后复核仍不合格' } }),
    );
  }

  decide(api: Api, choice: 'downgrade' | 'revoke', documentNumber = '渝高技办〔2026〕30号') {
    return this.by(api, (call, revision) =>
      api.decideRectification({ ...call, body: { revision, choice, reason: '经研究决定', documentNumber } }),
    );
  }

  /** From the order to a check that found what it found. */
  async upToCheck(office: Api, checker: Person, percent: number): Promise<void> {
    await this.issue(office);
    await this.plan();
    await this.accept(office);
    await this.report();
    await this.check(office, checker, percent);
  }
}

/** The checker's open check, marked with this share of each line's points, and handed in. */
export async function judge(checker: Person, percent: number): Promise<string> {
  const [row] = await checker.api.rectificationChecks();
  const id = row!.id;
  const { itemList } = await checker.api.rectificationCheck({ params: { id } });
  for (const { code, kind, points, mark } of itemList) {
    await checker.api.saveRectificationMark({
      params: { id, item: code },
      body: {
        revision: mark.revision,
        comment: `${code} 意见`,
        ...(kind === 'line' ? { score: Math.round(((points ?? 0) * percent) / 100) } : { done: percent >= 60 }),
      },
    });
  }
  const { revision } = await checker.api.rectificationCheck({ params: { id } });
  await checker.api.submitRectificationCheck({ params: { id }, body: { revision } });
  return id;
}

export async function uploaded(visitor: Visitor): Promise<string> {
  const response = await visitor.upload('/api/files?purpose=evidence', { name: '整改照片.pdf', content: pdf(1) });
  return response.json<{ id: string }>().id;
}

export { anEvaluator };
