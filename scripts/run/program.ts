import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '../..');

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Asks the program to stop when aborted. */
  readonly signal?: AbortSignal;
  /** `show` lets it write to this terminal, `hide` keeps what it writes for {@link ProgramFailed}. */
  readonly output?: 'show' | 'hide';
}

/** A program that was to succeed did not; the message names it and, when its output was hidden, quotes that. */
export class ProgramFailed extends Error {}

/** Starts a program in the project's folder. */
export function start(program: string, args: readonly string[], options: ProgramOptions = {}): ChildProcess {
  const write = options.output === 'hide' ? 'pipe' : 'inherit';
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', write, write],
    env: options.env ?? process.env,
  });
  const stop = (): void => void child.kill('SIGTERM');
  options.signal?.addEventListener('abort', stop);
  child.on('close', () => options.signal?.removeEventListener('abort', stop));
  return child;
}

/** Runs a program to its end. @returns its exit code, 1 when a signal ended it, and its output if hidden. @throws when it cannot be started. */
export async function run(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<{ readonly code: number; readonly output: string }> {
  options.signal?.throwIfAborted();
  const child = start(program, args, options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = Promise.withResolvers<number>();
  child.on('error', ended.reject).on('close', (code) => ended.resolve(code ?? 1));
  return { code: await ended.promise, output };
}

/** Runs a program that has to succeed. @throws ProgramFailed */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<string> {
  const { code, output } = await run(program, args, options);
  if (code === 0) return output;
  options.signal?.throwIfAborted();
  throw new ProgramFailed(
    `${[program, ...args].join(' ')} ended with exit code ${code}\n${output}`.trimEnd(),
  );
}
