/** So much speech without a word of it is more than anything that turns it into text takes. */
const PATIENCE_MS = { first: 30_000, longest: 240_000 };
/** Decibels, as the SFU says them: whoever is quieter need not be speaking. */
const QUIET_DB = -55;
/** Looks come several times a second while anybody is loud; of a longer time between two nothing is known. */
const MOST_A_LOOK_MS = 500;

/**
 * Counts how long a voice speaks of which nothing is understood: what turns speech into text may take every packet and
 * answer every ping, and make nothing of it.
 */
export class SpeechWatch {
  readonly #now: () => number;
  #patience = PATIENCE_MS.first;
  #spoken = 0;
  #looked: number;
  #given = false;
  #isInVain = false;

  constructor(now: () => number) {
    this.#now = now;
    this.#looked = now();
  }

  /** So much was said of which nothing was understood, and nothing is yet. */
  get isInVain(): boolean {
    return this.#isInVain;
  }

  /** Sound of it was given away to be understood. */
  gave(): void {
    this.#given = true;
  }

  /** So loud is it just now, or has been since the last look; true when it is to be given anew. */
  look(volume: number): boolean {
    const passed = Math.min(this.#now() - this.#looked, MOST_A_LOOK_MS);
    this.#looked = this.#now();
    if (this.#given && volume > QUIET_DB) this.#spoken += passed;
    this.#given = false;
    if (this.#spoken < this.#patience) return false;
    this.#spoken = 0;
    this.#patience = Math.min(this.#patience * 2, PATIENCE_MS.longest);
    this.#isInVain = true;
    return true;
  }

  /** A word of it was. */
  understood(): void {
    this.#spoken = 0;
    this.#patience = PATIENCE_MS.first;
    this.#isInVain = false;
  }
}
