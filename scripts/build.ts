/**
 * Builds what is missing or has changed (turbo keeps what it built): `node scripts/build.ts [workspace…]`, default all.
 * Says something only when it takes long or fails, and on stderr: the output of the program that follows stays its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const filters = process.argv.slice(2).map((workspace) => `--filter=${workspace}`);
const child = spawn('turbo', ['run', 'build', '--output-logs=errors-only', '--continue', ...filters], {
  stdio: ['ignore', 'pipe', 'pipe'],
});
let output = '';
for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
const patience = setTimeout(() => console.error('Building…'), 500);
const [code] = await once(child, 'close');
clearTimeout(patience);
if (code !== 0) console.error(output);
process.exitCode = code ?? 1;
