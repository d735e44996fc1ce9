/** Everything watched: the server restarts and the pages reload by themselves. The database stays up between restarts. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startEmbeddedPostgres } from '../apps/api/src/platform/database/embedded-postgres.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const children: ChildProcess[] = [];
let ending = false;
const dataDir = path.resolve(process.env['DATA_DIR'] ?? '.data', 'postgres');
const database = process.env['DATABASE_URL']
  ? undefined
  : await startEmbeddedPostgres({ dataDir, database: 'jianglian' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(0));

const compile = ['-p', 'apps/api/tsconfig.build.json', '--watch', '--preserveWatchOutput'];
await new Promise<void>((compiled) => {
  run('types', 'tsc', compile, '.', (line) => {
    if (line.includes('Watching for file changes')) compiled();
  });
});
run('api', 'node', ['--watch', '--watch-preserve-output', '--enable-source-maps', 'apps/api/dist/main.js']);
run('web', 'vite', [], 'apps/web');

function run(name: string, command: string, args: readonly string[], cwd = '.', heard?: (line: string) => void): void {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      console.log(`${name.padEnd(5)} │ ${line}`);
      heard?.(line);
    });
  }
  child.once('exit', () => void end(1)); // none of them ends by itself
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  const gone = running.map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(gone);
  await database?.stop();
  process.exit(code);
}
