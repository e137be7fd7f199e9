import type { Comparison, Round, VenueResult } from './result.ts';
import { seeded } from './statistics/random.ts';
import { ratioOf } from './statistics/ratio.ts';

/** Above this share of the machine taken by its host, a round says little of the programs. */
const STOLEN_AT_MOST = 0.02;

/** What is compared, and how much of a peer's the product is to need at most. */
export const measures = [
  { name: 'CPU per forwarded packet', goal: 0.3, of: (round: Round) => round.cpuPerPacketUs },
  { name: 'latency p50', goal: null, of: (round: Round) => round.latencyMs.p50 },
  { name: 'latency p99', goal: 0.25, of: (round: Round) => round.latencyMs.p99 },
  { name: 'memory per person', goal: null, of: (round: Round) => round.memoryPerPersonKb },
] as const;

/** The first venue beside each of the others. */
export function compared([ours, ...peers]: readonly VenueResult[], seed: number): Comparison[] {
  if (ours === undefined) return [];
  return peers.flatMap((peer) => {
    const pairs = ours.rounds.flatMap((round) => {
      const other = peer.rounds.find(({ number }) => number === round.number);
      return other === undefined ? [] : [[round, other] as const];
    });
    const kept = pairs.filter((pair) => pair.every(({ stolenShare }) => stolenShare <= STOLEN_AT_MOST));
    return measures.flatMap(({ name, of }): Comparison[] => {
      const ratio = ratioOf(
        kept.map(([round, other]) => [of(round), of(other)]),
        seeded(seed),
      );
      if (ratio === null) return [];
      return [{ measure: name, peer: peer.name, ratio, dropped: pairs.length - kept.length }];
    });
  });
}
