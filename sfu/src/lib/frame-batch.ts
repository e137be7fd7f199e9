import type { Timers } from './timers.ts';

/** So many packets are told together, 100 ms of usual ones … */
const TOGETHER = 5;
/** … and fewer when no more come for so long. */
const WAIT_MS = 200;

/** Packets of sound on their way to whoever listens, a few at a time. */
export class FrameBatch {
  readonly #timers: Timers;
  readonly #tell: (frames: readonly string[]) => void;
  #frames: string[] = [];
  #cancel: () => void = () => undefined;

  constructor(timers: Timers, tell: (frames: readonly string[]) => void) {
    this.#timers = timers;
    this.#tell = tell;
  }

  add(frame: Buffer): void {
    this.#frames.push(frame.toString('base64'));
    if (this.#frames.length >= TOGETHER) return this.#flush();
    if (this.#frames.length === 1) this.#cancel = this.#timers.after(WAIT_MS, () => this.#flush());
  }

  /** What has not been told is told to nobody any more. */
  close(): void {
    this.#cancel();
    this.#frames = [];
  }

  #flush(): void {
    this.#cancel();
    const frames = this.#frames.splice(0);
    if (frames.length > 0) this.#tell(frames);
  }
}
