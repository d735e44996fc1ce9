import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { ConditionView, VerdictView } from '@jianglian/contracts/upgrade';
import { sql } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';
import { aStudio, recommenderId } from '../studio/a-studio.ts';

/** A municipal studio with everything the registers can know, and its own people. */
export async function aCase(portal: Portal, wanted: Parameters<typeof aStudio>[1] = {}) {
  const id = await aStudio(portal, {
    happenedOn: '2022-11-26',
    master: {
      name: `匠${crypto.randomUUID().slice(0, 4)}`,
      skillLevel: 'senior-technician',
      birthDate: '1980-05-01',
      honours: [{ name: '省级技能竞赛一等奖', level: 'provincial', year: 2019 }],
    },
    ...wanted,
  });
  await portal.db.run(sql`
    INSERT INTO team_members (studio_id, name, joined_on)
    SELECT ${id}, 'member ' || n, '2023-01-01' FROM generate_series(1, 5) n`);
  const home = await portal.db.one<{ recommenderId: string }>(sql`
    SELECT recommender_id AS "recommenderId" FROM studios WHERE id = ${id}`);
  const scope = { recommenderId: home!.recommenderId };
  return {
    id,
    studio: await portal.signedIn(await portal.given.account('studio', { studioId: id })),
    recommender: await portal.signedIn(await portal.given.account('recommender', scope)),
  };
}

export { recommenderId };

/** 合格 on a day, as a published cycle would record it. */
export const graded = (portal: Portal, id: string, grade: string, on: string) =>
  portal.db.run(sql`UPDATE studios SET last_grade = ${grade}, last_evaluated_on = ${on} WHERE id = ${id}`);

export const declareAll = async (person: Visitor, id: string, holdsOn = '2026-01-31') => {
  const said = { presenceMonths: 9, insuredWithUnit: true, skilledPercent: 42.6, trainingFundPercent: 64 } as const;
  for (const [fact, value] of Object.entries(said)) {
    await person.to(upgradeApi).declare({
      params: { id },
      body: { fact: fact as keyof typeof said, value, holdsOn, source: '2025 年度用工核查表' },
    });
  }
};

export const verdictOf = (person: Visitor, id: string, query: object = {}) =>
  person.to(upgradeApi).verdict({ params: { id }, query });

export const conditionOf = (verdict: VerdictView, rule: string): ConditionView => {
  const condition = verdict.conditions.find((one) => one.rule === `upgrade.${rule}`);
  if (!condition) throw new Error(`${rule} is not asked`);
  return condition;
};

/** The status of a call that may be refused, with its codes. */
export const answerOf = (call: Promise<unknown>) =>
  call.then(
    () => ({ status: 200, codes: [] as readonly string[] }),
    ({ status, codes }: ProblemAnswer) => ({ status, codes }),
  );
