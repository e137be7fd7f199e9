import { must } from './violation.ts';

/** Files on their way, each of which has to end with the very change after which it may not go on, and no earlier. */
export class Transfers {
  readonly #underWay = new Map<AbortSignal, () => boolean>();

  watch(signal: AbortSignal, may: () => boolean): void {
    this.#underWay.set(signal, may);
  }

  ended(signal: AbortSignal): void {
    this.#underWay.delete(signal);
  }

  judge(): void {
    for (const [signal, may] of this.#underWay) {
      must(signal.aborted === !may(), () => `a file ${signal.aborted ? 'stops' : 'goes on'}: ${may()}`);
      if (signal.aborted) this.#underWay.delete(signal);
    }
  }

  /** Whoever carried them is gone. */
  forget(): void {
    this.#underWay.clear();
  }
}
