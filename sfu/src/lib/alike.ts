import { hash } from 'node:crypto';

/** One of what many hold alike, for as long as anybody does. */
export class Alike<T extends object> {
  readonly #held = new Map<string, { readonly value: T; holders: number }>();

  /** The one that is there already, if there is one of the same content; nobody changes it. */
  hold(value: T): { readonly value: T; readonly release: () => void } {
    const name = hash('sha256', JSON.stringify(value));
    const held = this.#held.get(name) ?? { value, holders: 0 };
    this.#held.set(name, held);
    held.holders += 1;
    let holds = true;
    const release = (): void => {
      if (!holds) return;
      holds = false;
      held.holders -= 1;
      if (held.holders === 0) this.#held.delete(name);
    };
    return { value: held.value, release };
  }

  get size(): number {
    return this.#held.size;
  }
}
