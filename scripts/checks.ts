import type { Step } from './steps.ts';

const vitest = (...projects: string[]) =>
  `vitest run ${projects.map((name) => `--project ${name}`).join(' ')} --reporter=default --reporter=json --outputFile.json="$REPORT"`;

/** Everything that needs no database and no browser: what a commit hook would run. */
export const CHECKS: readonly Step[] = [
  { name: 'types', command: 'turbo run types --output-logs=errors-only && tsc -p scripts' },
  { name: 'format', command: 'oxfmt --check' },
  { name: 'lint', command: 'oxlint --type-aware' },
  { name: 'lint of templates', command: 'eslint --max-warnings 0 "apps/web/src/**/*.vue"' },
  { name: 'boundaries', command: 'depcruise --config .dependency-cruiser.mjs apps packages scripts' },
  { name: 'domain', command: `${vitest('domain')} --coverage`, report: 'vitest' },
  { name: 'unit tests', command: vitest('contracts', 'testkit', 'web', 'api-unit', 'architecture'), report: 'vitest' },
];

export const BUILD: Step = { name: 'build', command: 'node scripts/build.ts' };
export const API_STORIES: Step = { name: 'API stories', command: vitest('api'), report: 'vitest' };
export const JOURNEYS: Step = { name: 'journeys', command: 'playwright test -c apps/e2e', report: 'playwright' };
