/** When something was said, milliseconds from the beginning of the sound that was given. */
export interface Spoken {
  readonly start: number;
  readonly end: number;
}

/** Whoever comes later than that by the packets before has paused. */
const PAUSE_MS = 500;
/** So many stretches without a pause are remembered. */
const MOST_STRETCHES = 64;

/** Sound that was given without a pause. */
interface Stretch {
  /** How much had been given before. */
  readonly from: number;
  /** By the clock. */
  readonly at: number;
}

/**
 * Reckons from the sound of a stream to the clock. What was not given, while a microphone was closed or a service away,
 * is not in the stream, and the clock went on.
 */
export class StreamClock {
  readonly #now: () => number;
  readonly #stretches: Stretch[] = [];
  #given = 0;
  /** Where the last line that is done began. */
  #last = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The next packet of Opus is given. */
  give(packet: Buffer): void {
    const now = this.#now();
    const last = this.#stretches.at(-1);
    const due = last === undefined ? null : last.at + this.#given - last.from;
    if (due === null || Math.abs(now - due) > PAUSE_MS) this.#stretches.push({ from: this.#given, at: now });
    if (this.#stretches.length > MOST_STRETCHES) this.#stretches.shift();
    this.#given += lengthOf(packet);
  }

  /** By the clock, when what is made out was begun to be said; null of what cannot be so. */
  saidAt({ start, end }: Spoken, done: boolean): number | null {
    const isWithin = start >= this.#last && end >= start && end <= this.#given;
    const stretch = isWithin ? this.#stretches.findLast(({ from }) => from <= start) : undefined;
    if (stretch === undefined) return null;
    if (done) this.#last = start;
    return Math.round(stretch.at + start - stretch.from);
  }
}

/** Of a packet of Opus, milliseconds (RFC 6716, 3.1 and 3.2); of what is none, nothing. */
export function lengthOf(packet: Buffer): number {
  const [head, count] = packet;
  if (head === undefined) return 0;
  const each = frameMs(head >> 3);
  switch (head & 3) {
    case 0:
      return each;
    case 1:
    case 2:
      return 2 * each;
    default:
      return each * ((count ?? 0) & 0x3f);
  }
}

/** Speech, speech with music, music: each has lengths of its own. */
function frameMs(config: number): number {
  if (config < 12) return [10, 20, 40, 60][config % 4] ?? 0;
  if (config < 16) return [10, 20][config % 2] ?? 0;
  return [2.5, 5, 10, 20][config % 4] ?? 0;
}
