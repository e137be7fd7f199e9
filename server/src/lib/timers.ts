/** Time, so that a test can hold it in its hand. */
export interface Timers {
  /** Calls back once after so many milliseconds; the returned function prevents it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemTimers: Timers = {
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
