import { setTimeout as pause } from 'node:timers/promises';
import { heardCheck } from '../day/heard.ts';
import { StillHeard } from '../day/still-heard.ts';
import type { Findings } from '../findings.ts';
import { between, readCounters } from '../machine/counters.ts';
import { mediaPeers } from '../media-peers.ts';
import { parley } from '../parley/house.ts';
import { MediaCrowd, type Present } from '../rtp/crowd.ts';
import type { RoomGuest } from '../rtp/guest.ts';
import { streamOf } from '../rtp/streams.ts';
import { seeded } from '../statistics/random.ts';
import { Tally } from '../tally.ts';
import { byTurns } from '../turns.ts';
import type { Gathering, Venue } from '../venue.ts';
import { networkFindings, type PhaseHeard, type Weathered } from './findings.ts';
import type { NetworkScenario } from './scenario.ts';
import { Sky } from './sky.ts';

const TICK_MS = 4;
/** What is asked for again at the very end of a phase belongs to the next one. */
const SETTLE_MS = 500;
/** In which everyone is heard still. */
const STILL_MS = 3_000;

/** The same people under the same weathers, in the product and beside it. */
export async function playNetwork(scenario: NetworkScenario, say: (line: string) => void): Promise<Findings> {
  const played = await byTurns({
    ours: parley,
    peers: await mediaPeers(scenario.peers),
    rounds: scenario.rounds,
    play: (venue, number) => playRound(venue, scenario, number),
    lineOf: ({ phases }) => phases.map(lineOf).join('; '),
    say,
  });
  return networkFindings(scenario, played);
}

const lineOf = ({ name, expected, played }: PhaseHeard): string =>
  `${name}: ${expected - played} of ${expected} missing`;

async function playRound(
  venue: Venue<RoomGuest, Gathering>,
  { people, audio, network, seconds, comingMs, seed }: NetworkScenario,
  number: number,
): Promise<Weathered> {
  const [first] = network;
  if (first === undefined) throw new Error('no network');
  const sky = new Sky(first, seeded(seed + number));
  const gathering = { rooms: 1, speakers: people, listeners: 0 };
  const house = await venue.open(gathering);
  const crowd = new MediaCrowd(
    { ...gathering, audio, video: null },
    { tally: new Tally(), seed: seed + number, through: sky.through },
  );
  const pump = setInterval(() => crowd.tick(performance.now()), TICK_MS);
  try {
    for (const guest of crowd.guests) {
      const next = pause(comingMs);
      await house.join(guest);
      await next;
    }
    const before = await readCounters(house);
    const phases = await passPhases({ network, seconds, sky }, crowd.guests);
    const { others } = between(before, await readCounters(house)).cores;
    const voices = new StillHeard([crowd.guests]);
    await pause(STILL_MS);
    return { phases, others, voices: voices.check(), heard: heardCheck(crowd.guests) };
  } finally {
    clearInterval(pump);
    crowd.end();
    await house.close();
    sky.close();
  }
}

interface Passing extends Pick<NetworkScenario, 'network' | 'seconds'> {
  readonly sky: Sky;
}

/** The network turns. What the others hear of the first, whose own network is good, has come over one bad network. */
async function passPhases(
  { network, seconds, sky }: Passing,
  [first, ...others]: readonly Present[],
): Promise<PhaseHeard[]> {
  if (first === undefined) throw new Error('nobody came');
  const stream = streamOf(first.number, 'audio');
  const began = performance.now();
  const heard: PhaseHeard[] = [];
  for (const [index, phase] of network.entries()) {
    sky.turn(phase);
    await pause(SETTLE_MS);
    for (const { ear } of others) ear.watch();
    const end = began + ((index + 1) * seconds * 1_000) / network.length;
    await pause(Math.max(0, end - performance.now()));
    const all = others.map(({ ear }) => ear.missing((each) => each === stream));
    const expected = all.reduce((sum, each) => sum + each.expected, 0);
    const played = all.reduce((sum, each) => sum + each.played, 0);
    if (expected === 0) throw new Error(`nothing was heard over the network «${phase.name}»`);
    heard.push({ name: phase.name, expected, played, toll: sky.toll });
  }
  return heard;
}
