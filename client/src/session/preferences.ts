import type { ConsumerId } from '@parley/shared/ids';
import type { Clock } from './clock.ts';

export type Layer = 0 | 1 | 2 | null;

/** Resolves when the server knows. */
export type Tell = (consumer: ConsumerId, spatial: Layer) => Promise<unknown>;

/** A layout that settles asks for every picture several times: only the last wish is sent. */
const SETTLE_MS = 100;
/** How long a wish that failed waits. */
const AGAIN_MS = 1_000;

/** Which layer of each picture is worth receiving. */
export class Preferences {
  readonly #tell: Tell;
  readonly #clock: Clock;
  readonly #wishes = new Map<ConsumerId, Layer>();
  readonly #sent = new Map<ConsumerId, Layer>();
  #held = false;
  #scheduled: { readonly at: number; readonly cancel: () => void } | null = null;

  constructor(tell: Tell, clock: Clock) {
    this.#tell = tell;
    this.#clock = clock;
  }

  prefer(consumer: ConsumerId, layer: Layer): void {
    this.#wishes.set(consumer, layer);
    this.flushSoon();
  }

  /** While held none is wished for, whatever a layout has room for: the line has room for sound alone. */
  hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    this.#flush();
  }

  /** Only these are still received. */
  keep(consumers: ReadonlyMap<ConsumerId, unknown>): void {
    for (const map of [this.#wishes, this.#sent]) {
      for (const consumer of map.keys()) if (!consumers.has(consumer)) map.delete(consumer);
    }
  }

  flushSoon(): void {
    this.#flushIn(SETTLE_MS);
  }

  /** No later than that. */
  #flushIn(ms: number): void {
    const at = this.#clock.now() + ms;
    if (this.#scheduled !== null && this.#scheduled.at <= at) return;
    this.#scheduled?.cancel();
    this.#scheduled = { at, cancel: this.#clock.after(ms, () => this.#flush()) };
  }

  close(): void {
    this.#wishes.clear();
    this.#scheduled?.cancel();
  }

  #flush(): void {
    this.#scheduled = null;
    for (const [consumer, wish] of this.#wishes) {
      const spatial = this.#held ? null : wish;
      if (this.#sent.get(consumer) === spatial && this.#sent.has(consumer)) continue;
      this.#sent.set(consumer, spatial);
      this.#tell(consumer, spatial).catch(() => {
        this.#sent.delete(consumer);
        if (this.#wishes.has(consumer)) this.#flushIn(AGAIN_MS);
      });
    }
  }
}
