import type { Timers } from '../lib/timers.ts';
import type { Reader } from './live-document.ts';
import { say } from './messages.ts';
import { writeUpdate, type Written } from './update/write.ts';

/** Between two messages of edits to the same reader. A screen shows no more of them, and each costs a system call. */
const APART_MS = 33;

interface Told {
  readonly written: Written;
  /** Who wrote it, and has it already. */
  readonly by: Reader | null;
}

/** Tells readers of what is on disk: at once when it has been quiet, and what comes close together in one message. */
export class Telling {
  readonly #readers: ReadonlySet<Reader>;
  readonly #clock: () => number;
  readonly #timers: Timers;
  #waiting: Told[] = [];
  #last = -APART_MS;
  #due: (() => void) | null = null;

  constructor(readers: ReadonlySet<Reader>, clock: () => number, timers: Timers) {
    this.#readers = readers;
    this.#clock = clock;
    this.#timers = timers;
  }

  tell(written: Written, by: Reader | null): void {
    this.#waiting.push({ written, by });
    if (this.#due !== null) return;
    const wait = this.#last + APART_MS - this.#clock();
    if (wait > 0) this.#due = this.#timers.after(wait, () => this.#flush());
    // What one flush of the disk has stored is told in this very turn.
    else if (this.#waiting.length === 1) process.nextTick(() => this.#flush());
  }

  /** Nobody is left who would want to know. */
  stop(): void {
    this.#due?.();
    this.#due = null;
    this.#waiting = [];
  }

  #flush(): void {
    this.#due = null;
    const told = this.#waiting.splice(0);
    if (told.length === 0) return;
    this.#last = this.#clock();
    const alone = told.length === 1 ? told[0]?.written.update : undefined;
    const message = say.update(alone ?? writeUpdate(...told.map(({ written }) => written.change)));
    for (const reader of this.#readers) {
      // To know one's own edits again does no harm, beside those of others.
      if (told.some(({ by }) => by !== reader)) reader.send(message);
    }
  }
}
