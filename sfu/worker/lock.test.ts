import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from './lock.ts';

let dir = '';
let path = '';
let other: ChildProcess | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lock-'));
  path = join(dir, 'lock');
});
afterEach(async () => {
  other?.kill('SIGKILL');
  await rm(dir, { recursive: true });
});

/** A process of its own that holds the lock until it is killed. */
async function holdElsewhere(): Promise<ChildProcess> {
  const script = `
    import { acquireLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    await acquireLock(${JSON.stringify(path)}, () => undefined);
    process.stdout.write('held');
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  other = child;
  await once(child.stdout, 'data');
  return child;
}

describe('acquireLock', () => {
  it('makes a second caller wait, says so, and lets it in afterwards', async () => {
    const order: string[] = [];
    const first = await acquireLock(path, () => order.push('first waits'));
    const waiting = Promise.withResolvers<void>();
    const second = acquireLock(path, () => {
      order.push('second waits');
      waiting.resolve();
    }).then(async (lock) => {
      order.push('second holds');
      await lock[Symbol.asyncDispose]();
    });
    await waiting.promise;
    order.push('first lets go');
    await first[Symbol.asyncDispose]();
    await second;
    expect(order).toEqual(['second waits', 'first lets go', 'second holds']);
  });

  it('is taken over from a process that was killed', async () => {
    const holder = await holdElsewhere();
    let waited = false;
    const lock = await acquireLock(path, () => {
      waited = true;
      holder.kill('SIGKILL');
    });
    await lock[Symbol.asyncDispose]();
    expect(waited).toBe(true);
  });

  it('is free again when let go', async () => {
    await (await acquireLock(path, () => undefined))[Symbol.asyncDispose]();
    let waited = false;
    await (await acquireLock(path, () => (waited = true)))[Symbol.asyncDispose]();
    expect(waited).toBe(false);
  });
});
