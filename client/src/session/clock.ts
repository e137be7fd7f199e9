/** Time, so that tests can hold it. */
export interface Clock {
  /** `performance.now()` milliseconds. */
  now(): number;
  /** Milliseconds since 1970. */
  today(): number;
  /** Calls back once after so many milliseconds; the returned function prevents it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  today: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
