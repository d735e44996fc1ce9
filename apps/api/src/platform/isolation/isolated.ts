import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Bounds {
  readonly seconds: number;
  /** Of resident memory, buffers outside of the heap included. */
  readonly megabytes: number;
}

export type Isolated<T> =
  | { readonly ok: true; readonly value: T }
  /** `reason` is what the child said was wrong with the content; `too-much` when it was stopped or broke down. */
  | { readonly ok: false; readonly reason: string };

/**
 * Reads foreign content in a child process of its own: a bomb or a parser's endless loop costs that process, not the
 * server. The child gets no environment, so there is no secret in it to lose.
 */
export function isolated<T>(script: string, from: string, argument: unknown, bounds: Bounds): Promise<Isolated<T>> {
  // Beside the caller: `.ts` in tests, `.js` once built.
  const file = path.join(path.dirname(fileURLToPath(from)), `${script}${path.extname(fileURLToPath(from))}`);
  const child = fork(file, [], {
    env: {},
    execArgv: [`--max-old-space-size=${bounds.megabytes}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  return new Promise((resolve) => {
    let done = false;
    const finish = (result: Isolated<T>) => {
      if (done) return;
      done = true;
      clearTimeout(clock);
      clearInterval(scale);
      child.kill('SIGKILL');
      resolve(result);
    };
    const clock = setTimeout(() => finish({ ok: false, reason: 'too-much' }), bounds.seconds * 1000);
    const scale = setInterval(() => {
      if (residentMegabytes(child.pid) > bounds.megabytes) finish({ ok: false, reason: 'too-much' });
    }, 50);
    child.once('message', (result) => finish(result as Isolated<T>));
    child.once('error', () => finish({ ok: false, reason: 'too-much' }));
    child.once('exit', () => finish({ ok: false, reason: 'too-much' }));
    child.send(argument as object);
  });
}

/** From /proc; elsewhere the limit of the heap has to do. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / (1024 * 1024);
  } catch {
    return 0;
  }
}
