/** Time, so that a test can hold it in its hand. */
export interface Timers {
  /** Milliseconds, only ever growing. */
  now(): number;
  /** Calls back once after so many milliseconds; the returned function prevents it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemTimers: Timers = {
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};
