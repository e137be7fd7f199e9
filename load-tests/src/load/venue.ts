import type { Ear } from './rtp/ear.ts';
import type { Voice } from './rtp/voice.ts';
import type { Scenario } from './scenario.ts';

/** Somebody who comes. */
export interface Guest {
  readonly number: number;
  /** Null for who only listens. */
  readonly voice: Voice | null;
  readonly ear: Ear;
}

/** Where people meet, started afresh for a round. */
export interface House {
  /** The processes that pass media on, and all others that belong to it. */
  readonly media: readonly number[];
  readonly rest: readonly number[];
  /** When they asked to come in; resolves once they are in, and send if they have a voice. */
  join(guest: Guest): Promise<number>;
  close(): Promise<void>;
}

/** What is measured. */
export interface Venue {
  readonly name: string;
  /** What it is, with its version. */
  readonly what: string;
  open(scenario: Scenario): Promise<House>;
}

/** What was to be measured and cannot be here, and why. */
export interface Absent {
  readonly name: string;
  readonly why: string;
}
