import { demoPassword } from '@jianglian/domain/identity';
import type { ScenarioName } from '@jianglian/testkit';
import { seedScenario } from '../../src/cli/seed.ts';
import { FileStore } from '../../src/platform/files/index.ts';
import { openPortal, type Portal } from './portal.ts';
import type { Visitor } from './visitor.ts';

export interface ScenarioPortal extends Portal {
  /** Somebody of the scenario, signed in: `office`, `district-beibei`, `studio-001`, `evaluator-01` … */
  person(login: string): Promise<Visitor>;
}

/** A portal with a scenario in it, on the scenario's own day. */
export async function openScenario(name: ScenarioName, now = '2026-11-22T06:00:00Z'): Promise<ScenarioPortal> {
  const portal = await openPortal();
  portal.clock.set(now);
  await seedScenario(
    { source: portal.dataSource, config: portal.config, files: portal.app.get(FileStore) },
    name,
    new Date(now),
  );
  const people = new Map<string, Promise<Visitor>>();
  return {
    ...portal,
    person: (login) => {
      const known = people.get(login) ?? portal.signedIn({ login, password: demoPassword });
      people.set(login, known);
      return known;
    },
  };
}
