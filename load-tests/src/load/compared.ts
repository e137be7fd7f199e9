import type { Comparison, Round, VenueResult } from './result.ts';
import type { RoundScenario } from './scenario.ts';
import { seeded } from './statistics/random.ts';
import { ratioOf } from './statistics/ratio.ts';

/** Above this share of the machine taken by its host, a round says little of the programs. */
const STOLEN_AT_MOST = 0.02;
/** And where the people who come were themselves so late, they were starved of the processor, and sent and heard late. */
const LATE_AT_MOST_MS = 25;

const isFair = ({ stolenShare, generatorDelayMs }: Round): boolean =>
  stolenShare <= STOLEN_AT_MOST && generatorDelayMs <= LATE_AT_MOST_MS;

interface Measure {
  readonly name: string;
  readonly of: (round: Round) => number;
  /** How much of a peer's the product is to need at most, by peer. */
  readonly goals: Readonly<Record<string, number>>;
}

/** What is compared. */
const measures: Readonly<Record<RoundScenario['kind'], readonly Measure[]>> = {
  media: [
    { name: 'CPU per forwarded packet', of: (round) => round.cpuEachUs, goals: { Janus: 0.3 } },
    { name: 'latency p50', of: (round) => round.latencyMs.p50, goals: {} },
    { name: 'latency p99', of: (round) => round.latencyMs.p99, goals: { Janus: 0.25 } },
    { name: 'memory per person', of: (round) => round.memoryPerPersonKb, goals: {} },
  ],
  chat: [
    { name: 'CPU per delivered message', of: (round) => round.cpuEachUs, goals: { ws: 1.1 } },
    { name: 'latency p50', of: (round) => round.latencyMs.p50, goals: {} },
    { name: 'latency p99', of: (round) => round.latencyMs.p99, goals: {} },
  ],
};

/** The first venue beside each of the others. */
export function compared(
  [ours, ...peers]: readonly VenueResult[],
  { kind, seed }: Pick<RoundScenario, 'kind' | 'seed'>,
): Comparison[] {
  if (ours === undefined) return [];
  return peers.flatMap((peer) => {
    const pairs = ours.rounds.flatMap((round) => {
      const other = peer.rounds.find(({ number }) => number === round.number);
      return other === undefined ? [] : [[round, other] as const];
    });
    const kept = pairs.filter((pair) => pair.every(isFair));
    return measures[kind].flatMap(({ name, of, goals }): Comparison[] => {
      const ratio = ratioOf(
        kept.map(([round, other]) => [of(round), of(other)]),
        seeded(seed),
      );
      if (ratio === null) return [];
      const dropped = pairs.length - kept.length;
      return [{ measure: name, peer: peer.name, ratio, goal: goals[peer.name] ?? null, dropped }];
    });
  });
}
