import type { Clock } from '../session/clock.ts';

/** How sound has fared one way over a line since the last look; null where there was too little of it to tell. */
export type Fare =
  | 'well'
  /** Well, but only because there are no pictures beside it. */
  | 'tight'
  /** Badly, and it may be somebody else's line. */
  | 'doubtful'
  | 'badly'
  | null;

const LOOK_EVERY_MS = 1_000;
/**
 * A moment's trouble is none: it takes two looks in a row to believe it; and six where it may be another line, on which
 * pictures have given way by then.
 */
const BELIEVED = 6;
const WEIGHT = { badly: 3, doubtful: 1, tight: 0, well: 0 } as const;
/** So long sound has to fare well before pictures are tried again. */
const FIRST_WAIT_MS = 8_000;
const LONGEST_WAIT_MS = 64_000;
/** Trouble so soon after pictures came back is of their making, and believed at once. */
const RELAPSE_MS = 30_000;

/**
 * Pictures give way where sound would suffer, one way over a line. Whatever measures a line for pictures looks at the
 * pictures, takes many seconds to believe that hardly anything fits any more, and meanwhile sends what was lost once
 * more; by then every second word has been lost.
 */
export class SoundFirst {
  readonly #clock: Clock;
  readonly #look: () => Promise<Fare>;
  readonly #changed: (narrow: boolean) => void;
  #cancel: (() => void) | null = null;
  #narrow = false;
  #trouble = 0;
  /** Since when sound has fared well. */
  #wellSince = 0;
  #waitMs = FIRST_WAIT_MS;
  #backAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  /**
   * @param look says how sound has fared since the last time it was asked
   * @param changed told that pictures have to give way, or may come back
   */
  constructor(clock: Clock, look: () => Promise<Fare>, changed: (narrow: boolean) => void) {
    this.#clock = clock;
    this.#look = look;
    this.#changed = changed;
    this.#lookSoon();
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #lookSoon(): void {
    this.#cancel = this.#clock.after(LOOK_EVERY_MS, () => {
      void this.#look()
        // A line that is being closed tells nothing.
        .catch(() => null)
        .then((fare) => {
          if (this.#closed) return;
          this.#take(fare, this.#clock.now());
          this.#lookSoon();
        });
    });
  }

  #take(fare: Fare, now: number): void {
    const weight = fare === null ? 0 : WEIGHT[fare];
    this.#trouble = weight === 0 ? 0 : this.#trouble + weight;
    if (fare !== 'well' && fare !== null) this.#wellSince = now;
    const enough = this.#hasRelapsed(now) ? 1 : BELIEVED;
    if (!this.#narrow && this.#trouble >= enough) return this.#giveWay(now);
    if (this.#narrow && now - this.#wellSince >= this.#waitMs) this.#comeBack(now);
  }

  #hasRelapsed(now: number): boolean {
    return now - this.#backAt < RELAPSE_MS;
  }

  #giveWay(now: number): void {
    this.#waitMs = this.#hasRelapsed(now) ? Math.min(2 * this.#waitMs, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
    this.#narrow = true;
    this.#changed(true);
  }

  #comeBack(now: number): void {
    this.#backAt = now;
    this.#narrow = false;
    this.#changed(false);
  }
}
