import type { SessionModel } from './model.ts';

/** Holds the model. What changes within one `batch` is told once. */
export class Store {
  #model: SessionModel;
  #depth = 0;
  #dirty = false;
  readonly #listeners = new Set<() => void>();

  constructor(model: SessionModel) {
    this.#model = model;
  }

  get model(): SessionModel {
    return this.#model;
  }

  set(change: Partial<SessionModel>): void {
    this.#model = { ...this.#model, ...change };
    this.#dirty = true;
    if (this.#depth === 0) this.#tell();
  }

  batch(work: () => void): void {
    this.#depth += 1;
    try {
      work();
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0 && this.#dirty) this.#tell();
    }
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    this.#dirty = false;
    for (const listener of this.#listeners) listener();
  }
}
