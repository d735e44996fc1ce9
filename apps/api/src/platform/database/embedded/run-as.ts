import { execFileSync, spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { chownSync, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** How to run a PostgreSQL program so that it accepts its user and never outlives us. */
export interface RunAs {
  readonly how: 'user' | 'user-namespace' | 'other-user';
  readonly prefix: readonly string[];
  /** Gives a path to the user that PostgreSQL will run as. */
  own(target: string): void;
}

const works = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/**
 * The kernel sends SIGINT (a fast, clean shutdown) to PostgreSQL when its parent dies, however it dies; kill -9 of the
 * server leaves no orphan.
 */
const dieWithParent = () =>
  works('setpriv', '--pdeathsig', 'INT', 'true') ? ['setpriv', '--pdeathsig', 'INT', '--'] : [];

/**
 * PostgreSQL refuses to run as root. For root we prefer a user namespace, in which the files stay root's; where that is
 * forbidden (many containers) we change to an unprivileged account that already exists. We never create accounts.
 * A cluster that already belongs to another account goes on under that account.
 */
export function runAs(cluster: string, prefer?: 'other-user'): RunAs {
  if (process.getuid?.() !== 0) return { how: 'user', prefix: dieWithParent(), own: () => {} };
  const owner = existsSync(cluster) ? statSync(cluster).uid : 0;
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  if (owner === 0 && prefer !== 'other-user' && works(namespace[0]!, ...namespace.slice(1), 'true')) {
    return { how: 'user-namespace', prefix: [...namespace, '--', ...dieWithParent()], own: () => {} };
  }
  return otherUser(owner === 0 ? unprivilegedAccount() : String(owner));
}

function otherUser(account: string): RunAs {
  const id = (flag: string) => Number(execFileSync('id', [flag, account], { encoding: 'utf8' }));
  const [uid, gid] = [id('-u'), id('-g')];
  const own = (target: string): void => {
    chownSync(target, uid, gid);
    if (statSync(target).isDirectory()) for (const name of readdirSync(target)) own(path.join(target, name));
  };
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--pdeathsig', 'INT'];
  return { how: 'other-user', prefix: ['setpriv', ...identity, '--'], own };
}

function unprivilegedAccount(): string {
  const account = ['postgres', 'nobody'].find((name) => works('id', name));
  if (account) return account;
  throw new Error(
    'PostgreSQL does not run as root and there is no other account: start the portal as a normal user or set DATABASE_URL.',
  );
}

/**
 * Starts a program in a session of its own: Ctrl-C in the terminal must reach only the server, which stops PostgreSQL
 * after the requests that still use it.
 */
export function launch(as: RunAs, program: string, args: readonly string[], stdio: StdioOptions): ChildProcess {
  const [command = program, ...rest] = [...as.prefix, program, ...args];
  const child = spawn(command, rest, { stdio, detached: process.platform !== 'win32' });
  if (as.prefix.length === 0 && process.platform !== 'win32') interruptWhenWeDie(child);
  return child;
}

/** Where there is no setpriv (macOS): a shell waits on a pipe that only our death, or the program's end, closes. */
function interruptWhenWeDie(child: ChildProcess): void {
  const watch = spawn('sh', ['-c', `read -r _; kill -INT ${child.pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watch.unref();
  child.once('exit', () => watch.kill('SIGKILL'));
}
