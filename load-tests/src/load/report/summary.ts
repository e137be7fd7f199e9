import type { Comparison, Result, Round, VenueResult } from '../result.ts';
import type { RoundScenario } from '../scenario.ts';
import { median } from '../statistics/quantile.ts';

/** A row of the table of medians. */
interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  readonly of: (round: Round) => number;
}

const arrival = (kind: 'audioMs' | 'videoMs') => (round: Round) =>
  median(round.arrivals.flatMap((each) => each[kind] ?? []));

const cores = (name: string, of: Figure['of']): Figure => ({
  name: `cores: ${name}`,
  unit: '',
  digits: 2,
  of,
});

/** Whatever a fault ended has its CPU and memory no more: of it the way back is told. */
const faultFigures: Figure[] = [
  { name: 'nothing came for, p50', unit: 'ms', digits: 0, of: (round) => round.gapMs?.p50 ?? Number.NaN },
  { name: 'nothing came for, p99', unit: 'ms', digits: 0, of: (round) => round.gapMs?.p99 ?? Number.NaN },
  {
    name: 'nothing came for, longest',
    unit: 'ms',
    digits: 0,
    of: (round) => round.gapMs?.longest ?? Number.NaN,
  },
  { name: 'lost', unit: '%', digits: 1, of: (round) => 100 * round.lost },
  cores('its server and database', (round) => round.cores.rest),
  cores('the people who come (generator)', (round) => round.cores.generator),
  cores('other programs', (round) => round.cores.others),
];

/** The table's rows, in the words of what is passed on. */
export function figuresOf(scenario: RoundScenario): Figure[] {
  if (scenario.kind === 'media' && scenario.fault !== null) return faultFigures;
  const isMedia = scenario.kind === 'media';
  const arrivals: readonly Figure[] = [
    { name: 'from the press to the first sound', unit: 'ms', digits: 0, of: arrival('audioMs') },
    { name: 'from the press to the first picture', unit: 'ms', digits: 0, of: arrival('videoMs') },
  ];
  return [
    {
      name: isMedia ? 'packets forwarded' : 'messages delivered',
      unit: '/s',
      digits: 0,
      of: (round) => round.perSecond,
    },
    {
      name: isMedia ? 'CPU per forwarded packet' : 'CPU per delivered message',
      unit: 'µs',
      digits: 1,
      of: (round) => round.cpuEachUs,
    },
    { name: 'latency p50', unit: 'ms', digits: 2, of: (round) => round.latencyMs.p50 },
    { name: 'latency p95', unit: 'ms', digits: 2, of: (round) => round.latencyMs.p95 },
    { name: 'latency p99', unit: 'ms', digits: 2, of: (round) => round.latencyMs.p99 },
    { name: 'lost', unit: '%', digits: 3, of: (round) => 100 * round.lost },
    { name: 'memory per person', unit: 'KB', digits: 0, of: (round) => round.memoryPerPersonKb },
    ...(isMedia ? arrivals : []),
    cores(isMedia ? 'the media plane' : 'the server', (round) => round.cores.measured),
    cores(isMedia ? 'its server and database' : 'its database and media plane', (round) => round.cores.rest),
    cores('the people who come (generator)', (round) => round.cores.generator),
    cores('other programs', (round) => round.cores.others),
    { name: 'generator late, p99', unit: 'ms', digits: 1, of: (round) => round.generatorDelayMs },
    { name: 'taken by the machine’s host', unit: '%', digits: 2, of: (round) => 100 * round.stolenShare },
  ];
}

/** The median of all rounds, with the least and the most. */
export function figureOf({ of, unit, digits }: Figure, { rounds }: VenueResult): string {
  const values = rounds.map(of).filter(Number.isFinite);
  if (values.length === 0) return '–';
  const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)].map((value) =>
    value.toFixed(digits),
  );
  const spread = values.length === 1 ? '' : ` (${least}–${most})`;
  return `${middle}${unit === '' ? '' : ` ${unit}`}${spread}`;
}

/** In the words of who reads it on a terminal. */
export function summary(result: Result): string[] {
  const figures = figuresOf(result.scenario);
  const width = Math.max(...figures.map(({ name }) => name.length));
  const columns = result.venues.map((venue) => figures.map((figure) => figureOf(figure, venue)));
  const widths = columns.map((column) => Math.max(...column.map((cell) => cell.length)));
  const head = ['', ...result.venues.map(({ name }) => name)];
  const rows = figures.map(({ name }, index) => [name, ...columns.map((column) => column[index] ?? '')]);
  const padded = [head, ...rows].map((row) =>
    row.map((cell, index) => cell.padEnd(index === 0 ? width : (widths[index - 1] ?? 0))).join('   '),
  );
  return [
    ...padded.map((line) => line.trimEnd()),
    ...result.comparisons.map(comparisonLine),
    ...absentLines(result),
  ];
}

export function comparisonLine({ measure, peer, ratio, goal, dropped }: Comparison): string {
  const bounds = `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`;
  const aim = goal === null ? '' : `, goal at most ${goal.toFixed(2)}`;
  const less = dropped === 0 ? '' : `, ${dropped} rounds dropped`;
  return `${measure}: ${ratio.median.toFixed(2)} × ${peer}’s (95 % between ${bounds}, ${ratio.rounds.length} rounds${aim}${less})`;
}

const absentLines = ({ absent }: Result): string[] =>
  absent.map(({ name, why }) => `${name} is left out: ${why}`);
