import { type CycleView, type DecisionRow, evaluationApi, type ScoresheetView } from '@jianglian/contracts/evaluation';
import type { CallOf, Client } from '@jianglian/contracts/shared';
import { expect } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { recommenderId, aStudio as found } from '../studio/a-studio.ts';
import type { Portal } from '../support/portal.ts';
import { ProblemAnswer, type Visitor } from '../support/visitor.ts';

export type Api = Client<typeof evaluationApi>;

export interface Person {
  readonly accountId: string;
  readonly name: string;
  readonly visitor: Visitor;
  readonly api: Api;
}

export interface EvaluatedStudio {
  readonly id: string;
  readonly secretary: Visitor;
  readonly officer: Visitor;
  readonly api: Api;
}

/** The rubric's lines, in order. */
export const indicators = 'A1 A2 A3 A4 B1 B2 B3 C1 C2 C3 C4 D1 D2 D3 D4 E1 E2 E3'.split(' ');
export const fullMarks: Readonly<Record<string, number>> = Object.fromEntries(
  [4, 4, 5, 5, 4, 4, 4, 8, 8, 6, 6, 6, 10, 5, 6, 5, 5, 5].map((points, index) => [indicators[index], points * 100]),
);

/** The stories begin on 2026-03-02 at 09:00 and are told fast: nobody's session may run out meanwhile. */
export const selfEvaluationClosesAt = '2026-03-02T01:20:00.000Z';
export const opinionClosesAt = '2026-03-02T01:24:00.000Z';
export const scoringClosesAt = '2026-03-02T01:28:00.000Z';

export async function anEvaluator(portal: Portal): Promise<Person> {
  const account = await portal.given.account('evaluator');
  const visitor = await portal.signedIn(account);
  return { accountId: account.id, name: account.name, visitor, api: visitor.to(evaluationApi) };
}

/** A studio awarded long ago, with its secretary and its recommender's officer. */
export async function aStudio(portal: Portal, wanted: Parameters<typeof found>[1] = {}): Promise<EvaluatedStudio> {
  const id = await found(portal, wanted);
  const recommender = await recommenderId(portal, wanted?.recommender ?? '500101');
  const secretary = await portal.as('studio', { studioId: id });
  const officer = await portal.as('recommender', { recommenderId: recommender });
  return { id, secretary, officer, api: secretary.to(evaluationApi) };
}

type Windows = CallOf<typeof evaluationApi.createCycle>['body']['windows'];

/** The stories' windows; asked for when they close, unless told otherwise. */
export function windows(closings: Partial<Record<keyof Windows, string>> = {}): Windows {
  const closing = (at: string) => ({ dueAt: at, closesAt: at });
  return {
    selfEvaluation: closing(closings.selfEvaluation ?? selfEvaluationClosesAt),
    opinion: closing(closings.opinion ?? opinionClosesAt),
    scoring: closing(closings.scoring ?? scoringClosesAt),
    visits: closing(closings.visits ?? '2026-03-16T10:00:00.000Z'),
    decision: closing(closings.decision ?? '2026-03-23T10:00:00.000Z'),
    publicity: closing(closings.publicity ?? '2026-03-31T10:00:00.000Z'),
  };
}

type Settings = CallOf<typeof evaluationApi.createCycle>['body'];

export const settings = (changes: Partial<Settings> = {}): Settings => ({
  title: '2024—2025 年度考核评估',
  year: 2026,
  periodFrom: '2024-01-01',
  periodTo: '2025-12-31',
  rubricVersion: '2024-default',
  windows: windows(),
  publicityWorkingDays: 5,
  excellentCapPercent: 20,
  sheetsPerStudio: 2,
  ...changes,
});

/** An opened cycle with every studio that is due. */
export async function anOpenCycle(portal: Portal, changes: Partial<Settings> = {}): Promise<CycleView> {
  const office = (await portal.as('office')).to(evaluationApi);
  const draft = await office.createCycle({ body: settings(changes) });
  return office.openCycle({ params: { id: draft.id }, body: { revision: draft.revision } });
}

/** The studio's evaluation in its newest cycle. */
export async function evaluationOf(studio: EvaluatedStudio): Promise<string> {
  const [row] = await studio.api.myEvaluations({ query: { studioId: studio.id } });
  return row!.id;
}

/** Every line with a score and words, handed in. */
export async function handIn(studio: EvaluatedStudio): Promise<string> {
  const id = await evaluationOf(studio);
  for (const indicator of indicators) {
    await studio.api.saveSelfLine({
      params: { id, indicator },
      body: { score: fullMarks[indicator]!, text: `${indicator} 的说明`, evidence: [], revision: 0 },
    });
  }
  const { revision } = await studio.api.selfEvaluation({ params: { id } });
  await studio.api.submitSelfEvaluation({ params: { id }, body: { revision } });
  return id;
}

/** The evaluator's sheet for a studio. */
export async function sheetFor(evaluator: Person, studio: EvaluatedStudio): Promise<ScoresheetView> {
  const queue = await evaluator.api.queue();
  const row = queue.rows.find((one) => one.studio.id === studio.id);
  return evaluator.api.scoresheet({ params: { id: row!.scoresheetId } });
}

/** Marks every line with this share of its points, with a comment, and hands the sheet in. */
export async function score(evaluator: Person, studio: EvaluatedStudio, percent: number): Promise<ScoresheetView> {
  const { id } = await sheetFor(evaluator, studio);
  for (const indicator of indicators) {
    const { mark } = (await evaluator.api.scoresheet({ params: { id } })).lines.find(
      (line) => line.indicator === indicator,
    )!;
    await evaluator.api.saveMark({
      params: { id, indicator },
      body: {
        score: Math.round((fullMarks[indicator]! * percent) / 100),
        comment: `${indicator} 评语`,
        revision: mark.revision,
      },
    });
  }
  const { revision } = await evaluator.api.scoresheet({ params: { id } });
  return evaluator.api.submitSheet({ params: { id }, body: { revision } });
}

export interface Refusal {
  readonly status: number;
  readonly codes: readonly string[];
  readonly problem: ProblemAnswer['problem'];
}

/** What the call was refused with; a call that is not refused fails the story. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const answer = await call.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => error,
  );
  if (!(answer instanceof ProblemAnswer)) throw answer;
  return { status: answer.status, codes: answer.codes, problem: answer.problem };
}

/** Studios of other stories in the same portal leave the cohort. */
export async function withoutCohort(portal: Portal): Promise<void> {
  await portal.db.run(sql`UPDATE studios SET standing = 'terminated', evaluation_due_on = NULL`);
}

/** Two officials: grades are proposed by one and released by the other. */
export interface Officials {
  readonly proposer: Person;
  readonly releaser: Person;
}

export async function officials(portal: Portal): Promise<Officials> {
  const official = async (): Promise<Person> => {
    const account = await portal.given.account('office');
    const visitor = await portal.signedIn(account);
    return { accountId: account.id, name: account.name, visitor, api: visitor.to(evaluationApi) };
  };
  return { proposer: await official(), releaser: await official() };
}

export const contact = '市高技能人才工作办公室，023-12345678';

/** From decided to announced, by two people. Answers the cycle in publicity. */
export async function released(cycleId: string, { proposer, releaser }: Officials): Promise<CycleView> {
  const params = { id: cycleId };
  const { revision } = await proposer.api.cycle({ params });
  const proposed = await proposer.api.propose({ params, body: { revision } });
  return releaser.api.release({ params, body: { revision: proposed.revision, contact } });
}

/** The clock stands at this instant, and whoever is signed in stays so: a publicity lasts longer than a session. */
export async function at(portal: Portal, instant: string): Promise<void> {
  portal.clock.set(instant);
  await portal.db.run(sql`UPDATE sessions SET started_at = ${instant}, last_seen_at = ${instant}`);
}

/** Every row of the decision page, page by page. */
export async function decisionRows(api: Api, cycleId: string): Promise<DecisionRow[]> {
  const rows: DecisionRow[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await api.decisions({ params: { id: cycleId }, query: { limit: 4, ...(after ? { after } : {}) } });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

/** Scoring has stories of its own: here every studio of an open cycle is scored and the cycle waits for decisions. */
export async function scoredToDecide(portal: Portal, cycleId: string): Promise<void> {
  await portal.db.run(sql`
    UPDATE evaluations SET state = 'submitted', prefill = '[]', self_submitted_at = now() WHERE cycle_id = ${cycleId}`);
  await portal.db.run(sql`
    UPDATE evaluations SET state = 'scored', spread = 0, base_score = 7650 WHERE cycle_id = ${cycleId}`);
  for (const state of ['scoring', 'deciding']) {
    await portal.db.run(sql`UPDATE evaluation_cycles SET state = ${state} WHERE id = ${cycleId}`);
  }
}
