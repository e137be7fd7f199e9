import { setTimeout as pause } from 'node:timers/promises';
import type { FigureGroup } from '../findings.ts';
import { streamOf } from '../rtp/streams.ts';
import type { Attendant } from './attendant.ts';
import type { Hall } from './hall.ts';
import type { DayScenario } from './scenario.ts';
import type { Sitting } from './sitting.ts';

/** What was sent while the network was as it was, and what of it was there in time. */
export interface PhaseHeard {
  readonly name: string;
  readonly expected: number;
  readonly played: number;
}

/** What is asked for again at the very end of a phase belongs to the next one. */
const SETTLE_MS = 500;

/**
 * The network turns. What the others hear of the mediator, whose own network is good, has come over one bad network.
 */
export async function passPhases(
  { network, seconds }: DayScenario,
  { sky }: Hall,
  sittings: readonly Sitting[],
): Promise<PhaseHeard[]> {
  if (network === null || sky === null) return [];
  const began = performance.now();
  const heard: PhaseHeard[] = [];
  for (const [index, phase] of network.entries()) {
    sky.turn(phase);
    await pause(SETTLE_MS);
    for (const listener of listenersOf(sittings)) listener.ear.watch();
    const end = began + ((index + 1) * seconds * 1_000) / network.length;
    await pause(Math.max(0, end - performance.now()));
    heard.push({ name: phase.name, ...missingOf(sittings) });
  }
  return heard;
}

const listenersOf = (sittings: readonly Sitting[]): Attendant[] =>
  sittings.flatMap(({ attendants }) => attendants.slice(1));

function missingOf(sittings: readonly Sitting[]): Omit<PhaseHeard, 'name'> {
  const sum = { expected: 0, played: 0 };
  for (const { mediator, attendants } of sittings) {
    const stream = streamOf(mediator.number, 'audio');
    for (const { ear } of attendants.slice(1)) {
      const { expected, played } = ear.missing((each) => each === stream);
      sum.expected += expected;
      sum.played += played;
    }
  }
  return sum;
}

export const phasesGroup = (phases: readonly PhaseHeard[]): FigureGroup => ({
  title: 'Sound that was missing or too late, over one bad network',
  figures: phases.map(({ name, expected, played }) => ({
    name,
    value: expected === 0 ? null : (100 * (expected - played)) / expected,
    unit: '%',
    digits: 2,
    more: `${expected - played} of ${expected.toLocaleString('en')}`,
  })),
});
