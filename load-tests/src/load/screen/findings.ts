import type { Attendant } from '../day/attendant.ts';
import { heardChecks } from '../day/heard.ts';
import { notesOf, plotsOf, processGroup } from '../day/machine-findings.ts';
import { latencyFigure, spreadFigure } from '../day/spread-figures.ts';
import type { DaySample, Watch } from '../day/watch.ts';
import {
  broken,
  counted,
  type Check,
  type Figure,
  type FigureGroup,
  type Findings,
  type Plot,
} from '../findings.ts';
import type { Shown } from '../rtp/streams.ts';
import { quantile } from '../statistics/quantile.ts';
import type { Look } from './picture-seen.ts';
import type { ScreenScenario } from './scenario.ts';
import type { SizesSample } from './sizes-watch.ts';

interface ScreenPlayed {
  /** For everyone who was to see a screen, the milliseconds until it came; null where it did not. */
  readonly shared: readonly (number | null)[];
  readonly looks: readonly Look[];
  readonly sizes: readonly SizesSample[];
  readonly watch: Pick<Watch, 'samples' | 'packets'>;
  readonly all: readonly Pick<Attendant, 'listening' | 'reading'>[];
  readonly troubles: ReadonlyMap<string, number>;
}

const SHARES = [0.95, 0.99];

export function screenFindings(scenario: ScreenScenario, played: ScreenPlayed): Findings {
  const { shared, looks, sizes, watch, all, troubles } = played;
  const came = shared.flatMap((tookMs) => tookMs ?? []);
  const settled = looks.filter(({ overtaken }) => !overtaken);
  const checks: Check[] = [
    ...heardChecks(all),
    {
      what: 'people to whom a shared screen did not come',
      wrong: shared.length - came.length,
      of: shared.length,
    },
    {
      what: 'sizes that were asked for and did not come',
      wrong: settled.filter(({ tookMs }) => tookMs === null).length,
      of: settled.length,
    },
  ];
  const wrong = broken(checks);
  return {
    verdict: wrong ?? verdictOf(scenario, came, settled),
    good: wrong === null,
    offered: offeredIn(scenario),
    checks,
    figures: [
      {
        title: 'What came through',
        figures: [
          spreadFigure('from sharing a screen to its first packet', came, SHARES),
          costFigure(watch.samples),
          latencyFigure('latency of a packet', watch.packets),
        ],
      },
      changesGroup(settled),
      sizesGroup(scenario, settled),
      processGroup(watch.samples),
    ],
    plots: [...sizePlots(scenario, sizes), ...plotsOf(watch.samples)],
    notes: notesOf(watch.samples, troubles),
  };
}

const tookOf = (looks: readonly Look[]): number[] => looks.flatMap(({ tookMs }) => tookMs ?? []);

function verdictOf(
  { sessions, people }: ScreenScenario,
  came: readonly number[],
  looks: readonly Look[],
): string {
  const p95 = quantile(tookOf(looks), 0.95);
  return `${sessions} sessions of ${people} people: a shared screen came to everyone within ${Math.max(...came).toFixed(0)} ms, 95 of 100 sizes that pages asked for ${p95.toFixed(0)} ms after that, and nothing to anybody that was not for them.`;
}

/** Of the media workers, for each packet that arrived with somebody. */
function costFigure(samples: readonly DaySample[]): Figure {
  const counted = samples.flatMap(({ cores, packetsPerSecond }) =>
    cores === null ? [] : [{ cores, packetsPerSecond }],
  );
  const packets = counted.reduce((sum, { packetsPerSecond }) => sum + packetsPerSecond, 0);
  const cores = counted.reduce((sum, each) => sum + each.cores.measured, 0);
  return {
    name: 'CPU per forwarded packet',
    value: packets === 0 ? null : (1e6 * cores) / packets,
    unit: 'µs',
    digits: 1,
    more: 'with all sizes that are sent and not passed on',
  };
}

const things: Readonly<Record<Shown, string>> = { camera: 'a face', screen: 'the screen' };

/** How long a page waits that asks for another size. */
function changesGroup(looks: readonly Look[]): FigureGroup {
  const kinds = (['camera', 'screen'] as const).flatMap((shown) => {
    const of = looks.filter((look) => look.shown === shown);
    return [
      { name: `${things[shown]}, to a larger one`, of: of.filter(({ from, to }) => to > from) },
      { name: `${things[shown]}, to a smaller one`, of: of.filter(({ from, to }) => to < from) },
    ];
  });
  return {
    title: 'From asking for another size to its first packet',
    figures: kinds
      .filter(({ of }) => of.length > 0)
      .map(({ name, of }) => ({
        ...spreadFigure(name, tookOf(of), SHARES),
        more: counted(of.length, 'time'),
      })),
  };
}

const names: readonly string[][] = [['its only size'], ['small', 'large'], ['small', 'middle', 'large']];
const nameOf = (sizes: number, size: number): string => names[sizes - 1]?.[size] ?? `${size}`;

/** Of what came since the first packet of the size that was asked for, how much was of that size. */
function sizesGroup(scenario: ScreenScenario, looks: readonly Look[]): FigureGroup {
  const figures = (['camera', 'screen'] as const).flatMap((shown) =>
    scenario[shown].flatMap((_, size): Figure[] => {
      const of = looks.filter((look) => look.shown === shown && look.to === size);
      const right = of.reduce((sum, look) => sum + look.right, 0);
      const all = of.reduce((sum, look) => sum + look.right + look.other, 0);
      if (all === 0) return [];
      const figure = {
        name: `${things[shown]}, asked for ${nameOf(scenario[shown].length, size)}`,
        value: (100 * right) / all,
        unit: '%',
        digits: 2,
        more: `${right.toLocaleString('en')} of ${all.toLocaleString('en')} packets`,
      };
      return [figure];
    }),
  );
  return { title: 'Packets in the size that was asked for, once it had come', figures };
}

function sizePlots(scenario: ScreenScenario, samples: readonly SizesSample[]): Plot[] {
  const plot = (title: string, shown: Shown): Plot => ({
    title,
    x: 'seconds since everyone was in',
    y: 'packets/s',
    series: scenario[shown].map((_, size) => ({
      name: nameOf(scenario[shown].length, size),
      points: samples.map((sample) => [sample.at, sample[shown][size] ?? 0] as const),
    })),
  });
  return [plot('Faces that came, by size', 'camera'), plot('Screens that came, by size', 'screen')];
}

function offeredIn({
  sessions,
  people,
  seconds,
  layoutsPerMinute,
  audio,
  camera,
  screen,
}: ScreenScenario): string {
  const sizes = (all: ScreenScenario['camera']): string =>
    all
      .map(
        ({ packetsPerSecond, packetBytes, framesPerSecond }) =>
          `${packetsPerSecond} packets/s of ${packetBytes} bytes, ${framesPerSecond} pictures/s`,
      )
      .join('; ');
  return [
    `${sessions} sessions of ${people} people each go on for ${seconds} s, on one media worker. Everyone sends sound of ${audio.packetsPerSecond} packets/s and their camera in ${camera.length} sizes at once (${sizes(camera)}); the mediator of each shares a screen in ${screen.length} (${sizes(screen)}).`,
    `Each page is laid out anew ${layoutsPerMinute} times a minute on the average, with the screen large, or a face, or all alike, and asks for the size that fits. A picture can change its size only with a whole one, which its sender makes with its next. Nobody measures how much their network carries, so no size is held back for that.`,
    'Every packet says of whom, of which size and for which room it is; whoever gets it asks whether they stand there.',
  ].join(' ');
}
