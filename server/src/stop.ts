import type { Logger } from 'pino';

/** What has been opened, to be closed in the opposite order. */
export interface Stop {
  /** Aborted as soon as the process is to end. */
  readonly asked: AbortSignal;
  opened(what: string, close: () => Promise<void>): void;
  /** Closes everything and ends the process; `reason` is one line for a person. */
  now(code: number, reason?: string): Promise<void>;
}

/** Ends the process if closing takes longer, milliseconds. */
const PATIENCE_MS = 10_000;

/** Closes what was opened when the process is told to end. */
export function stopsWith(logger: Logger): Stop {
  const all: { readonly what: string; readonly close: () => Promise<void> }[] = [];
  const asked = new AbortController();
  let stopping: Promise<void> | null = null;

  const closeAll = async (): Promise<void> => {
    for (const { what, close } of all.toReversed()) {
      try {
        await close();
      } catch (error) {
        logger.error({ err: error }, `${what} could not be closed`);
      }
    }
  };
  const now = (code: number, reason?: string): Promise<void> => {
    asked.abort();
    stopping ??= (async () => {
      if (reason !== undefined) process.stderr.write(`${reason}\n`);
      setTimeout(() => process.exit(1), PATIENCE_MS).unref();
      await closeAll();
      process.exit(code);
    })();
    return stopping;
  };

  process.once('SIGINT', () => void now(0));
  process.once('SIGTERM', () => void now(0));
  return {
    asked: asked.signal,
    opened: (what, close) => {
      all.push({ what, close });
    },
    now,
  };
}
