import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCommands } from './commands.ts';

let dir = '';
let log = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'commands-'));
  log = join(dir, 'log');
});
afterEach(() => rm(dir, { recursive: true }));

describe('run', () => {
  it('returns the standard output and logs everything', async () => {
    {
      await using commands = openCommands(log);
      expect(await commands.run('a step', 'sh', ['-c', 'echo out; echo err >&2'])).toBe('out\n');
    }
    const text = await readFile(log, 'utf8');
    expect(text).toContain('out\n');
    expect(text).toContain('err\n');
  });

  it('names the step, the last 20 lines and the log when a program fails', async () => {
    let message = '';
    {
      await using commands = openCommands(log);
      const failing = commands.run('linking', 'sh', ['-c', 'seq 1 100; echo the reason >&2; exit 3']);
      message = await failing.then(String, (error: Error) => error.message);
    }
    expect(message.split('\n')[0]).toContain('linking failed (sh: exit code 3)');
    expect(message.split('\n')[0]).toContain(log);
    expect(message.split('\n')).toHaveLength(21);
    expect(message).toContain('the reason');
    expect(await readFile(log, 'utf8')).toContain('\n50\n');
  });

  it('names a program that is not there', async () => {
    await using commands = openCommands(log);
    await expect(commands.run('a step', 'no-such-program', [])).rejects.toThrow('no-such-program');
  });

  it('ends a running program when told to stop', async () => {
    const stop = new AbortController();
    await using commands = openCommands(log, stop.signal);
    const running = commands.run('a step', 'sleep', ['1000']);
    stop.abort(new Error('stopped'));
    await expect(running).rejects.toThrow('stopped');
  });
});
