import { bareSocketIo, bareWs } from './chat/bare-room.ts';
import { ChatCrowd, type Writer } from './chat/crowd.ts';
import { compared } from './compared.ts';
import { playQuiet } from './quiet/play.ts';
import { playRamp } from './ramp/play.ts';
import { playScreen } from './screen/play.ts';
import { playTyping } from './typing/play.ts';
import { playChurn } from './churn/play.ts';
import { playDay } from './day/play.ts';
import type { Findings } from './findings.ts';
import { janus } from './janus/house.ts';
import { machineFacts } from './machine/facts.ts';
import { parleyChat } from './parley/chat-house.ts';
import { parley } from './parley/house.ts';
import type { FindingsResult, Result, Round, RunFacts } from './result.ts';
import { playRound } from './round.ts';
import { MediaCrowd } from './rtp/crowd.ts';
import type { Guest } from './rtp/guest.ts';
import type { ChatScenario, MediaScenario, RoundScenario, Scenario } from './scenario.ts';
import { Tally } from './tally.ts';
import type { Absent, Crowd, Venue } from './venue.ts';

type Say = (line: string) => void;

const mediaPeers = { janus };
const chatPeers = { ws: bareWs, 'socket.io': bareSocketIo };

/** The product and its peers by turns, round by round, so that what else the machine does meets all of them. */
export async function runRounds(scenario: RoundScenario, command: string, say: Say): Promise<Result> {
  switch (scenario.kind) {
    case 'media':
      return playAll<Guest, MediaScenario>(scenario, command, say, {
        ours: parley,
        peers: await Promise.all(scenario.peers.map((peer) => mediaPeers[peer]())),
        crowd: (tally, seed) => new MediaCrowd(scenario, tally, seed),
      });
    case 'chat':
      return playAll<Writer, ChatScenario>(scenario, command, say, {
        ours: parleyChat,
        peers: await Promise.all(scenario.peers.map((peer) => chatPeers[peer]())),
        crowd: (tally) => new ChatCrowd(scenario, tally),
      });
  }
}

/** The product alone. */
export async function runAlone(
  scenario: FindingsResult['scenario'],
  command: string,
  say: Say,
): Promise<FindingsResult> {
  const facts = await beginFacts(scenario, command);
  const findings = await play(scenario, say);
  return { ...facts(), findings };
}

/** What the machine was like before anything was started; asked again, the run is over. */
async function beginFacts<S extends Scenario>(scenario: S, command: string): Promise<() => RunFacts<S>> {
  const began = Date.now();
  const machine = await machineFacts();
  return () => ({
    scenario,
    command,
    startedAt: new Date(began).toISOString(),
    seconds: (Date.now() - began) / 1_000,
    machine,
  });
}

function play(scenario: FindingsResult['scenario'], say: Say): Promise<Findings> {
  switch (scenario.kind) {
    case 'day':
      return playDay(scenario, say);
    case 'ramp':
      return playRamp(scenario, say);
    case 'screen':
      return playScreen(scenario, say);
    case 'typing':
      return playTyping(scenario);
    case 'churn':
      return playChurn(scenario, say);
    case 'quiet':
      return playQuiet(scenario, say);
  }
}

/** Who is measured, and who comes to each. */
interface Field<G, S> {
  readonly ours: Venue<G, S>;
  readonly peers: readonly (Venue<G, S> | Absent)[];
  readonly crowd: (tally: Tally, seed: number) => Crowd<G>;
}

async function playAll<G, S extends RoundScenario>(
  scenario: S,
  command: string,
  say: Say,
  field: Field<G, S>,
): Promise<Result> {
  const facts = await beginFacts(scenario, command);
  const absent = field.peers.filter((each) => 'why' in each);
  let venues = [field.ours, ...field.peers.filter((each) => 'open' in each)];
  for (const { name, why } of absent) say(`${name} is left out: ${why}`);
  const rounds = new Map(venues.map(({ name }): [string, Round[]] => [name, []]));
  for (let number = 0; number < scenario.rounds; number += 1) {
    // Nobody is always the first.
    const turn = number % venues.length;
    for (const venue of [...venues.slice(turn), ...venues.slice(0, turn)]) {
      say(`round ${number + 1} of ${scenario.rounds}: ${venue.name}`);
      try {
        const round = await playVenue(venue, scenario, number, field.crowd);
        rounds.get(venue.name)?.push(round);
        say(`  ${lineOf(round, scenario)}`);
      } catch (error) {
        if (venue === field.ours) throw error;
        const why = `it failed in round ${number + 1}: ${error instanceof Error ? error.message : String(error)}`;
        say(`  ${venue.name} is left out: ${why}`);
        absent.push({ name: venue.name, why });
      }
    }
    venues = venues.filter((venue) => absent.every(({ name }) => name !== venue.name));
  }
  const results = venues.map(({ name, what }) => ({ name, what, rounds: rounds.get(name) ?? [] }));
  return { ...facts(), venues: results, absent, comparisons: compared(results, scenario) };
}

async function playVenue<G, S extends RoundScenario>(
  venue: Venue<G, S>,
  scenario: S,
  number: number,
  crowd: Field<G, S>['crowd'],
): Promise<Round> {
  const seed = scenario.seed + number;
  const tally = new Tally();
  const house = await venue.open(scenario);
  try {
    return await playRound(house, scenario, { number, seed, tally, crowd: crowd(tally, seed) });
  } finally {
    await house.close();
  }
}

function lineOf(
  { cpuEachUs, latencyMs, gapMs, lost, perSecond, cores }: Round,
  scenario: RoundScenario,
): string {
  const others = `other programs on ${cores.others.toFixed(1)} cores`;
  if (scenario.kind === 'media' && scenario.fault !== null) {
    return `nothing came for p50 ${gapMs?.p50.toFixed(0)} ms, longest ${gapMs?.longest.toFixed(0)} ms; ${others}`;
  }
  return [
    `${Math.round(perSecond)} ${scenario.kind === 'media' ? 'packets' : 'messages'}/s`,
    `${cpuEachUs.toFixed(1)} µs of CPU each`,
    `latency p50 ${latencyMs.p50.toFixed(1)} ms, p99 ${latencyMs.p99.toFixed(1)} ms`,
    `lost ${(100 * lost).toFixed(2)} %`,
    others,
  ].join('; ');
}
