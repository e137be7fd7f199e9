/** How long to wait before what is away is tried again: each time longer, and each at a moment of its own. */
export class Pauses {
  readonly #first: number;
  readonly #last: number;
  readonly #random: () => number;
  #next: number;

  constructor(bounds: { readonly first: number; readonly last: number }, random: () => number) {
    this.#first = bounds.first;
    this.#last = bounds.last;
    this.#random = random;
    this.#next = bounds.first;
  }

  next(): number {
    const pause = this.#next * (0.5 + this.#random() / 2);
    this.#next = Math.min(this.#next * 2, this.#last);
    return pause;
  }

  /** It has been there. */
  reset(): void {
    this.#next = this.#first;
  }
}
