import type { Epoch } from '@parley/shared/ids';

/** What somebody has begun to write, and the room it is for; null in none. */
export interface Begun {
  readonly epoch: Epoch | null;
  readonly text: string;
  /** Something begun for the room before was thrown away. */
  readonly cleared: boolean;
}

export const nothingBegun: Begun = { epoch: null, text: '', cleared: false };

/**
 * In another room nothing of it is left, not even on the screen: half a sentence for the mediator must neither be
 * sent nor be read where the other side sits. That it is gone is said until something else is written.
 */
export function carriedInto(begun: Begun, epoch: Epoch | null): Begun {
  if (begun.epoch === epoch) return begun;
  return { epoch, text: '', cleared: begun.text.trim() !== '' || (begun.epoch === null && begun.cleared) };
}

export const written = (begun: Begun, text: string): Begun => ({ ...begun, text, cleared: false });

/** What somebody begins to write, from room to room, and whom to tell that it has changed. */
export class Draft {
  #begun: Begun = nothingBegun;
  readonly #listeners = new Set<() => void>();

  readonly begun = (): Begun => this.#begun;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Where I stand now. */
  carryInto(epoch: Epoch | null): void {
    this.#set(carriedInto(this.#begun, epoch));
  }

  write(text: string): void {
    this.#set(written(this.#begun, text));
  }

  #set(begun: Begun): void {
    if (begun === this.#begun) return;
    this.#begun = begun;
    for (const listener of this.#listeners) listener();
  }
}
