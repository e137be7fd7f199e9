import { Reasons } from './reasons.ts';

/** What came of all deeds of one kind. */
export interface Outcome {
  /** How long each took, milliseconds. */
  readonly done: readonly number[];
  /** There was nothing to do: another one was under way, or nobody was there. */
  readonly idle: number;
  /** The codes by which it was refused, or the words with which it failed, and how often. */
  readonly failed: ReadonlyMap<string, number>;
}

/** Keeps what came of everything that people did. */
export class Outcomes<Name extends string> {
  readonly #all = new Map<Name, { done: number[]; idle: number; readonly failed: Reasons }>();

  /** `work` answers how long it took, or null when there was nothing to do. */
  async of(name: Name, work: () => Promise<number | null>): Promise<void> {
    const outcome = this.#of(name);
    try {
      const took = await work();
      if (took === null) outcome.idle += 1;
      else outcome.done.push(took);
    } catch (error) {
      outcome.failed.add(error);
    }
  }

  get(name: Name): Outcome {
    const { done, idle, failed } = this.#of(name);
    return { done, idle, failed: failed.counts };
  }

  #of(name: Name) {
    const known = this.#all.get(name) ?? { done: [], idle: 0, failed: new Reasons() };
    this.#all.set(name, known);
    return known;
  }
}
