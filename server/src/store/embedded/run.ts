import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Account } from './account.ts';

/** The same words and bytes whatever the machine is set to, and none of an operator's PG… variables. */
export const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '/usr/bin:/bin' };

export interface Run {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly account: Account | null;
  readonly input?: string;
}

/** Runs a program to its end; resolves to whether it succeeded, and to what it wrote. Never rejects. */
export async function run({
  command,
  args,
  cwd,
  account,
  input,
}: Run): Promise<{ ok: boolean; output: string }> {
  const child = spawn(command, args, {
    cwd,
    env: ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...account,
  });
  const ended = new Promise<{ ok: boolean; why: string }>((resolve) => {
    child.once('error', (error) => resolve({ ok: false, why: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, why: '' }));
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const [out, err, { ok, why }] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { ok, output: `${out}${err}${why}` };
}
