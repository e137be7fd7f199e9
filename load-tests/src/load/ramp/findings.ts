import { absentNotes, pairsOf, ratioFigure } from '../beside.ts';
import { busyNotes } from '../day/machine-findings.ts';
import { broken, type Check, type Figure, type FigureGroup, type Findings, type Plot } from '../findings.ts';
import { median } from '../statistics/quantile.ts';
import type { Played, Turned } from '../turns.ts';
import { CARRIED, hasBent, mostCarried, perCore, type Step, whatBent } from './bend.ts';
import type { RampScenario } from './scenario.ts';

/** One round: as many came as it took. */
export interface Climb {
  readonly steps: readonly Step[];
  readonly heard: Check;
}

export function rampFindings(scenario: RampScenario, played: Played<Climb>, cores: number): Findings {
  const [ours, ...peers] = played.venues;
  if (ours === undefined) throw new Error('the product was not measured');
  const checks = [ours.rounds.map(({ heard }) => heard).reduce(sum)];
  const wrong = broken(checks);
  const others = median(
    played.venues.flatMap(({ rounds }) => rounds.flatMap(({ steps }) => steps.map((step) => step.others))),
  );
  return {
    verdict: wrong ?? played.venues.map((venue) => verdictOf(venue, cores)).join(' '),
    good: wrong === null,
    offered: offeredIn(scenario),
    checks,
    figures: [...played.venues.map(venueGroup), ...peers.map((peer) => besideGroup(scenario, ours, peer))],
    plots: plotsOf(played.venues),
    beside: peers,
    notes: [...busyNotes(others), ...absentNotes(played)],
  };
}

const sum = (one: Check, other: Check): Check => ({
  what: one.what,
  wrong: one.wrong + other.wrong,
  of: one.of + other.of,
});

const offeredIn = ({ audio, video, listenersAStep, seconds, sessions, people }: RampScenario): string =>
  `One speaks in each room, with ${video === null ? 'sound' : 'sound and picture'} (${audio.packetsPerSecond + (video?.packetsPerSecond ?? 0)} packets/s), and more and more come to listen, in the product as observers: ${listenersAStep} with each step, until there are ${people} people in a room${sessions === 1 ? '' : `, and then into the next of ${sessions}`}. After a second it is counted for ${seconds} s. It bends when two steps in a row lose more than ${100 * CARRIED.lost} % or take longer than ${CARRIED.p99Ms} ms (p99). In the product that is on one media worker; the people who come are one process on the same machine.`;

/** What was carried at the most, in each round in which anything was. */
const mostOf = ({ rounds }: Turned<Climb>): Step[] => rounds.flatMap(({ steps }) => mostCarried(steps) ?? []);

interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  readonly of: (step: Step) => number;
  readonly more?: string;
}

const carried: readonly Measure[] = [
  { name: 'packets passed on', unit: '/s', digits: 0, of: (step) => step.packetsPerSecond },
  {
    name: 'packets a second for each core of the media plane',
    unit: '/s',
    digits: 0,
    of: perCore,
    more: 'what it takes so far, reckoned up to a whole core',
  },
];

const alone: readonly Measure[] = [
  { name: 'listeners', unit: '', digits: 0, of: (step) => step.listeners },
  { name: 'cores of the media plane', unit: '', digits: 2, of: (step) => step.media },
  { name: 'latency p50', unit: 'ms', digits: 1, of: (step) => step.p50Ms },
  { name: 'latency p99', unit: 'ms', digits: 1, of: (step) => step.p99Ms },
];

const venueGroup = (venue: Turned<Climb>): FigureGroup => ({
  title: `${venue.name}: the most that was carried, median of the rounds`,
  figures: [...carried, ...alone].map((measure) => figureOf(measure, mostOf(venue))),
});

function figureOf({ name, unit, digits, of, more }: Measure, steps: readonly Step[]): Figure {
  const values = steps.map(of);
  const spread =
    values.length < 2
      ? {}
      : { high: [`${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`] };
  return {
    name,
    value: values.length === 0 ? null : median(values),
    unit,
    digits,
    ...spread,
    ...(more === undefined ? {} : { more }),
  };
}

const besideGroup = ({ seed }: RampScenario, ours: Turned<Climb>, peer: Turned<Climb>): FigureGroup => ({
  title: `Of what ${peer.name} carried at the most`,
  figures: carried.map(({ name, of }) => {
    const pairs = pairsOf(ours, peer).flatMap(([own, other]): (readonly [number, number])[] => {
      const [here, there] = [mostCarried(own.steps), mostCarried(other.steps)];
      return here === null || there === null ? [] : [[of(here), of(there)]];
    });
    return ratioFigure(name, pairs, seed);
  }),
});

function verdictOf(venue: Turned<Climb>, cores: number): string {
  const most = mostOf(venue);
  if (most.length === 0) return `${venue.name}: not even the first step was carried.`;
  const of = (pick: (step: Step) => number): number => median(most.map(pick));
  const packets = Math.round(of((step) => step.packetsPerSecond)).toLocaleString('en');
  const sentence = `${venue.name}: ${of((step) => step.listeners)} listeners, ${packets} packets a second, were carried with ${of((step) => step.media).toFixed(2)} cores of the media plane`;
  return `${sentence}; ${endsOf(venue, cores)}.`;
}

/** What was at its end, and in how many rounds. */
function endsOf({ rounds }: Turned<Climb>, cores: number): string {
  const ends = rounds.map(({ steps }) => {
    const last = steps.at(-1);
    return last !== undefined && hasBent(steps) ? `at its end was ${whatBent(last, cores)}` : 'nothing bent';
  });
  return [...Map.groupBy(ends, (end) => end)]
    .map(([end, all]) => (rounds.length === 1 ? end : `${end} (${all.length} of ${rounds.length} rounds)`))
    .join(', ');
}

function plotsOf(venues: readonly Turned<Climb>[]): Plot[] {
  const lines = (what: string, pick: (step: Step) => number): Plot['series'] =>
    venues.flatMap(({ name, rounds }) =>
      rounds.slice(0, 1).map(({ steps }) => ({
        name: `${name}${what}`,
        points: steps.map((step) => [step.listeners, pick(step)] as const),
      })),
    );
  const x = 'listeners, in the first round';
  return [
    { title: 'Packets passed on', x, y: 'packets/s', series: lines('', (step) => step.packetsPerSecond) },
    {
      title: 'Latency',
      x,
      y: 'ms',
      series: [
        ...lines(', p99', (step) => step.p99Ms),
        ...lines(', generator late, p99', (step) => step.lateMs),
      ],
    },
    {
      title: 'Lost, or too late to be played',
      x,
      y: '% of all packets',
      series: lines('', (step) => 100 * step.lost),
    },
    {
      title: 'Busy with passing them on: the media plane',
      x,
      y: 'cores',
      series: lines('', (step) => step.media),
    },
    {
      title: 'Busy with everything else',
      x,
      y: 'cores',
      series: [
        ...lines(', generator', (step) => step.generator),
        ...lines(', other programs', (step) => step.others),
      ],
    },
  ];
}
