import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { heardCheck } from '../day/heard.ts';
import type { Findings } from '../findings.ts';
import { between, readCounters } from '../machine/counters.ts';
import { mediaPeers } from '../media-peers.ts';
import { parley } from '../parley/house.ts';
import { MediaCrowd, type Present } from '../rtp/crowd.ts';
import type { RoomGuest } from '../rtp/guest.ts';
import { quantiles } from '../statistics/quantile.ts';
import { Tally } from '../tally.ts';
import { byTurns } from '../turns.ts';
import type { Gathering, House, Venue } from '../venue.ts';
import { hasBent, mostCarried, type Step } from './bend.ts';
import { type Climb, rampFindings } from './findings.ts';
import type { RampScenario } from './scenario.ts';

const TICK_MS = 4;
/** What was begun with the last who came is over by then. */
const SETTLE_MS = 1_000;

/** Step by step more listen, until it bends, or until all have come: to the product, and beside it. */
export async function playRamp(scenario: RampScenario, say: (line: string) => void): Promise<Findings> {
  const played = await byTurns({
    ours: parley,
    peers: await mediaPeers(scenario.peers),
    rounds: scenario.rounds,
    play: (venue, number) => climb(venue, scenario, { number, say }),
    lineOf: ({ steps }) => `at most ${mostCarried(steps)?.listeners ?? 0} listeners were carried`,
    say,
  });
  return rampFindings(scenario, played, cpus().length);
}

interface Turn {
  readonly number: number;
  readonly say: (line: string) => void;
}

async function climb(
  venue: Venue<RoomGuest, Gathering>,
  scenario: RampScenario,
  { number, say }: Turn,
): Promise<Climb> {
  const { sessions, people, audio, video, seed } = scenario;
  const gathering = { rooms: sessions, speakers: 1, listeners: people - 1 };
  const tally = new Tally();
  const house = await venue.open(gathering);
  const crowd = new MediaCrowd({ ...gathering, audio, video }, { tally, seed: seed + number });
  const pump = setInterval(() => crowd.tick(performance.now()), TICK_MS);
  try {
    const steps: Step[] = [];
    const came: Present[] = [];
    const coming = comeIn(scenario, house, crowd.guests);
    for (;;) {
      const next = await nextStep(coming, scenario.listenersAStep);
      if (next.length === 0) break;
      came.push(...next);
      const step = await count({ house, tally, listening: came }, scenario.seconds);
      steps.push(step);
      say(
        `  ${step.listeners} listen: ${step.packetsPerSecond.toFixed(0)} packets/s, p99 ${step.p99Ms.toFixed(1)} ms, lost ${(100 * step.lost).toFixed(2)} %; cores: media ${step.media.toFixed(2)}, generator ${step.generator.toFixed(2)}, others ${step.others.toFixed(2)}`,
      );
      if (hasBent(steps)) break;
    }
    return { steps, heard: heardCheck(crowd.guests) };
  } finally {
    clearInterval(pump);
    crowd.end();
    await house.close();
  }
}

/** Room by room, and in each the one who speaks first; a listener each time it is asked. */
async function* comeIn(
  { comingMs }: RampScenario,
  house: House<RoomGuest>,
  guests: readonly Present[],
): AsyncGenerator<Present> {
  for (const guest of guests) {
    await house.join(guest);
    if (guest.voice !== null) continue;
    yield guest;
    await pause(comingMs);
  }
}

async function nextStep(coming: AsyncGenerator<Present>, size: number): Promise<Present[]> {
  const came: Present[] = [];
  while (came.length < size) {
    const next = await coming.next();
    if (next.done === true) break;
    came.push(next.value);
  }
  return came;
}

interface Counted {
  readonly house: House<RoomGuest>;
  readonly tally: Tally;
  readonly listening: readonly Present[];
}

async function count({ house, tally, listening }: Counted, seconds: number): Promise<Step> {
  await pause(SETTLE_MS);
  for (const { ear } of listening) ear.watch();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  tally.takeSecond();
  const before = await readCounters(house);
  await pause(seconds * 1_000);
  const after = await readCounters(house);
  delay.disable();
  const { received, latencies } = tally.takeSecond();
  const { cores } = between(before, after);
  const [p50Ms = Number.NaN, p99Ms = Number.NaN] = quantiles(latencies, [0.5, 0.99]);
  const all = listening.map(({ ear }) => ear.missing());
  // Of whom nothing comes to, nothing is told either.
  const deaf = all.filter(({ expected }) => expected === 0).length;
  const expected = all.reduce((sum, each) => sum + each.expected, 0);
  const played = all.reduce((sum, each) => sum + each.played, 0);
  return {
    listeners: listening.length,
    packetsPerSecond: (received * 1_000) / (after.at - before.at),
    lost: deaf > 0 ? 1 : 1 - played / expected,
    p50Ms,
    p99Ms,
    media: cores.measured,
    generator: cores.generator,
    others: cores.others,
    lateMs: delay.percentile(99) / 1e6,
  };
}
