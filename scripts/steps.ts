import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** One command of `npm run check` or `npm test`. Without a `report` it counts as one test: passed when it ends with 0. */
export interface Step {
  readonly name: string;
  readonly command: string;
  /** Which runner writes a JSON report, whose tests are counted one by one. */
  readonly report?: 'vitest' | 'playwright';
}

const REPORTS = path.resolve('.data/reports');

/** Runs steps, at most `width` at a time, prints each as it ends (what it said only if it failed) and adds up. */
export async function runSteps(steps: readonly Step[], width: number): Promise<Tally> {
  mkdirSync(REPORTS, { recursive: true });
  const waiting = [...steps];
  const tallies: Tally[] = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) tallies.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return sum(tallies);
}

async function runStep(step: Step): Promise<Tally> {
  const began = performance.now();
  const report = path.join(REPORTS, `${step.name.replaceAll(/\W+/g, '-')}.json`);
  rmSync(report, { force: true });
  const { code, output } = await run(step.command, report);
  const tally = step.report
    ? counted(report, step.report, code)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const failed = tally.failed > 0;
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const count = step.report ? `${tally.passed} passed, ${tally.failed} failed, ` : '';
  if (failed) process.stdout.write(`\n${output.trimEnd()}\n`);
  console.log(
    `${failed ? styleText('red', '✗') : styleText('green', '✓')} ${step.name} ${styleText('dim', count + seconds)}`,
  );
  return tally;
}

async function run(command: string, report: string): Promise<{ code: number; output: string }> {
  const env = {
    ...process.env,
    REPORT: report,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  return { code: code ?? 1, output };
}

/** The counts of a runner's report; a runner that failed without a failed test (a file that does not load) is one failure. */
function counted(report: string, runner: 'vitest' | 'playwright', code: number): Tally {
  const { passed, failed } = readReport(report, runner);
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

function readReport(report: string, runner: 'vitest' | 'playwright'): Tally {
  try {
    const facts = JSON.parse(readFileSync(report, 'utf8'));
    if (runner === 'vitest') return { passed: facts.numPassedTests, failed: facts.numFailedTests };
    return { passed: facts.stats.expected, failed: facts.stats.unexpected + facts.stats.flaky };
  } catch {
    return { passed: 0, failed: 1 }; // it did not get as far as a report
  }
}

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });

/** The closing line, alone on the last line, and the exit code that goes with it. */
export function close({ passed, failed }: Tally): void {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
