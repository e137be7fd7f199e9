import { dueIn, type ServerCommand, type SessionState } from '@parley/shared/session';
import type { Timers } from '../lib/timers.ts';

const RETRY_MS = 250;

/** Lets what is due by itself happen: an announced entry, the end of a countdown. */
export class Alarms {
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #ring: (command: ServerCommand) => Promise<void>;
  readonly #set = new Map<string, () => void>();
  #closed = false;

  constructor(timers: Timers, now: () => number, ring: (command: ServerCommand) => Promise<void>) {
    this.#timers = timers;
    this.#now = now;
    this.#ring = ring;
  }

  watch(state: SessionState): void {
    const due = dueIn(state);
    const keys = new Set(due.map(({ key }) => key));
    for (const [key, cancel] of this.#set) {
      if (keys.has(key)) continue;
      cancel();
      this.#set.delete(key);
    }
    for (const { key, at, command } of due) if (!this.#set.has(key)) this.#arm(key, at, command);
  }

  close(): void {
    this.#closed = true;
    for (const cancel of this.#set.values()) cancel();
    this.#set.clear();
  }

  #arm(key: string, at: number, command: ServerCommand): void {
    if (this.#closed) return;
    const wait = Math.max(0, at - this.#now());
    this.#set.set(
      key,
      this.#timers.after(wait, () => void this.#due(key, at, command)),
    );
  }

  /** A timer may come a little early by the wall clock; and what could not be stored is tried again. */
  async #due(key: string, at: number, command: ServerCommand): Promise<void> {
    if (this.#now() < at) return this.#arm(key, at, command);
    try {
      await this.#ring(command);
    } catch {
      if (this.#set.has(key)) this.#arm(key, this.#now() + RETRY_MS, command);
    }
  }
}
