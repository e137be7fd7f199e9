/** What is written down of an error. */
export interface SafeError {
  readonly name: string;
  /** A driver's or a refusal's own code, such as a SQLSTATE. */
  readonly code?: string;
  /** Where it was thrown; without the message. */
  readonly frames: readonly string[];
  readonly cause?: SafeError;
}

const FRAME = /^\s*at /u;
const CODE = /^[A-Za-z0-9._-]{1,40}$/u;

/**
 * An error as a log may carry it. Messages of engines and drivers quote their input (a name, a token, a line of
 * chat), so only its kind, its code and the places it passed through are kept.
 */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return {
    name: error.name,
    ...(CODE.test(code) ? { code } : {}),
    frames: (error.stack ?? '').split('\n').flatMap((line) => (FRAME.test(line) ? [line.trim()] : [])),
    ...(error.cause instanceof Error ? { cause: safeError(error.cause) } : {}),
  };
}
