import type { Listening } from '../place/stays.ts';
import type { Tally } from '../tally.ts';
import { readTail, type Tail } from './packet.ts';
import { type Kind, kindOf } from './streams.ts';

/** Of one stream, as long as it comes from one place. */
interface Run {
  readonly place: number;
  readonly first: number;
  last: number;
  received: number;
}

/** What somebody receives of the others. */
export class Ear {
  readonly #tally: Tally;
  readonly #listening: Listening | null;
  readonly #membersOf: (place: number) => readonly number[];
  readonly #first: Record<Kind, number | null> = { audio: null, video: null };
  /** Of each stream, when its last packet came. */
  readonly #last = new Map<number, number>();
  /** Of each stream, the longest in which none came, since it is watched. */
  readonly #gaps = new Map<number, number>();
  readonly #runs = new Map<number, Run>();
  readonly #over = { expected: 0, received: 0 };

  /** `listening`: of everything that comes it is asked whether it was for this ear. */
  constructor(
    tally: Tally,
    listening: Listening | null = null,
    membersOf: (place: number) => readonly number[] = (place) => [place],
  ) {
    this.#tally = tally;
    this.#listening = listening;
    this.#membersOf = membersOf;
  }

  packet(packet: Buffer): void {
    const tail = readTail(packet);
    if (tail !== null) this.heardTail(tail, performance.now());
  }

  /** A packet of ours, here at this moment. */
  heardTail(tail: Tail, now: number): void {
    this.#listening?.heard(this.#membersOf(tail.place), tail.at, now);
    this.#count(tail);
    this.heard(tail.stream, tail.at, now);
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

  /** From now on the first is another one. */
  forgetFirst(): void {
    this.#first.audio = null;
    this.#first.video = null;
  }

  /** Forgets how long nothing came so far, and what was missing. */
  watch(): void {
    this.#gaps.clear();
    this.#runs.clear();
    this.#over.expected = 0;
    this.#over.received = 0;
  }

  /** Of each stream that ever came, the longest in which it did not; one that has ended is missed until now. */
  gaps(now: number): number[] {
    return [...this.#last].map(([stream, last]) => Math.max(this.#gaps.get(stream) ?? 0, now - last));
  }

  /** Of all streams, from the first packet of each to the last one that came: how many there were, and how many came. */
  missing(): { readonly expected: number; readonly received: number } {
    return [...this.#runs.values()].reduce((sum, run) => added(sum, run), this.#over);
  }

  #count({ stream, place, count }: Tail): void {
    const run = this.#runs.get(stream);
    if (run?.place === place) {
      run.last = Math.max(run.last, count);
      run.received += 1;
      return;
    }
    if (run !== undefined) Object.assign(this.#over, added(this.#over, run));
    this.#runs.set(stream, { place, first: count, last: count, received: 1 });
  }
}

const added = (
  sum: { readonly expected: number; readonly received: number },
  { first, last, received }: Run,
) => ({
  expected: sum.expected + last - first + 1,
  received: sum.received + received,
});
