/** How long an orderly stop may take after whoever started this process is gone, in ms. */
const ORPHAN_GRACE = 20_000;

/**
 * Makes this process stop in order, as if asked to, once the process that started it is gone; if that takes too long,
 * this one and all it started are ended. Does nothing when it was not started with a channel.
 */
export function stopWithParent(): void {
  if (!process.connected) return;
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(-process.pid, 'SIGKILL'), ORPHAN_GRACE).unref();
  });
  process.channel?.unref();
}

export interface StopRequest {
  /** Aborted when the operator or the system asks this process to stop. */
  readonly signal: AbortSignal;
  /** Leaves the asking to someone else from now on. */
  release(): void;
}

export function listenForStop(): StopRequest {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.on('SIGINT', abort).on('SIGTERM', abort);
  return {
    signal: stop.signal,
    release: () => {
      process.off('SIGINT', abort).off('SIGTERM', abort);
    },
  };
}
