import type { Figure, FigureGroup, Plot } from '../findings.ts';
import type { Cores } from '../result.ts';
import { median } from '../statistics/quantile.ts';
import { slopeOf } from '../statistics/slope.ts';
import type { DaySample } from './watch.ts';

/** Above so many cores taken by others, times are those of a busy machine. */
const QUIET_CORES = 0.1;
const LATE_MS = 25;
/** What the product and everything else took of the machine. */
export function processGroup(samples: readonly DaySample[]): FigureGroup {
  const of = (pick: (sample: DaySample) => number): number | null =>
    samples.length === 0 ? null : median(samples.map(pick));
  const cores = (name: string, pick: (cores: Cores) => number): Figure => ({
    name,
    value: median(samples.flatMap((sample) => (sample.cores === null ? [] : [pick(sample.cores)]))),
    unit: 'cores',
    digits: 2,
  });
  return {
    title: 'What it took, median of all seconds',
    figures: [
      cores('media workers', (c) => c.measured),
      cores('server and database', (c) => c.rest),
      cores('the people who come (generator)', (c) => c.generator),
      cores('other programs', (c) => c.others),
      { name: 'generator late, p99', value: of((s) => s.lateMs), unit: 'ms', digits: 1 },
      { name: 'memory of the server', value: of((s) => s.memoryMb.server), unit: 'MB', digits: 0 },
      { name: 'memory of the media workers', value: of((s) => s.memoryMb.media), unit: 'MB', digits: 0 },
      { name: 'memory of the database', value: of((s) => s.memoryMb.database), unit: 'MB', digits: 0 },
    ],
  };
}

/** How much more of everything there is with each step, if it goes on so. */
export function slopeGroup(
  title: string,
  step: string,
  points: readonly { readonly at: number; readonly sample: DaySample }[],
): FigureGroup {
  const rise = (name: string, unit: string, pick: (sample: DaySample) => number): Figure => {
    const slope = slopeOf(points.map(({ at, sample }) => [at, pick(sample)]));
    const more = slope === null ? {} : { more: `± ${slope.bound.toFixed(1)}` };
    return { name, value: slope?.perUnit ?? null, unit: `${unit} ${step}`.trim(), digits: 1, ...more };
  };
  return {
    title,
    figures: [
      rise('memory of the server', 'MB', (s) => s.memoryMb.server),
      rise('memory of the media workers', 'MB', (s) => s.memoryMb.media),
      rise('memory of the database', 'MB', (s) => s.memoryMb.database),
      rise('handles of the server', '', (s) => s.handles.server),
      rise('handles of the media workers', '', (s) => s.handles.media),
    ],
  };
}

export function plotsOf(samples: readonly DaySample[]): Plot[] {
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
        line('media workers', (s) => s.cores?.measured ?? null),
        line('server, database', (s) => s.cores?.rest ?? null),
        line('generator', (s) => s.cores?.generator ?? null),
        line('other programs', (s) => s.cores?.others ?? null),
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
    ...(samples.some(({ messagesPerSecond }) => messagesPerSecond > 0)
      ? [
          {
            title: 'Messages told',
            x,
            y: 'messages/s',
            series: [line('all together', (s) => s.messagesPerSecond)],
          },
        ]
      : []),
  ];
}

const troubleNotes = (troubles: ReadonlyMap<string, number>): string[] =>
  [...troubles].map(([why, count]) => `Somebody’s media failed ${count} times: ${why}`);

export const busyNotes = (others: number): string[] =>
  others > QUIET_CORES
    ? [`Other programs took ${others.toFixed(1)} cores meanwhile: times are those of a busy machine.`]
    : [];

export function notesOf(samples: readonly DaySample[], troubles: ReadonlyMap<string, number>): string[] {
  if (samples.length === 0) return [];
  const others = median(samples.flatMap(({ cores }) => cores?.others ?? []));
  const late = median(samples.map(({ lateMs }) => lateMs));
  return [
    ...busyNotes(others),
    ...(late > LATE_MS
      ? [`The people who come were themselves ${late.toFixed(0)} ms late (p99): that is in every latency.`]
      : []),
    ...troubleNotes(troubles),
  ];
}
