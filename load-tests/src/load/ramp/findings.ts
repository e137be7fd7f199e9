import type { Attendant } from '../day/attendant.ts';
import { heardChecks } from '../day/heard.ts';
import { troubleNotes } from '../day/machine-findings.ts';
import { broken, type Findings, type Plot } from '../findings.ts';
import { CARRIED, hasBent, mostCarried, type Step, whatBent } from './bend.ts';
import type { RampScenario } from './scenario.ts';

interface Climbed {
  readonly steps: readonly Step[];
  readonly all: readonly Attendant[];
  readonly troubles: ReadonlyMap<string, number>;
  readonly cores: number;
}

export function rampFindings(scenario: RampScenario, { steps, all, troubles, cores }: Climbed): Findings {
  const checks = heardChecks(all);
  const wrong = broken(checks);
  const most = mostCarried(steps);
  const last = steps.at(-1);
  return {
    verdict: wrong ?? verdictOf({ steps, most, cores }),
    good: wrong === null,
    offered: `One speaks in each session, with sound and picture (${scenario.audio.packetsPerSecond + (scenario.video?.packetsPerSecond ?? 0)} packets/s), and observers come to listen, ${scenario.listenersAStep} with each step; after a second it is counted for ${scenario.seconds} s. It bends when two steps in a row lose more than ${100 * CARRIED.lost} % or take longer than ${CARRIED.p99Ms} ms (p99). One media worker; the people who come are one process on the same machine.`,
    checks,
    figures: [
      {
        title: 'The most that was carried',
        figures: [
          { name: 'listeners', value: most?.listeners ?? null, unit: '', digits: 0 },
          { name: 'packets passed on', value: most?.packetsPerSecond ?? null, unit: '/s', digits: 0 },
          { name: 'cores of the media worker', value: most?.media ?? null, unit: '', digits: 2 },
          {
            name: 'packets a second for each core of the media worker',
            value: most === null ? null : most.packetsPerSecond / most.media,
            unit: '/s',
            digits: 0,
            more: 'what it takes so far, reckoned up to a whole core',
          },
          { name: 'latency p50', value: most?.p50Ms ?? null, unit: 'ms', digits: 1 },
          { name: 'latency p99', value: most?.p99Ms ?? null, unit: 'ms', digits: 1 },
        ],
      },
    ],
    plots: plotsOf(steps),
    notes: [
      ...(last !== undefined && last.others > 0.1
        ? [
            `Other programs took ${last.others.toFixed(1)} cores meanwhile: on a machine of its own it bends later.`,
          ]
        : []),
      ...troubleNotes(troubles),
    ],
  };
}

function verdictOf({
  steps,
  most,
  cores,
}: {
  readonly steps: readonly Step[];
  readonly most: Step | null;
  readonly cores: number;
}): string {
  const last = steps.at(-1);
  if (most === null || last === undefined) return 'Not even the first step was carried.';
  const carried = `${most.listeners} listeners, ${Math.round(most.packetsPerSecond).toLocaleString('en')} packets a second, were carried with ${most.media.toFixed(2)} cores of the media worker`;
  if (!hasBent(steps)) return `${carried}; all had come by then, and nothing bent.`;
  return `${carried}; with ${last.listeners} it bent, and what was at its end was ${whatBent(last, cores)}.`;
}

function plotsOf(steps: readonly Step[]): Plot[] {
  const line = (name: string, pick: (step: Step) => number) => ({
    name,
    points: steps.map((step) => [step.listeners, pick(step)] as const),
  });
  const x = 'listeners';
  return [
    {
      title: 'Packets passed on',
      x,
      y: 'packets/s',
      series: [line('all together', (s) => s.packetsPerSecond)],
    },
    {
      title: 'Latency',
      x,
      y: 'ms',
      series: [
        line('p50', (s) => s.p50Ms),
        line('p99', (s) => s.p99Ms),
        line('generator late, p99', (s) => s.lateMs),
      ],
    },
    {
      title: 'Lost, or too late to be played',
      x,
      y: '%',
      series: [line('of all packets', (s) => 100 * s.lost)],
    },
    {
      title: 'Busy cores',
      x,
      y: 'cores',
      series: [
        line('media worker', (s) => s.media),
        line('generator', (s) => s.generator),
        line('other programs', (s) => s.others),
      ],
    },
  ];
}
