import type { Counters } from './counters.ts';
import { turn } from './turn.ts';

/**
 * Where what a server does can be held: before the log keeps something, before it says so, before it is read; before
 * a file or a note is, and before the bytes of a file go out.
 */
export type Gate = 'append' | 'kept' | 'read' | 'file' | 'sending' | 'note';

/** Who comes to a held gate waits there. */
export class Gates {
  readonly #held = new Map<Gate, (() => void)[]>();
  readonly #counters: Counters;

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  hold(gate: Gate): void {
    if (!this.#held.has(gate)) this.#held.set(gate, []);
  }

  isHeld(gate: Gate): boolean {
    return this.#held.has(gate);
  }

  get anyHeld(): boolean {
    return this.#held.size > 0;
  }

  pass(gate: Gate): Promise<void> {
    const waiting = this.#held.get(gate);
    if (waiting === undefined) return Promise.resolve();
    this.#counters.add(`held ${gate}`);
    return new Promise((resolve) => waiting.push(resolve));
  }

  async release(): Promise<void> {
    const waiting = [...this.#held.values()].flat();
    this.#held.clear();
    // One by one: what an answer was allowed by is not to change while it is on its way.
    for (const pass of waiting) {
      pass();
      await turn();
    }
  }

  /** Who waits there waits for ever. */
  forget(): void {
    this.#held.clear();
  }
}
