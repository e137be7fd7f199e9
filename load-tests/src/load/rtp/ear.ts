import type { Listening } from '../place/stays.ts';
import type { Tally } from '../tally.ts';
import { readTail, type Tail } from './packet.ts';
import { type Kind, kindOf } from './streams.ts';

/** What is heard later than this is not played any more. */
const PLAYABLE_MS = 400;
/** A packet that comes twice does so within this many. */
const TWICE_WITHIN = 512;

/** Of one stream, as long as it comes from one place. */
interface Run {
  readonly stream: number;
  readonly first: number;
  last: number;
  /** Those that came in time, each once. */
  played: number;
  /** Of each count that came, at its place from the last so many. */
  readonly recent: Int32Array;
}

/** What has come of one stream. */
interface Heard {
  count: number;
  /** When its last packet came. */
  last: number;
  /** The longest in which none came, since it is watched. */
  gap: number;
}

/** What somebody receives of the others. */
export class Ear {
  readonly #tally: Tally;
  readonly #listening: Listening | null;
  readonly #membersOf: (place: number) => readonly number[];
  readonly #first: Record<Kind, number | null> = { audio: null, video: null };
  readonly #streams = new Map<number, Heard>();
  /** Who waits for the next packet of a stream. */
  readonly #awaited = new Map<number, ((now: number) => void)[]>();
  /** By stream, and by place. */
  readonly #runs = new Map<number, Map<number, Run>>();

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
    this.#count(tail, now);
    this.heard(tail.stream, tail.at, now);
  }

  /** A packet of this stream, sent at one moment and here at another. */
  heard(stream: number, sent: number, now: number): void {
    this.#first[kindOf(stream)] ??= now;
    this.#note(stream, now);
    for (const awaited of this.#awaited.get(stream) ?? []) awaited(now);
    if (this.#awaited.size > 0) this.#awaited.delete(stream);
    this.#tally.received(sent, now);
  }

  /** When the first packet of this kind came; null while none has. */
  first(kind: Kind): number | null {
    return this.#first[kind];
  }

  /** How many packets of this stream have come. */
  count(stream: number): number {
    return this.#streams.get(stream)?.count ?? 0;
  }

  /** When the next packet of this stream comes. */
  next(stream: number): Promise<number> {
    const next = Promise.withResolvers<number>();
    this.#awaited.set(stream, [...(this.#awaited.get(stream) ?? []), next.resolve]);
    return next.promise;
  }

  /** From now on the first is another one. */
  forgetFirst(): void {
    this.#first.audio = null;
    this.#first.video = null;
  }

  /** Forgets how long nothing came so far, and what was missing. */
  watch(): void {
    for (const heard of this.#streams.values()) heard.gap = 0;
    this.#runs.clear();
  }

  /** Of each stream that ever came, the longest in which it did not; one that has ended is missed until now. */
  gaps(now: number): number[] {
    return [...this.#streams.values()].map(({ gap, last }) => Math.max(gap, now - last));
  }

  /** From the first packet of each stream to the last one that came: how many there were, and how many came in time. */
  missing(of: (stream: number) => boolean = () => true): {
    readonly expected: number;
    readonly played: number;
  } {
    return [...this.#runs.values()]
      .flatMap((places) => [...places.values()])
      .filter(({ stream }) => of(stream))
      .reduce(
        (sum, { first, last, played }) => ({
          expected: sum.expected + last - first + 1,
          played: sum.played + played,
        }),
        { expected: 0, played: 0 },
      );
  }

  #note(stream: number, now: number): void {
    const heard = this.#streams.get(stream);
    if (heard === undefined) {
      this.#streams.set(stream, { count: 1, last: now, gap: 0 });
      return;
    }
    heard.count += 1;
    heard.gap = Math.max(heard.gap, now - heard.last);
    heard.last = now;
  }

  #count({ stream, place, count, at }: Tail, now: number): void {
    const run = this.#runs.get(stream)?.get(place) ?? this.#begin(stream, place, count);
    if (count < run.first || run.recent[count % TWICE_WITHIN] === count) return;
    run.recent[count % TWICE_WITHIN] = count;
    run.last = Math.max(run.last, count);
    if (now - at <= PLAYABLE_MS) run.played += 1;
  }

  #begin(stream: number, place: number, first: number): Run {
    const run: Run = { stream, first, last: first, played: 0, recent: new Int32Array(TWICE_WITHIN).fill(-1) };
    const places = this.#runs.get(stream) ?? new Map<number, Run>();
    this.#runs.set(stream, places.set(place, run));
    return run;
  }
}
