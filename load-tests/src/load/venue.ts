import type { Tally } from './tally.ts';

/** Where people meet, started afresh for a round. `G` is who comes, with what they bring. */
export interface House<G> {
  /** The processes whose work is measured, and all others that belong to it. */
  readonly measured: readonly number[];
  readonly rest: readonly number[];
  /** When they asked to come in; resolves once they are in, and whatever they send is on its way. */
  join(guest: G): Promise<number>;
  /** Ends what passes media on without warning, as a crash would; null where nobody would mend it. */
  readonly killMedia: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** What is measured. `P` is what has to be known beforehand of who comes. */
export interface Venue<G, P> {
  readonly name: string;
  /** What it is, with its version. */
  readonly what: string;
  open(plan: P): Promise<House<G>>;
}

/** How many come to each room of a house to be heard, and how many to listen; speakers come first. */
export interface Gathering {
  readonly rooms: number;
  readonly speakers: number;
  readonly listeners: number;
}

/** What was to be measured and cannot be here, and why. */
export interface Absent {
  readonly name: string;
  readonly why: string;
}

/** All who come in a round, and what they send. */
export interface Crowd<G> {
  readonly guests: readonly G[];
  /** Sends what is due. */
  tick(now: number): void;
  /** Nobody sends any more. */
  end(): void;
  /** How much was to arrive of what was sent in the window. */
  expected(tally: Tally): number;
  /** From now on it counts how long nothing comes. */
  watch(): void;
  /** The longest in which nothing came, of everything that each of them receives, since then. */
  gaps(now: number): number[];
  /** From this moment to what first came to a guest. */
  arrival(guest: G, pressed: number): Arrival;
}

/** Milliseconds from the press to the first packet of each kind; null where none came, or none was to come. */
export interface Arrival {
  readonly audioMs: number | null;
  readonly videoMs: number | null;
}
