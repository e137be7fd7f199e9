import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Holds `path` against every other process that asks for it, until disposed or until this process ends in whatever way.
 *
 * The kernel's file lock is held by a child that only waits for the end of its input: when this process is killed, the
 * pipe closes, the child ends and the lock is free, so nothing stale can remain. `onWait` is called once if another
 * process holds it. Where the machine has no `flock` program there is no lock: callers must stay correct, only wasteful.
 */
export async function acquireLock(path: string, onWait: () => void): Promise<AsyncDisposable> {
  const child = await tryLock(path, ['--nonblock']);
  if (child === 'no flock') return { [Symbol.asyncDispose]: async () => undefined };
  if (child !== 'busy') return release(child);
  onWait();
  const waited = await tryLock(path, []);
  if (typeof waited === 'string') throw new Error(`cannot lock ${path}`);
  return release(waited);
}

async function tryLock(path: string, flags: readonly string[]): Promise<ChildProcess | 'busy' | 'no flock'> {
  // Detached: a Ctrl-C at the terminal reaches the builder alone, which lets go when it has cleaned up.
  const child = spawn('flock', [...flags, '--exclusive', path, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve('no flock');
      else reject(error);
    });
    child.stdout.once('data', () => resolve(child));
    child.on('exit', () => resolve('busy'));
  });
}

function release(child: ChildProcess): AsyncDisposable {
  return {
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.end();
      await ended;
    },
  };
}
