import type { RequestName } from '@parley/shared/protocol';
import { type Ask, type AskedOf, type AskOf, isUnanswered, replyTo, telling } from './ask.ts';
import type { Clock } from './clock.ts';

/** For how long a press waits for the line. */
export const HELD_MS = 10_000;
/** More than one can press at once. */
const MOST = 8;

/** What comes to the same however often it is asked for, and harms nobody when it comes a little later. */
export type HeldName = Extract<
  RequestName,
  'hand.raise' | 'hand.lower' | 'ready.set' | 'wish.make' | 'channel.listen' | 'captions.choose'
>;

/** As `Asked`, and waits for the line. */
export type HeldAsked = AskedOf<HeldName>;

export interface HeldPressesParts {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly isOnline: () => boolean;
  /** Tells one place I stand in from every other. */
  readonly place: () => string | number | null;
  /** Something begins, or ceases, to wait. */
  readonly changed: (waits: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Presses that were made while the line was away: kept for a while, and for the place they were made in. */
export class HeldPresses {
  readonly #parts: HeldPressesParts;
  readonly #waiting = new Set<(isBack: boolean) => void>();

  readonly asked: HeldAsked;

  constructor(parts: HeldPressesParts) {
    this.#parts = parts;
    this.asked = telling<HeldName>(this.#ask, parts.failed);
  }

  /** Rejects with `AskError`. */
  readonly #ask: AskOf<HeldName> = async (name, input) => {
    const { ask, clock, place } = this.#parts;
    const madeIn = place();
    const until = clock.now() + HELD_MS;
    for (;;) {
      try {
        return await ask(name, input);
      } catch (error) {
        const again = isUnanswered(replyTo(error)) && (await this.#isBackBy(until)) && place() === madeIn;
        if (!again) throw error;
      }
    }
  };

  /** The line is back, and what I see is what is. */
  lineBack(): void {
    for (const end of this.#waiting) end(true);
  }

  /** It does not come back. */
  lineOver(): void {
    for (const end of this.#waiting) end(false);
  }

  #isBackBy(until: number): Promise<boolean> {
    const { clock, isOnline, changed } = this.#parts;
    const left = until - clock.now();
    if (left <= 0 || this.#waiting.size >= MOST) return Promise.resolve(false);
    if (isOnline()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (isBack: boolean): void => {
        cancel();
        this.#waiting.delete(end);
        changed(this.#waiting.size > 0);
        resolve(isBack);
      };
      const cancel = clock.after(left, () => end(false));
      this.#waiting.add(end);
      changed(true);
    });
  }
}
