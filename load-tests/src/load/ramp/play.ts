import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { NewPerson } from '@parley/shared/protocol';
import type { Attendant } from '../day/attendant.ts';
import type { Hall } from '../day/hall.ts';
import { inHall } from '../day/in-hall.ts';
import type { Sitting } from '../day/sitting.ts';
import type { Findings } from '../findings.ts';
import { between, readCounters } from '../machine/counters.ts';
import { mediator, observer } from '../parley/product.ts';
import { quantiles } from '../statistics/quantile.ts';
import { hasBent, type Step } from './bend.ts';
import { rampFindings } from './findings.ts';
import type { RampScenario } from './scenario.ts';

/** What was begun with the last who came is over by then. */
const SETTLE_MS = 1_000;

/** Step by step more listen, until it bends, or until all have come. */
export function playRamp(scenario: RampScenario, say: (line: string) => void): Promise<Findings> {
  const { people } = scenario;
  const cast = Array.from(
    { length: people },
    (_, number): NewPerson => (number === 0 ? mediator : observer(number)),
  );
  const plan = { scenario, cast, size: { people, interpreters: 0, othersListen: true } };
  return inHall(plan, async ({ hall, sittings, all, troubles }) => {
    const steps: Step[] = [];
    const coming = comeIn(scenario, sittings);
    for (;;) {
      const came = await nextStep(coming, scenario.listenersAStep);
      if (came === 0) break;
      const step = await count(hall, all, scenario.seconds);
      steps.push(step);
      say(
        `  ${step.listeners} listen: ${step.packetsPerSecond.toFixed(0)} packets/s, p99 ${step.p99Ms.toFixed(1)} ms, lost ${(100 * step.lost).toFixed(2)} %; cores: media ${step.media.toFixed(2)}, generator ${step.generator.toFixed(2)}, others ${step.others.toFixed(2)}`,
      );
      if (hasBent(steps)) break;
    }
    return rampFindings(scenario, { steps, all, troubles: troubles.counts, cores: cpus().length });
  });
}

/** Session by session; a listener each time it is asked. */
async function* comeIn(
  { people, comingMs }: RampScenario,
  sittings: readonly Sitting[],
): AsyncGenerator<void> {
  for (const sitting of sittings) {
    await sitting.come(0);
    for (let index = 1; index < people; index += 1) {
      await sitting.come(index);
      yield;
      await pause(comingMs);
    }
  }
}

async function nextStep(coming: AsyncGenerator<void>, size: number): Promise<number> {
  for (let came = 0; came < size; came += 1) {
    if ((await coming.next()).done === true) return came;
  }
  return size;
}

async function count({ product, packets }: Hall, all: readonly Attendant[], seconds: number): Promise<Step> {
  await pause(SETTLE_MS);
  const { media, server, database } = await product.processes();
  const listening = all.filter(({ stays, ear }) => stays.here.length > 0 && ear.first('audio') !== null);
  for (const { ear } of listening) ear.watch();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  packets.takeSecond();
  const before = await readCounters({ measured: media, rest: [server, ...database] });
  await pause(seconds * 1_000);
  const after = await readCounters({ measured: media, rest: [server, ...database] });
  delay.disable();
  const { received, latencies } = packets.takeSecond();
  const { cores } = between(before, after);
  const [p50Ms = Number.NaN, p99Ms = Number.NaN] = quantiles(latencies, [0.5, 0.99]);
  const missing = listening.reduce(
    (sum, { ear }) => {
      const { expected, played } = ear.missing();
      return { expected: sum.expected + expected, played: sum.played + played };
    },
    { expected: 0, played: 0 },
  );
  return {
    listeners: listening.length,
    packetsPerSecond: (received * 1_000) / (after.at - before.at),
    lost: missing.expected === 0 ? 1 : 1 - missing.played / missing.expected,
    p50Ms,
    p99Ms,
    media: cores.measured,
    generator: cores.generator,
    others: cores.others,
    lateMs: delay.percentile(99) / 1e6,
  };
}
