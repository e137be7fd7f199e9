import { WorkerUnavailable } from '../../sfu/worker/failure.ts';
import { BrowserMissing } from '../prepare/browser.ts';
import { BadSettings } from '../prepare/settings.ts';
import { ProgramFailed } from './program.ts';
import type { StopRequest } from './stop.ts';

/** Exit code of a program that was asked to stop before it got going. */
const STOPPED = 130;

/**
 * Runs what has to succeed before anything else. When it cannot, the process ends with the message alone if that tells
 * a person what to do; ends quietly when the operator had asked to stop.
 */
export async function orStop<T>(stop: StopRequest, prepare: () => Promise<T>): Promise<T> {
  try {
    const prepared = await prepare();
    stop.signal.throwIfAborted();
    return prepared;
  } catch (error) {
    if (stop.signal.aborted) process.exit(STOPPED);
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function isForPeople(error: unknown): error is Error {
  return (
    error instanceof WorkerUnavailable ||
    error instanceof BrowserMissing ||
    error instanceof BadSettings ||
    error instanceof ProgramFailed ||
    isBadOption(error)
  );
}

/** From `parseArgs`. */
function isBadOption(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
