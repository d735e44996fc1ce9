import { insightApi } from '@jianglian/contracts/insight';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScenario, type ScenarioPortal } from '../support/scenario.ts';

let portal: ScenarioPortal;
beforeAll(async () => {
  portal = await openScenario('demo');
});
afterAll(() => portal.close());

it('looks', async () => {
  const office = await portal.person('office');
  const started = performance.now();
  const view = await office.to(insightApi).overview({ query: {} });
  console.log(performance.now() - started);
  console.log(
    JSON.stringify(view.figures),
    JSON.stringify(view.total),
    view.clusters.slice(0, 4),
    view.districts.filter((d) => d.count > 3),
    view.recommenders.slice(0, 3),
  );
});
