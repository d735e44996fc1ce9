import { insightApi } from '@jianglian/contracts/insight';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScenario, type ScenarioPortal } from '../support/scenario.ts';

let portal: ScenarioPortal;
beforeAll(async () => {
  portal = await openScenario('demo');
});
afterAll(() => portal.close());

it.each(['office', 'evaluator-01', 'district-liangjiang', 'studio-018', 'studio-010', 'care'])('looks %s', async (login) => {
  const person = await portal.person(login);
  const t = performance.now();
  const inbox = await person.to(insightApi).inbox();
  console.log(login, performance.now() - t, inbox.open, inbox.waiting);
  for (const { group, tasks } of inbox.groups) for (const x of tasks.slice(0, 5)) console.log(group, x.kind, x.dueAt, x.since, x.studio?.name, JSON.stringify(x.params));
});
