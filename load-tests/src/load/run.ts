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
import { machineFacts } from './machine/facts.ts';
import { parleyChat } from './parley/chat-house.ts';
import { mediaPeers } from './media-peers.ts';
import { playNetwork } from './network/play.ts';
import { parley } from './parley/house.ts';
import type { FindingsResult, Result, Round, RunFacts } from './result.ts';
import { playRound } from './round.ts';
import { MediaCrowd } from './rtp/crowd.ts';
import type { RoomGuest } from './rtp/guest.ts';
import type { ChatScenario, RoundScenario, Scenario } from './scenario.ts';
import { Tally } from './tally.ts';
import { byTurns } from './turns.ts';
import type { Absent, Crowd, Gathering, Venue } from './venue.ts';

type Say = (line: string) => void;

const chatPeers = { ws: bareWs, 'socket.io': bareSocketIo };

/** The product and its peers by turns. */
export async function runRounds(scenario: RoundScenario, command: string, say: Say): Promise<Result> {
  switch (scenario.kind) {
    case 'media': {
      const gathering = { ...scenario, rooms: 1 };
      return playAll<RoomGuest, Gathering>(scenario, command, say, {
        plan: gathering,
        ours: parley,
        peers: await mediaPeers(scenario.peers),
        crowd: (tally, seed) => new MediaCrowd(gathering, { tally, seed }),
      });
    }
    case 'chat':
      return playAll<Writer, ChatScenario>(scenario, command, say, {
        plan: scenario,
        ours: parleyChat,
        peers: await Promise.all(scenario.peers.map((peer) => chatPeers[peer]())),
        crowd: (tally) => new ChatCrowd(scenario, tally),
      });
  }
}

/** What is asked of the product, beside others or alone. */
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
    case 'network':
      return playNetwork(scenario, say);
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
interface Field<G, P> {
  readonly plan: P;
  readonly ours: Venue<G, P>;
  readonly peers: readonly (Venue<G, P> | Absent)[];
  readonly crowd: (tally: Tally, seed: number) => Crowd<G>;
}

async function playAll<G, P>(
  scenario: RoundScenario,
  command: string,
  say: Say,
  field: Field<G, P>,
): Promise<Result> {
  const facts = await beginFacts(scenario, command);
  const { venues, absent } = await byTurns({
    ours: field.ours,
    peers: field.peers,
    rounds: scenario.rounds,
    play: (venue, number) => playVenue(venue, scenario, number, field),
    lineOf: (round) => lineOf(round, scenario),
    say,
  });
  return { ...facts(), venues, absent, comparisons: compared(venues, scenario) };
}

async function playVenue<G, P>(
  venue: Venue<G, P>,
  scenario: RoundScenario,
  number: number,
  { plan, crowd }: Pick<Field<G, P>, 'plan' | 'crowd'>,
): Promise<Round> {
  const seed = scenario.seed + number;
  const tally = new Tally();
  const house = await venue.open(plan);
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
