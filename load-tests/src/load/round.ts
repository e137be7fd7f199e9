import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOf, memoryOf } from './machine/processes.ts';
import { readWhole } from './machine/whole.ts';
import type { Round, Sample } from './result.ts';
import { Ear } from './rtp/ear.ts';
import { streamOf } from './rtp/streams.ts';
import { Tally } from './rtp/tally.ts';
import { Voice } from './rtp/voice.ts';
import type { Scenario } from './scenario.ts';
import { quantiles } from './statistics/quantile.ts';
import { seeded } from './statistics/random.ts';
import { spreadOf } from './statistics/spread.ts';
import type { Guest, House } from './venue.ts';

const TICK_MS = 4;
const SAMPLE_MS = 1_000;
/** What was sent at the very end has so long to arrive. */
const DRAIN_MS = 500;
const LATENCIES = [0.5, 0.95, 0.99, 1] as const;

/** A moment's state of every counter; two of them make what was taken between. */
interface Counters {
  readonly at: number;
  readonly media: number;
  readonly rest: number;
  readonly generator: number;
  readonly busy: number;
  readonly stolen: number;
  readonly all: number;
}

/** People come into a house one after another, stay, and are counted; the house is closed by whoever opened it. */
export async function playRound(
  house: House,
  scenario: Scenario,
  { number, seed }: { readonly number: number; readonly seed: number },
): Promise<Round> {
  const random = seeded(seed);
  const tally = new Tally();
  const guests = Array.from({ length: scenario.speakers + scenario.listeners }, (_, index): Guest => {
    const voice = index < scenario.speakers ? new Voice(index, scenario, tally, random) : null;
    return { number: index, voice, ear: new Ear(tally) };
  });
  const voices = guests.flatMap(({ voice }) => voice ?? []);
  const pump = setInterval(() => {
    const now = performance.now();
    for (const voice of voices) voice.tick(now);
  }, TICK_MS);
  const sampler = new Sampler(house, tally);
  try {
    await sampler.start();
    const emptyKb = await memoryOf(house.media);
    const arrivals: Arrival[] = [];
    for (const guest of guests) {
      const next = pause(scenario.comingMs);
      arrivals.push({ guest, pressed: await house.join(guest) });
      sampler.people += 1;
      await next;
    }
    await pause(scenario.settleSeconds * 1_000);
    const counted = await count(house, tally, scenario);
    const fullKb = await memoryOf(house.media);
    return {
      number,
      seed,
      arrivals: arrivals.map(told),
      ...counted,
      packetsLost: 1 - counted.packetsReceived / expected(tally, guests),
      memoryPerPersonKb: (fullKb - emptyKb) / guests.length,
      samples: sampler.samples,
    };
  } finally {
    clearInterval(pump);
    sampler.stop();
    for (const voice of voices) voice.end();
  }
}

interface Arrival {
  readonly guest: Guest;
  readonly pressed: number;
}

/** From the press to the first packet of each kind; null where none came, and for the first, who waits for others. */
function told({ guest, pressed }: Arrival): Round['arrivals'][number] {
  const since = (at: number | null): number | null =>
    at === null || guest.number === 0 ? null : at - pressed;
  return { audioMs: since(guest.ear.first('audio')), videoMs: since(guest.ear.first('video')) };
}

/** What everyone was to receive of everyone else. */
function expected(tally: Tally, guests: readonly Guest[]): number {
  const streams = guests.flatMap(({ number, voice }) =>
    voice === null ? [] : [streamOf(number, 'audio'), streamOf(number, 'video')],
  );
  const sent = streams.reduce((sum, stream) => sum + tally.sentInWindow(stream), 0);
  return sent * (guests.length - 1);
}

type Counted = Pick<
  Round,
  | 'packetsReceived'
  | 'packetsPerSecond'
  | 'cpuPerPacketUs'
  | 'latencyMs'
  | 'latencySpread'
  | 'cores'
  | 'stolenShare'
  | 'generatorDelayMs'
>;

async function count(house: House, tally: Tally, scenario: Scenario): Promise<Counted> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const before = await readCounters(house);
  tally.count({ from: before.at, to: before.at + scenario.seconds * 1_000 });
  await pause(scenario.seconds * 1_000);
  const after = await readCounters(house);
  delay.disable();
  await pause(DRAIN_MS);
  const seconds = (after.at - before.at) / 1_000;
  const used = between(before, after);
  const [p50 = Number.NaN, p95 = Number.NaN, p99 = Number.NaN, longest = Number.NaN] = quantiles(
    tally.latencies,
    LATENCIES,
  );
  return {
    packetsReceived: tally.receivedInWindow,
    packetsPerSecond: tally.receivedInWindow / scenario.seconds,
    cpuPerPacketUs:
      ((after.media - before.media) * 1e6) / (tally.receivedInWindow * (seconds / scenario.seconds)),
    latencyMs: { p50, p95, p99, longest },
    latencySpread: spreadOf(tally.latencies),
    cores: used.cores,
    stolenShare: used.stolenShare,
    generatorDelayMs: delay.percentile(99) / 1e6,
  };
}

async function readCounters({ media, rest }: Pick<House, 'media' | 'rest'>): Promise<Counters> {
  const [mediaCpu, restCpu, whole] = await Promise.all([cpuOf(media), cpuOf(rest), readWhole()]);
  const { user, system } = process.cpuUsage();
  return {
    at: performance.now(),
    media: mediaCpu,
    rest: restCpu,
    generator: (user + system) / 1e6,
    ...whole,
  };
}

/** How many cores each was busy with. */
function between(before: Counters, after: Counters): Pick<Round, 'cores' | 'stolenShare'> {
  const seconds = (after.at - before.at) / 1_000;
  const of = (key: 'media' | 'rest' | 'generator' | 'busy'): number => (after[key] - before[key]) / seconds;
  const own = { media: of('media'), rest: of('rest'), generator: of('generator') };
  return {
    cores: { ...own, others: Math.max(0, of('busy') - own.media - own.rest - own.generator) },
    stolenShare: (after.stolen - before.stolen) / Math.max(after.all - before.all, Number.EPSILON),
  };
}

/** Looks once a second. */
class Sampler {
  readonly samples: Sample[] = [];
  people = 0;
  readonly #house: House;
  readonly #tally: Tally;
  #timer: NodeJS.Timeout | null = null;
  #began = 0;
  #last: Counters | null = null;

  constructor(house: House, tally: Tally) {
    this.#house = house;
    this.#tally = tally;
  }

  async start(): Promise<void> {
    this.#last = await readCounters(this.#house);
    this.#began = this.#last.at;
    this.#timer = setInterval(() => void this.#look(), SAMPLE_MS);
  }

  async #look(): Promise<void> {
    const now = await readCounters(this.#house);
    const last = this.#last ?? now;
    const { sent, received, latencies } = this.#tally.takeSecond();
    const seconds = (now.at - last.at) / 1_000;
    const [p50 = Number.NaN, p99 = Number.NaN] = quantiles(latencies, [0.5, 0.99]);
    this.samples.push({
      at: (now.at - this.#began) / 1_000,
      people: this.people,
      sentPerSecond: sent / seconds,
      receivedPerSecond: received / seconds,
      latencyMs: latencies.length === 0 ? null : { p50, p99 },
      cores: between(last, now).cores,
    });
    this.#last = now;
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }
}
