import type { ConsumerId } from '@parley/shared/ids';

/** A simulcast layer: 0 is a quarter of the height, 1 a half, 2 the whole. */
export type Layer = 0 | 1 | 2;

/** The smallest layer that still looks sharp at this height, in device pixels, for a camera of 720 lines. */
export function layerFor(height: number): Layer {
  if (height <= 216) return 0;
  return height <= 432 ? 1 : 2;
}

/**
 * One picture may be on screen more than once (on the stage and in the strip) or not at all. Gathers what each
 * place wants, and tells of the largest once everything of one moment has been said.
 */
export class LayerWants {
  readonly #tell: (consumer: ConsumerId, layer: Layer | null) => void;
  readonly #later: (task: () => void) => void;
  readonly #wants = new Map<ConsumerId, Map<object, Layer | null>>();
  readonly #told = new Map<ConsumerId, Layer | null>();
  #scheduled = false;

  constructor(
    tell: (consumer: ConsumerId, layer: Layer | null) => void,
    later: (task: () => void) => void = (task) => queueMicrotask(task),
  ) {
    this.#tell = tell;
    this.#later = later;
  }

  /** `place` is any object that stands for where the picture is shown; null: out of sight there. */
  want(consumer: ConsumerId, place: object, layer: Layer | null): void {
    const places = this.#wants.get(consumer) ?? new Map<object, Layer | null>();
    this.#wants.set(consumer, places.set(place, layer));
    this.#flushSoon();
  }

  /** That place is gone. */
  leave(consumer: ConsumerId, place: object): void {
    if (this.#wants.get(consumer)?.delete(place) === true) this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#later(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    for (const [consumer, places] of this.#wants) {
      const layer = [...places.values()].reduce(largest, null);
      const isSame = this.#told.get(consumer) === layer;
      this.#told.set(consumer, layer);
      if (places.size === 0) this.#forget(consumer);
      if (!isSame) this.#tell(consumer, layer);
    }
  }

  /** In each room there are others; of those before nothing is kept. */
  #forget(consumer: ConsumerId): void {
    this.#wants.delete(consumer);
    this.#told.delete(consumer);
  }
}

const largest = (most: Layer | null, each: Layer | null): Layer | null =>
  most === null || (each !== null && each > most) ? each : most;
