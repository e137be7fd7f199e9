import type { Shown } from '../rtp/streams.ts';
import type { Page } from './page.ts';

const SAMPLE_MS = 1_000;

/** What came in a second, at all pages together: packets of each size, the smallest first. */
export interface SizesSample extends Readonly<Record<Shown, readonly number[]>> {
  /** Seconds since the watch began. */
  readonly at: number;
}

/** Looks once a second at which sizes come. */
export class SizesWatch {
  readonly samples: SizesSample[] = [];
  readonly #pages: readonly Page[];
  #timer: NodeJS.Timeout | null = null;
  #began = 0;
  #last: SizesSample | null = null;

  constructor(pages: readonly Page[]) {
    this.#pages = pages;
  }

  start(): void {
    this.#began = performance.now();
    this.#last = this.#look();
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #sample(): void {
    const now = this.#look();
    const last = this.#last ?? now;
    this.#last = now;
    const rates = (shown: Shown): number[] =>
      now[shown].map((count, size) => (count - (last[shown][size] ?? 0)) / (now.at - last.at));
    this.samples.push({ at: now.at, camera: rates('camera'), screen: rates('screen') });
  }

  /** All that has come so far. */
  #look(): SizesSample {
    const pictures = this.#pages.flatMap((page) => page.pictures);
    const sum = (shown: Shown): number[] => {
      const all: number[] = [];
      for (const { counts } of pictures.filter((each) => each.shown === shown))
        for (const [size, count] of counts.entries()) all[size] = (all[size] ?? 0) + count;
      return all;
    };
    return { at: (performance.now() - this.#began) / 1_000, camera: sum('camera'), screen: sum('screen') };
  }
}
