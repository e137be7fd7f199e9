import { machineFacts } from './machine/facts.ts';
import { janus } from './janus/house.ts';
import { parley } from './parley/house.ts';
import { compared } from './compared.ts';
import type { Result, Round } from './result.ts';
import { playRound } from './round.ts';
import type { PeerName, Scenario } from './scenario.ts';
import type { Absent, Venue } from './venue.ts';

const peers: Readonly<Record<PeerName, () => Promise<Venue | Absent>>> = { janus };

type Say = (line: string) => void;

/** The product and its peers by turns, round by round, so that what else the machine does meets all of them. */
export async function run(scenario: Scenario, command: string, say: Say): Promise<Result> {
  const began = Date.now();
  const machine = await machineFacts();
  const found = await Promise.all(scenario.peers.map((peer) => peers[peer]()));
  const absent = found.filter((each) => 'why' in each);
  let venues = [parley, ...found.filter((each) => 'open' in each)];
  for (const { name, why } of absent) say(`${name} is left out: ${why}`);
  const rounds = new Map(venues.map(({ name }): [string, Round[]] => [name, []]));
  for (let number = 0; number < scenario.rounds; number += 1) {
    // Nobody is always the first.
    const turn = number % venues.length;
    for (const venue of [...venues.slice(turn), ...venues.slice(0, turn)]) {
      say(`round ${number + 1} of ${scenario.rounds}: ${venue.name}`);
      try {
        const round = await play(venue, scenario, number);
        rounds.get(venue.name)?.push(round);
        say(`  ${lineOf(round)}`);
      } catch (error) {
        if (venue === parley) throw error;
        const why = `it failed in round ${number + 1}: ${error instanceof Error ? error.message : String(error)}`;
        say(`  ${venue.name} is left out: ${why}`);
        absent.push({ name: venue.name, why });
      }
    }
    venues = venues.filter((venue) => absent.every(({ name }) => name !== venue.name));
  }
  const results = venues.map(({ name, what }) => ({ name, what, rounds: rounds.get(name) ?? [] }));
  return {
    scenario,
    command,
    startedAt: new Date(began).toISOString(),
    seconds: (Date.now() - began) / 1_000,
    machine,
    venues: results,
    absent,
    comparisons: compared(results, scenario.seed),
  };
}

async function play(venue: Venue, scenario: Scenario, number: number): Promise<Round> {
  const house = await venue.open(scenario);
  try {
    return await playRound(house, scenario, { number, seed: scenario.seed + number });
  } finally {
    await house.close();
  }
}

function lineOf({ cpuPerPacketUs, latencyMs, packetsLost, packetsPerSecond, cores }: Round): string {
  return [
    `${Math.round(packetsPerSecond)} packets/s`,
    `${cpuPerPacketUs.toFixed(1)} µs of CPU each`,
    `latency p50 ${latencyMs.p50.toFixed(1)} ms, p99 ${latencyMs.p99.toFixed(1)} ms`,
    `lost ${(100 * packetsLost).toFixed(2)} %`,
    `other programs on ${cores.others.toFixed(1)} cores`,
  ].join('; ');
}
