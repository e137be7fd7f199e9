import { readTail } from './packet.ts';
import { type Kind, kindOf } from './streams.ts';
import type { Tally } from '../tally.ts';

/** What somebody receives of the others. */
export class Ear {
  readonly #tally: Tally;
  readonly #first: Record<Kind, number | null> = { audio: null, video: null };

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  packet(packet: Buffer): void {
    const tail = readTail(packet);
    if (tail === null) return;
    const now = performance.now();
    this.#first[kindOf(tail.stream)] ??= now;
    this.#tally.received(tail.at, now);
  }

  /** When the first packet of this kind came; null while none has. */
  first(kind: Kind): number | null {
    return this.#first[kind];
  }
}
