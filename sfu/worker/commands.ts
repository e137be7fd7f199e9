import { spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import { WorkerUnavailable } from './failure.ts';

/** How many of a failing program's last lines are shown; the rest is in the log. */
const SHOWN_LINES = 20;

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  input?: string;
}

/** Runs programs one after the other or side by side, all that they say in one log. */
export interface Commands extends AsyncDisposable {
  /**
   * Runs a program to its end and returns its standard output. Fails with {@link WorkerUnavailable} naming `step`, the
   * last lines of what the program said and the log.
   */
  run(step: string, program: string, args: readonly string[], options?: CommandOptions): Promise<string>;
}

export function openCommands(logPath: string, signal?: AbortSignal): Commands {
  const log = createWriteStream(logPath);
  return {
    run: (step, program, args, options = {}) => runLogged(log, logPath, signal, step, program, args, options),
    [Symbol.asyncDispose]: async () => {
      log.end();
      await finished(log);
    },
  };
}

async function runLogged(
  log: WriteStream,
  logPath: string,
  signal: AbortSignal | undefined,
  step: string,
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(signal === undefined ? {} : { signal }),
  });
  let stdout = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // A program that ends without reading its input closes the pipe early; how it ended says enough.
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  const outcome = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve(undefined);
      else resolve(killedBy === null ? `exit code ${code}` : `ended by ${killedBy}`);
    });
  });
  // Written in one piece, so that programs side by side do not mix their lines.
  log.write(`$ ${program} ${args.join(' ')}\n${said}${outcome === undefined ? '' : `${outcome}\n`}`);
  if (outcome === undefined) return stdout;
  signal?.throwIfAborted();
  const tail = said.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
  throw new WorkerUnavailable(
    `The media worker could not be built: ${step} failed (${basename(program)}: ${outcome}). Full log: ${logPath}\n${tail}`,
  );
}
