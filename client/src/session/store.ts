import type { SessionModel } from './model.ts';

/** Does it soon, but after what waits to be done already; returns how to leave it. */
export type Later = (work: () => void) => () => void;

/** Draws the model anew: before anything else when it is urgent. */
export type Screen = (urgent: boolean) => void;

/**
 * Holds the model. Whoever follows it is told of a change at once; what changes within one `batch` is told once, and
 * what is set to what it was already is none.
 *
 * A screen is told at once of what its person did, and later of what happened by itself: drawing takes long, and much
 * of what happens comes in a row, with more to be done about it than to be drawn.
 */
export class Store {
  readonly #later: Later;
  #model: SessionModel;
  #depth = 0;
  #dirty = false;
  readonly #followers = new Set<() => void>();
  readonly #screens = new Set<Screen>();
  #cancelDrawing: (() => void) | null = null;

  constructor(model: SessionModel, later: Later) {
    this.#model = model;
    this.#later = later;
  }

  get model(): SessionModel {
    return this.#model;
  }

  set(change: Partial<SessionModel>): void {
    const next = { ...this.#model, ...change };
    if (isSame(this.#model, next)) return;
    this.#model = next;
    if (this.#depth > 0) this.#dirty = true;
    else this.#tell(true);
  }

  /** For what happens by itself. */
  batch(work: () => void): void {
    this.#depth += 1;
    try {
      work();
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0 && this.#dirty) {
        this.#dirty = false;
        this.#tell(false);
      }
    }
  }

  follow(listener: () => void): () => void {
    return listen(this.#followers, listener);
  }

  watch(screen: Screen): () => void {
    return listen(this.#screens, screen);
  }

  close(): void {
    this.#cancelDrawing?.();
  }

  #tell(urgent: boolean): void {
    for (const follower of this.#followers) follower();
    if (urgent) this.#draw(true);
    else this.#cancelDrawing ??= this.#later(() => this.#draw(false));
  }

  #draw(urgent: boolean): void {
    this.#cancelDrawing?.();
    this.#cancelDrawing = null;
    for (const screen of this.#screens) screen(urgent);
  }
}

function isSame(before: SessionModel, after: SessionModel): boolean {
  const were = Object.values(before);
  return Object.values(after).every((each, index) => each === were[index]);
}

function listen<L>(listeners: Set<L>, listener: L): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
