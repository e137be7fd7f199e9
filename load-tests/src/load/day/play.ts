import { setTimeout as pause } from 'node:timers/promises';
import type { NewPerson } from '@parley/shared/protocol';
import { type Findings, looked } from '../findings.ts';
import { bothSides, interpreter } from '../parley/product.ts';
import { seeded } from '../statistics/random.ts';
import { comeIn } from './come-in.ts';
import { deeds } from './deeds.ts';
import { faults, type Struck } from './faults.ts';
import { findingsOf } from './findings.ts';
import type { Hall } from './hall.ts';
import { inHall } from './in-hall.ts';
import { beginInterpreting, CHANNEL } from './interpreting.ts';
import { Outcomes } from './outcomes.ts';
import { readBack } from './read-back.ts';
import type { DayScenario, DeedName } from './scenario.ts';
import { schedule } from './schedule.ts';
import type { Sitting } from './sitting.ts';
import { StillHeard } from './still-heard.ts';
import type { Watch } from './watch.ts';

/** What was done at the very end has so long to come to everyone. */
const DRAIN_MS = 3_000;
const PROGRESS_MS = 10_000;

/** Sessions come together, go on with all that people do, and are asked at the end for what must be left of it. */
export function playDay(scenario: DayScenario, say: (line: string) => void): Promise<Findings> {
  const plan = {
    scenario,
    cast: castOf(scenario),
    size: scenario,
    product: scenario,
  };
  return inHall(plan, async ({ hall, sittings, all, watch, troubles }) => {
    const came = await comeIn(scenario, sittings);
    say(`${all.length} people are in`);
    for (const sitting of sittings) {
      await sitting.beginAgreement();
      await beginInterpreting(sitting);
    }
    await watch.start();
    for (const { ear } of all) ear.watch();
    const outcomes = new Outcomes<DeedName>();
    const struck = await passDay({ scenario, hall, sittings, outcomes, watch, say });
    const gaps = all.flatMap(({ ear }) => ear.gaps(performance.now()));
    const voices = new StillHeard(
      scenario.interpreters > 0 ? [] : sittings.map(({ attendants }) => attendants),
    );
    await pause(DRAIN_MS);
    await watch.stop();
    const heard = looked(voices.check(), scenario.interpreters === 0);
    const kept = [...heard, ...(await readBack(scenario, hall, sittings))];
    return findingsOf(scenario, {
      came,
      outcomes,
      watch,
      sittings,
      struck,
      gaps,
      kept,
      troubles: troubles.counts,
    });
  });
}

const castOf = ({ people, interpreters }: DayScenario): NewPerson[] =>
  bothSides(people).map((person, number) =>
    number < people - interpreters ? person : interpreter(number, CHANNEL),
  );

interface Passing {
  readonly scenario: DayScenario;
  readonly hall: Hall;
  readonly sittings: readonly Sitting[];
  readonly outcomes: Outcomes<DeedName>;
  readonly watch: Watch;
  readonly say: (line: string) => void;
}

async function passDay({ scenario, hall, sittings, outcomes, watch, say }: Passing): Promise<Struck | null> {
  const began = performance.now();
  const until = (seconds: number): Promise<void> =>
    pause(Math.max(0, began + seconds * 1_000 - performance.now()));
  const progress = setInterval(() => {
    const last = watch.samples.at(-1);
    if (last === undefined) return;
    const { at, packetsPerSecond, latencyP99Ms, memoryMb } = last;
    say(
      `  ${at.toFixed(0)} of ${scenario.seconds} s: ${packetsPerSecond.toFixed(0)} packets/s, p99 ${latencyP99Ms?.toFixed(0) ?? '–'} ms, server ${memoryMb.server.toFixed(0)} MB`,
    );
  }, PROGRESS_MS);
  const underWay: Promise<void>[] = [];
  const strike = scenario.fault === null ? null : faults[scenario.fault];
  const striking =
    strike === null ? null : until(scenario.seconds / 3).then(() => strike(hall.product, sittings));
  for (const { at, session, deed, seed } of schedule(scenario)) {
    await until(at);
    const sitting = sittings[session];
    if (sitting !== undefined) underWay.push(outcomes.of(deed, () => deeds[deed](sitting, seeded(seed))));
  }
  await until(scenario.seconds);
  clearInterval(progress);
  await Promise.all(underWay);
  return striking;
}
