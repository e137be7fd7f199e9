import type { Ear } from '../rtp/ear.ts';
import { type Shown, sizeStreamOf } from '../rtp/streams.ts';

/** From when a page asked for another size until it asked anew, or it was over. */
export interface Look {
  readonly shown: Shown;
  readonly from: number;
  readonly to: number;
  /** Until the first packet of it, milliseconds; null where none came. */
  readonly tookMs: number | null;
  /** It was asked for another one before it came. */
  readonly overtaken: boolean;
  /** Packets that came since the first of it: of it, and of any other. */
  readonly right: number;
  readonly other: number;
}

interface OpenLook {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  /** When its first packet came, and what had come of every size by then. */
  came: { readonly at: number; readonly counts: readonly number[] } | null;
}

/** One picture of somebody else on somebody's page: which size was asked for, and which comes. */
export class PictureSeen {
  readonly shown: Shown;
  readonly #ear: Ear;
  readonly #streams: readonly number[];
  readonly #looks: Look[] = [];
  #asked: number;
  /** Of which size packets came last. */
  #comes: number;
  #open: OpenLook | null = null;

  /** `sizes`: in how many it is sent; the largest comes where nobody asks. */
  constructor(
    ear: Ear,
    { person, shown, sizes }: { readonly person: number; readonly shown: Shown; readonly sizes: number },
  ) {
    this.shown = shown;
    this.#ear = ear;
    this.#streams = Array.from({ length: sizes }, (_, size) => sizeStreamOf(person, shown, size));
    this.#asked = sizes - 1;
    this.#comes = sizes - 1;
  }

  /** Of each size, how many packets have come. */
  get counts(): number[] {
    return this.#streams.map((stream) => this.#ear.count(stream));
  }

  /** What was asked for last has not come yet. */
  get isAwaited(): boolean {
    return this.#open !== null && this.#open.came === null;
  }

  /** A page asks for this size; where there is none so large, for the largest. */
  ask(asked: number, now: number): void {
    const to = Math.min(asked, this.#streams.length - 1);
    const stream = this.#streams[to];
    if (to === this.#asked || stream === undefined) return;
    this.#close(true);
    this.#asked = to;
    // Thought better of before it came: nothing has to change.
    if (to === this.#comes) return;
    const open: OpenLook = { from: this.#comes, to, at: now, came: null };
    this.#open = open;
    void this.#ear.next(stream).then((at) => {
      open.came = { at, counts: this.counts };
      this.#comes = to;
    });
  }

  /** It is over: what was asked for, and what came of it. */
  finish(): readonly Look[] {
    this.#close(false);
    return this.#looks;
  }

  #close(goesOn: boolean): void {
    if (this.#open === null) return;
    const { from, to, at, came } = this.#open;
    const since = this.counts.map((count, size) => count - (came?.counts[size] ?? count));
    const right = since[to] ?? 0;
    this.#looks.push({
      shown: this.shown,
      from,
      to,
      tookMs: came === null ? null : came.at - at,
      overtaken: goesOn && came === null,
      right,
      other: since.reduce((sum, count) => sum + count, 0) - right,
    });
    this.#open = null;
  }
}
