import { type Check, type Figure, type FigureGroup, type Findings, isKept, type Plot } from '../findings.ts';
import { type Checked, together } from '../place/stays.ts';
import { median, quantile } from '../statistics/quantile.ts';
import { slopeOf } from '../statistics/slope.ts';
import { offeredIn } from './offered.ts';
import type { Outcomes } from './outcomes.ts';
import { deedNames, type DayScenario, type DeedName } from './scenario.ts';
import type { Struck } from './faults.ts';
import type { Sitting } from './sitting.ts';
import { verdictOf } from './verdict.ts';
import type { DaySample, Watch } from './watch.ts';

/** All that a day left behind. */
export interface DayPlayed {
  /** How long each took to come in. */
  readonly came: readonly number[];
  readonly outcomes: Outcomes<DeedName>;
  readonly watch: Watch;
  readonly sittings: readonly Sitting[];
  readonly struck: Struck | null;
  /** Of every stream at everyone who received it, the longest in which nothing came. */
  readonly gaps: readonly number[];
  readonly kept: readonly Check[];
  readonly troubles: ReadonlyMap<string, number>;
}

/** Above so many cores taken by others, times are those of a busy machine. */
const QUIET_CORES = 0.1;
const LATE_MS = 25;
/** A slope of less says nothing but that something warms up. */
const SLOPE_SECONDS = 60;

export function findingsOf(scenario: DayScenario, played: DayPlayed): Findings {
  const { samples } = played.watch;
  const checks = [...heardChecks(played.sittings), ...played.kept].filter(({ of }) => of > 0);
  const figures = [
    soundGroup(scenario, played),
    deedsGroup(scenario, played),
    processGroup(samples),
    ...slopeGroup(samples),
  ];
  return {
    verdict: verdictOf(scenario, checks, played),
    good: checks.length > 0 && checks.every(isKept),
    offered: offeredIn(scenario),
    checks,
    figures: figures.filter((group) => group.figures.length > 0),
    plots: plotsOf(samples),
    notes: notesOf(samples, played.troubles),
  };
}

function heardChecks(sittings: readonly Sitting[]): Check[] {
  const all = sittings.flatMap(({ attendants }) => attendants);
  const check = (what: string, { leaks, checked, late, early }: Checked): Check => ({
    what,
    wrong: leaks,
    of: checked,
    ...(late + early === 0
      ? {}
      : { more: `${late} were on their way when somebody left, ${early} came just before the page knew` }),
  });
  return [
    check(
      'packets heard of a room one is not in',
      together(all.map(({ listening }) => listening.findings())),
    ),
    check('messages told of a room one is not in', together(all.map(({ reading }) => reading.findings()))),
  ];
}

const ms = (name: string, value: number | null, more: Partial<Figure> = {}): Figure => ({
  name,
  value,
  unit: 'ms',
  digits: 0,
  ...more,
});

function soundGroup({ fault }: DayScenario, { came, watch, gaps, struck }: DayPlayed): FigureGroup {
  const { samples, packets, messages } = watch;
  const late = gaps.length === 0 ? [] : [quantile(gaps, 0.5), quantile(gaps, 0.99), Math.max(...gaps)];
  const [p50 = null, p99 = null, longest = null] = late;
  return {
    title: 'What came through',
    figures: [
      ms('from the link to being in, p50', median(came)),
      ms('from the link to being in, p95', quantile(came, 0.95)),
      { name: 'packets heard', value: median(samples.map((s) => s.packetsPerSecond)), unit: '/s', digits: 0 },
      ms('latency of a packet, p50', packets.quantile(0.5), { digits: 1 }),
      ms('latency of a packet, p99', packets.quantile(0.99), { digits: 1 }),
      ...(messages.count === 0
        ? []
        : [
            ms('latency of a message, p50', messages.quantile(0.5), { digits: 1 }),
            ms('latency of a message, p99', messages.quantile(0.99), { digits: 1 }),
          ]),
      ...(struck === null ? [] : [ms('until what was ended ran again', struck.againMs)]),
      ...(fault === null
        ? []
        : [
            ms('nothing came of a stream for, p50', p50),
            ms('nothing came of a stream for, p99', p99),
            ms('nothing came of a stream for, longest', longest),
          ]),
    ],
  };
}

const words: Readonly<Record<DeedName, string>> = {
  caucus: 'into a caucus, the last of them',
  write: 'a message acknowledged',
  edit: 'a word stored',
  drop: 'a broken line back',
};

function deedsGroup({ perMinute }: DayScenario, { outcomes, sittings }: DayPlayed): FigureGroup {
  const stored = sittings.flatMap(({ attendants }) =>
    attendants.flatMap((each) => each.stored.map(({ tookMs }) => tookMs)),
  );
  return {
    title: 'What people did',
    figures: deedNames
      .filter((deed) => perMinute[deed] > 0)
      .flatMap((deed) => {
        const { done, idle, failed } = outcomes.get(deed);
        const took = deed === 'edit' ? stored : done;
        const failures = [...failed].map(([why, count]) => `${count} × ${why}`);
        const more = [
          `${took.length}`,
          ...(idle > 0 ? [`${idle} with nothing to do`] : []),
          ...failures,
        ].join(', ');
        return [
          ms(`${words[deed]}, p50`, took.length === 0 ? null : quantile(took, 0.5), { digits: 1, more }),
          ms(`${words[deed]}, p99`, took.length === 0 ? null : quantile(took, 0.99), { digits: 1 }),
        ];
      }),
  };
}

function processGroup(samples: readonly DaySample[]): FigureGroup {
  const of = (pick: (sample: DaySample) => number): number | null =>
    samples.length === 0 ? null : median(samples.map(pick));
  const cores = (name: string, pick: (sample: DaySample) => number): Figure => ({
    name,
    value: of(pick),
    unit: 'cores',
    digits: 2,
  });
  return {
    title: 'What it took, median of all seconds',
    figures: [
      cores('media workers', (s) => s.cores.measured),
      cores('server and database', (s) => s.cores.rest),
      cores('the people who come (generator)', (s) => s.cores.generator),
      cores('other programs', (s) => s.cores.others),
      { name: 'generator late, p99', value: of((s) => s.lateMs), unit: 'ms', digits: 1 },
      { name: 'memory of the server', value: of((s) => s.memoryMb.server), unit: 'MB', digits: 0 },
      { name: 'memory of the media workers', value: of((s) => s.memoryMb.media), unit: 'MB', digits: 0 },
      { name: 'memory of the database', value: of((s) => s.memoryMb.database), unit: 'MB', digits: 0 },
    ],
  };
}

/** How much more of everything there is after an hour, if it goes on so. */
function slopeGroup(samples: readonly DaySample[]): FigureGroup[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < SLOPE_SECONDS) return [];
  const rise = (name: string, unit: string, pick: (sample: DaySample) => number): Figure => {
    const slope = slopeOf(samples.map((sample) => [sample.at / 3_600, pick(sample)]));
    const more = slope === null ? {} : { more: `± ${slope.bound.toFixed(1)}` };
    return { name, value: slope?.perUnit ?? null, unit, digits: 1, ...more };
  };
  return [
    {
      title: 'How it grows, by a straight line through all seconds',
      figures: [
        rise('memory of the server', 'MB an hour', (s) => s.memoryMb.server),
        rise('memory of the media workers', 'MB an hour', (s) => s.memoryMb.media),
        rise('memory of the database', 'MB an hour', (s) => s.memoryMb.database),
        rise('handles of the server', 'an hour', (s) => s.handles.server),
        rise('handles of the media workers', 'an hour', (s) => s.handles.media),
      ],
    },
  ];
}

function plotsOf(samples: readonly DaySample[]): Plot[] {
  const line = (name: string, pick: (sample: DaySample) => number | null): Plot['series'][number] => ({
    name,
    points: samples.flatMap((sample) => {
      const value = pick(sample);
      return value === null ? [] : [[sample.at, value] as const];
    }),
  });
  const x = 'seconds since everyone was in';
  return [
    { title: 'Packets heard', x, y: 'packets/s', series: [line('all together', (s) => s.packetsPerSecond)] },
    { title: 'Latency of packets', x, y: 'ms', series: [line('p99 of each second', (s) => s.latencyP99Ms)] },
    {
      title: 'Busy cores',
      x,
      y: 'cores',
      series: [
        line('media workers', (s) => s.cores.measured),
        line('server, database', (s) => s.cores.rest),
        line('generator', (s) => s.cores.generator),
        line('other programs', (s) => s.cores.others),
      ],
    },
    {
      title: 'Memory',
      x,
      y: 'MB',
      series: [
        line('server', (s) => s.memoryMb.server),
        line('media workers', (s) => s.memoryMb.media),
        line('database', (s) => s.memoryMb.database),
      ],
    },
    {
      title: 'Open handles',
      x,
      y: 'handles',
      series: [line('server', (s) => s.handles.server), line('media workers', (s) => s.handles.media)],
    },
    {
      title: 'Messages told',
      x,
      y: 'messages/s',
      series: [line('all together', (s) => s.messagesPerSecond)],
    },
  ];
}

function notesOf(samples: readonly DaySample[], troubles: ReadonlyMap<string, number>): string[] {
  if (samples.length === 0) return [];
  const others = median(samples.map(({ cores }) => cores.others));
  const late = median(samples.map(({ lateMs }) => lateMs));
  return [
    ...(others > QUIET_CORES
      ? [`Other programs took ${others.toFixed(1)} cores meanwhile: times are those of a busy machine.`]
      : []),
    ...(late > LATE_MS
      ? [`The people who come were themselves ${late.toFixed(0)} ms late (p99): that is in every latency.`]
      : []),
    ...[...troubles].map(([why, count]) => `Somebody’s media failed ${count} times: ${why}`),
  ];
}
