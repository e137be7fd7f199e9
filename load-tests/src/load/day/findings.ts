import { broken, counted, type Check, type FigureGroup, type Findings } from '../findings.ts';
import { median } from '../statistics/quantile.ts';
import { heardChecks } from './heard.ts';
import { notesOf, plotsOf, processGroup, slopeGroup } from './machine-findings.ts';
import { offeredIn } from './offered.ts';
import type { Outcomes } from './outcomes.ts';
import { deedNames, type DayScenario, type DeedName } from './scenario.ts';
import type { Struck } from './faults.ts';
import type { Sitting } from './sitting.ts';
import { verdictOf } from './verdict.ts';
import { latencyFigure, spreadFigure } from './spread-figures.ts';
import type { Watch } from './watch.ts';

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

export function findingsOf(scenario: DayScenario, played: DayPlayed): Findings {
  const { samples } = played.watch;
  const checks = [
    ...heardChecks(
      played.sittings.flatMap(({ attendants }) => attendants),
      scenario.perMinute.write > 0,
    ),
    ...played.kept,
  ];
  const wrong = broken(checks);
  const figures = [
    soundGroup(scenario, played),
    deedsGroup(scenario, played),
    processGroup(samples),
    ...growth(samples),
  ];
  return {
    verdict: wrong ?? verdictOf(scenario, played),
    good: wrong === null,
    offered: offeredIn(scenario),
    checks,
    figures: figures.filter((group) => group.figures.length > 0),
    plots: plotsOf(samples),
    notes: notesOf(samples, played.troubles),
  };
}

/** A slope of less time says nothing but that something warms up. */
const SLOPE_SECONDS = 60;

function growth(samples: Watch['samples']): FigureGroup[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < SLOPE_SECONDS) return [];
  return [
    slopeGroup(
      'How it grows, by a straight line through all seconds',
      'an hour',
      samples.map((sample) => ({ at: sample.at / 3_600, sample })),
    ),
  ];
}

function soundGroup({ fault }: DayScenario, { came, watch, gaps, struck }: DayPlayed): FigureGroup {
  const { samples, packets, messages } = watch;
  return {
    title: 'What came through',
    figures: [
      spreadFigure('from the link to being in', came),
      { name: 'packets heard', value: median(samples.map((s) => s.packetsPerSecond)), unit: '/s', digits: 0 },
      latencyFigure('latency of a packet', packets),
      ...(messages.count === 0 ? [] : [latencyFigure('latency of a message', messages)]),
      ...(struck === null
        ? []
        : [{ name: 'until what was ended ran again', value: struck.againMs, unit: 'ms', digits: 0 }]),
      ...(fault === null ? [] : [spreadFigure('nothing came of a stream for', gaps)]),
    ],
  };
}

const words: Readonly<Record<DeedName, string>> = {
  caucus: 'until the last of them was in a caucus',
  write: 'until a message was acknowledged',
  edit: 'until a word was stored',
  drop: 'until a broken line was back',
  listen: 'from choosing the interpreter to their voice',
  handover: 'from taking over to the other voice',
};

function deedsGroup({ perMinute }: DayScenario, { outcomes, sittings }: DayPlayed): FigureGroup {
  const stored = sittings.flatMap(({ attendants }) =>
    attendants.flatMap((each) => each.stored.map(({ tookMs }) => tookMs)),
  );
  return {
    title: 'What people did',
    figures: deedNames
      .filter((deed) => perMinute[deed] > 0)
      .map((deed) => {
        const { done, idle, failed } = outcomes.get(deed);
        const took = deed === 'edit' ? stored : done;
        const more = [
          counted(took.length, 'time'),
          ...(idle > 0 ? [`${idle} with nothing to do`] : []),
          ...[...failed].map(([why, count]) => `${count} failed: ${why}`),
        ].join(', ');
        return { ...spreadFigure(words[deed], took), more };
      }),
  };
}
