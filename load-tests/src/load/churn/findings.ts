import type { Attendant } from '../day/attendant.ts';
import { heardChecks } from '../day/heard.ts';
import { notesOf, plotsOf, processGroup, slopeGroup } from '../day/machine-findings.ts';
import type { Outcomes } from '../day/outcomes.ts';
import { spreadFigure } from '../day/spread-figures.ts';
import type { DaySample, Watch } from '../day/watch.ts';
import { broken, type Check, type Findings, type Plot } from '../findings.ts';
import { quantile } from '../statistics/quantile.ts';
import { byCount } from './by-count.ts';
import type { ChurnScenario } from './scenario.ts';

/** Somebody came, heard somebody, and left. */
export interface Visit {
  /** From opening the link to being in, with media. */
  readonly inMs: number;
  /** … to the first sound of somebody. */
  readonly soundMs: number;
  /** From asking to leave to having left. */
  readonly leftMs: number;
  /** Seconds since it all began. */
  readonly endedAt: number;
}

interface ChurnPlayed {
  readonly visits: readonly Visit[];
  readonly outcomes: Outcomes<'visit'>;
  readonly watch: Watch;
  readonly all: readonly Attendant[];
  readonly troubles: ReadonlyMap<string, number>;
  /** Who is still shown as being there. */
  readonly remaining: number;
}

export function churnFindings(scenario: ChurnScenario, played: ChurnPlayed): Findings {
  const { visits, outcomes, watch, all, troubles, remaining } = played;
  const { failed } = outcomes.get('visit');
  const failures = [...failed.values()].reduce((sum, count) => sum + count, 0);
  const checks: Check[] = [
    ...heardChecks(all),
    { what: 'visits that failed', wrong: failures, of: failures + visits.length },
    { what: 'people still shown as being there who have left', wrong: remaining, of: visits.length },
  ];
  const wrong = broken(checks);
  const seconds = visits.at(-1)?.endedAt ?? 0;
  const points = byCount(
    watch.samples,
    visits.map(({ endedAt }) => endedAt),
  );
  return {
    verdict: wrong ?? verdictOf(visits, points),
    good: wrong === null,
    offered: offeredIn(scenario),
    checks,
    figures: [
      {
        title: 'Coming and going',
        figures: [
          { name: 'came and went', value: visits.length / seconds, unit: 'a second', digits: 1 },
          spreadFigure(
            'from the link to being in',
            visits.map(({ inMs }) => inMs),
          ),
          spreadFigure(
            'from the link to the first sound',
            visits.map(({ soundMs }) => soundMs),
          ),
          spreadFigure(
            'leaving',
            visits.map(({ leftMs }) => leftMs),
          ),
        ],
      },
      slopeGroup('How it grows with every thousand who came and went', 'a thousand', points),
      processGroup(watch.samples),
    ],
    plots: [timesPlot(visits), ...plotsOf(watch.samples)],
    notes: [
      ...notesOf(watch.samples, troubles),
      ...[...failed].map(([why, count]) => `${count} visits failed: ${why}`),
    ],
  };
}

function verdictOf(visits: readonly Visit[], points: readonly { readonly sample: DaySample }[]): string {
  const [first, last] = [points[0], points.at(-1)];
  const grown =
    first === undefined || last === undefined
      ? ''
      : ` The server held ${last.sample.memoryMb.server.toFixed(0)} MB at the end, ${first.sample.memoryMb.server.toFixed(0)} MB at the beginning, and ${last.sample.handles.server} open handles, ${first.sample.handles.server} at the beginning.`;
  const p95 = quantile(
    visits.map(({ soundMs }) => soundMs),
    0.95,
  );
  return `${visits.length.toLocaleString('en')} came and went; 95 of 100 heard somebody ${p95.toFixed(0)} ms after opening their link, and nobody anything that was not for them.${grown}`;
}

const offeredIn = ({ sessions, lanes, everyMs, joins, audio, video }: ChurnScenario): string =>
  `In ${sessions} sessions a mediator and a party stay and speak all the time (sound of ${audio.packetsPerSecond} packets/s${video === null ? '' : `, a picture of ${video.packetsPerSecond} packets/s`}). ${lanes} others come at a time, each at most once in ${everyMs} ms: they open their link, are let in, join with two connections of their own, speak, hear somebody, leave by the button and come again, from another address, until ${joins.toLocaleString('en')} have come and gone.`;

/** So many visits make one point. */
const POINTS = 60;

function timesPlot(visits: readonly Visit[]): Plot {
  const size = Math.max(1, Math.ceil(visits.length / POINTS));
  const parts = Array.from({ length: Math.ceil(visits.length / size) }, (_, index) =>
    visits.slice(index * size, (index + 1) * size).map(({ soundMs }) => soundMs),
  );
  const of = (share: number) =>
    parts.map((part, index) => [(index + 1) * size, quantile(part, share)] as const);
  return {
    title: 'From the link to the first sound',
    x: 'have come and gone',
    y: 'ms',
    series: [
      { name: 'half of them', points: of(0.5) },
      { name: '95 of 100', points: of(0.95) },
    ],
  };
}
