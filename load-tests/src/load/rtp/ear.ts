import type { Tally } from '../tally.ts';
import { readTail } from './packet.ts';
import { type Kind, kindOf } from './streams.ts';

/** What somebody receives of the others. */
export class Ear {
  readonly #tally: Tally;
  readonly #first: Record<Kind, number | null> = { audio: null, video: null };
  /** Of each stream, when its last packet came. */
  readonly #last = new Map<number, number>();
  /** Of each stream, the longest in which none came, since it is watched. */
  readonly #gaps = new Map<number, number>();

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  packet(packet: Buffer): void {
    const tail = readTail(packet);
    if (tail === null) return;
    this.heard(tail.stream, tail.at, performance.now());
  }

  /** A packet of this stream, sent at one moment and here at another. */
  heard(stream: number, sent: number, now: number): void {
    this.#first[kindOf(stream)] ??= now;
    const gap = now - (this.#last.get(stream) ?? now);
    this.#last.set(stream, now);
    if (gap > (this.#gaps.get(stream) ?? 0)) this.#gaps.set(stream, gap);
    this.#tally.received(sent, now);
  }

  /** When the first packet of this kind came; null while none has. */
  first(kind: Kind): number | null {
    return this.#first[kind];
  }

  /** Forgets how long nothing came so far. */
  watch(): void {
    this.#gaps.clear();
  }

  /** Of each stream that ever came, the longest in which it did not; one that has ended is missed until now. */
  gaps(now: number): number[] {
    return [...this.#last].map(([stream, last]) => Math.max(this.#gaps.get(stream) ?? 0, now - last));
  }
}
