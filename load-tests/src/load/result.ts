import type { MachineFacts } from './machine/facts.ts';
import type { Findings } from './findings.ts';
import type { RoundScenario, Scenario } from './scenario.ts';
import type { Ratio } from './statistics/ratio.ts';
import type { Spread } from './statistics/spread.ts';
import type { Turned } from './turns.ts';
import type { Absent } from './venue.ts';

/** How many cores were busy with what. */
export interface Cores {
  /** What passes on: a media plane, or a server of messages. */
  readonly measured: number;
  /** What else belongs to the venue, as a database does. */
  readonly rest: number;
  /** The people who come, all of them together. */
  readonly generator: number;
  /** Whatever else the machine did. */
  readonly others: number;
}

/** One second. */
export interface Sample {
  /** Seconds since the first person came. */
  readonly at: number;
  readonly people: number;
  readonly sentPerSecond: number;
  readonly receivedPerSecond: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number } | null;
  readonly cores: Cores;
}

export interface Round {
  readonly number: number;
  readonly seed: number;
  /** Of each person, in the order in which they came. */
  readonly arrivals: readonly { readonly audioMs: number | null; readonly videoMs: number | null }[];
  /** Packets, or messages, that arrived with somebody. */
  readonly received: number;
  readonly perSecond: number;
  /** Share of what was to arrive and did not. */
  readonly lost: number;
  /** Of what passes on, for each of these. */
  readonly cpuEachUs: number;
  readonly latencyMs: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly longest: number;
  };
  readonly latencySpread: Spread;
  /** The longest in which nothing came, of every stream at everyone who receives it; null of messages. */
  readonly gapMs: { readonly p50: number; readonly p99: number; readonly longest: number } | null;
  /** What that holds more for each person. */
  readonly memoryPerPersonKb: number;
  readonly cores: Cores;
  /** Of all the machine's time, what its host gave to others. */
  readonly stolenShare: number;
  /** How late the generator itself was, p99: what of the latency may be its own. */
  readonly generatorDelayMs: number;
  readonly samples: readonly Sample[];
}

export type VenueResult = Turned<Round>;

/** A measure of the product beside a peer's. */
export interface Comparison {
  readonly measure: string;
  readonly peer: string;
  readonly ratio: Ratio;
  /** At most this, or null where none is set. */
  readonly goal: number | null;
  /** Rounds that count for nothing: the machine's host, or other programs, took too much of it meanwhile. */
  readonly dropped: number;
}

/** What every run tells of itself. */
export interface RunFacts<S extends Scenario> {
  readonly scenario: S;
  readonly command: string;
  /** ISO. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly machine: MachineFacts;
}

/** All that a run by rounds has to say. */
export interface Result extends RunFacts<RoundScenario> {
  readonly venues: readonly VenueResult[];
  readonly absent: readonly Absent[];
  readonly comparisons: readonly Comparison[];
}

/** All that any other run has to say. */
export interface FindingsResult extends RunFacts<Exclude<Scenario, RoundScenario>> {
  readonly findings: Findings;
}
