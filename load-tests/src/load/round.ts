import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { between, type Counters, readCounters } from './machine/counters.ts';
import { memoryOf } from './machine/processes.ts';
import type { Round, Sample } from './result.ts';
import type { RoundScenario } from './scenario.ts';
import { quantiles } from './statistics/quantile.ts';
import { spreadOf } from './statistics/spread.ts';
import type { Tally } from './tally.ts';
import type { Crowd, House } from './venue.ts';

const TICK_MS = 4;
const SAMPLE_MS = 1_000;
/** What was sent at the very end has so long to arrive. */
const DRAIN_MS = 500;
const FAULT_AFTER_MS = 1_000;
const LATENCIES = [0.5, 0.95, 0.99, 1] as const;

/** What is counted of a house, whoever comes into it. */
type CountedHouse = Pick<House<never>, 'measured' | 'rest' | 'killMedia'>;

/** People come into a house one after another, stay, and are counted; the house is closed by whoever opened it. */
export async function playRound<G>(
  house: House<G>,
  scenario: RoundScenario,
  { number, seed, tally, crowd }: RoundParts<G>,
): Promise<Round> {
  const pump = setInterval(() => crowd.tick(performance.now()), TICK_MS);
  const sampler = new Sampler(house, tally);
  try {
    await sampler.start();
    const emptyKb = await memoryOf(house.measured);
    const came: { readonly guest: G; readonly pressed: number }[] = [];
    for (const guest of crowd.guests) {
      const next = pause(scenario.comingMs);
      came.push({ guest, pressed: await house.join(guest) });
      sampler.people += 1;
      await next;
    }
    await pause(scenario.settleSeconds * 1_000);
    crowd.watch();
    const counted = await count(house, tally, scenario);
    const gapMs = gapsOf(crowd.gaps(performance.now()));
    const fullKb = await memoryOf(house.measured);
    return {
      number,
      seed,
      arrivals: came.map(({ guest, pressed }) => crowd.arrival(guest, pressed)),
      ...counted,
      gapMs,
      lost: 1 - counted.received / crowd.expected(tally),
      memoryPerPersonKb: (fullKb - emptyKb) / crowd.guests.length,
      samples: sampler.samples,
    };
  } finally {
    clearInterval(pump);
    sampler.stop();
    crowd.end();
  }
}

function gapsOf(gaps: readonly number[]): Round['gapMs'] {
  if (gaps.length === 0) return null;
  const [p50 = Number.NaN, p99 = Number.NaN, longest = Number.NaN] = quantiles(gaps, [0.5, 0.99, 1]);
  return { p50, p99, longest };
}

interface RoundParts<G> {
  readonly number: number;
  readonly seed: number;
  readonly tally: Tally;
  readonly crowd: Crowd<G>;
}

type Counted = Pick<
  Round,
  | 'received'
  | 'perSecond'
  | 'cpuEachUs'
  | 'latencyMs'
  | 'latencySpread'
  | 'cores'
  | 'stolenShare'
  | 'generatorDelayMs'
>;

async function count(house: CountedHouse, tally: Tally, scenario: RoundScenario): Promise<Counted> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const before = await readCounters(house);
  tally.count({ from: before.at, to: before.at + scenario.seconds * 1_000 });
  await Promise.all([pause(scenario.seconds * 1_000), happen(house, scenario)]);
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
    received: tally.receivedInWindow,
    perSecond: tally.receivedInWindow / scenario.seconds,
    cpuEachUs:
      ((after.measured - before.measured) * 1e6) / (tally.receivedInWindow * (seconds / scenario.seconds)),
    latencyMs: { p50, p95, p99, longest },
    latencySpread: spreadOf(tally.latencies),
    cores: used.cores,
    stolenShare: used.stolenShare,
    generatorDelayMs: delay.percentile(99) / 1e6,
  };
}

/** What the scenario has happen. */
async function happen(house: CountedHouse, scenario: RoundScenario): Promise<void> {
  if (scenario.kind !== 'media' || scenario.fault === null) return;
  if (house.killMedia === null) throw new Error('nothing here can be killed and come back');
  await pause(FAULT_AFTER_MS);
  await house.killMedia();
}

/** Looks once a second. */
class Sampler {
  readonly samples: Sample[] = [];
  people = 0;
  readonly #house: CountedHouse;
  readonly #tally: Tally;
  #timer: NodeJS.Timeout | null = null;
  #began = 0;
  #last: Counters | null = null;

  constructor(house: CountedHouse, tally: Tally) {
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
