import { spreadFigure } from '../day/spread-figures.ts';
import { broken, type Check, type Figure, type Findings } from '../findings.ts';
import type { Cores } from '../result.ts';
import { slopeOf } from '../statistics/slope.ts';
import type { QuietScenario } from './scenario.ts';

/** Megabytes with so many sessions. */
export interface Held {
  readonly sessions: number;
  readonly server: number;
  readonly media: number;
  readonly database: number;
}

interface QuietPlayed {
  /** The first before anybody has come. */
  readonly held: readonly Held[];
  /** How long each took to come in, milliseconds. */
  readonly came: readonly number[];
  /** When all were there: `measured` is the server. */
  readonly cores: Cores;
  /** Who does not stand in a room any more, of so many. */
  readonly away: number;
  readonly of: number;
}

const KB = 1_024;

export function quietFindings(
  scenario: QuietScenario,
  { held, came, cores, away, of }: QuietPlayed,
): Findings {
  const checks: Check[] = [{ what: 'people who did not stay in their room', wrong: away, of }];
  const wrong = broken(checks);
  const more = (pick: (held: Held) => number): number => {
    const [first, last] = [held[0], held.at(-1)];
    return first === undefined || last === undefined ? Number.NaN : pick(last) - pick(first);
  };
  const grown = (name: string, pick: (held: Held) => number): Figure => {
    const slope = slopeOf(held.map((each) => [each.sessions, pick(each)]));
    return {
      name,
      value: more(pick),
      unit: 'MB',
      digits: 0,
      ...(slope === null ? {} : { more: `${(slope.perUnit * KB).toFixed(0)} KB a session` }),
    };
  };
  return {
    verdict:
      wrong ??
      `${scenario.sessions} sessions of ${scenario.people} made the server ${more(({ server }) => server).toFixed(0)} MB larger than it was before anybody came, and took ${cores.measured.toFixed(2)} of its core as they waited.`,
    good: wrong === null,
    offered: `Session after session, ${scenario.people} people come with a line and a place at the media node each, to which no connection is made; they stand in the rooms into which they come, and do nothing. ${scenario.sessions} sessions all together; every ${scenario.sessionsAStep} it is looked at what they hold.`,
    checks,
    figures: [
      {
        title: 'What all of them hold, above what there was before',
        figures: [
          grown('memory of the server', ({ server }) => server),
          grown('memory of the media workers', ({ media }) => media),
          grown('memory of the database', ({ database }) => database),
        ],
      },
      {
        title: 'Coming in, one after another',
        figures: [spreadFigure('from the link to a place at the media node', came)],
      },
      {
        title: 'What they take as they wait',
        figures: [
          { name: 'server', value: cores.measured, unit: 'cores', digits: 2 },
          { name: 'media workers and database', value: cores.rest, unit: 'cores', digits: 2 },
          { name: 'the people who come (generator)', value: cores.generator, unit: 'cores', digits: 2 },
          { name: 'other programs', value: cores.others, unit: 'cores', digits: 2 },
        ],
      },
    ],
    plots: [
      {
        title: 'Memory',
        x: 'sessions',
        y: 'MB',
        series: [
          { name: 'server', points: held.map((each) => [each.sessions, each.server] as const) },
          { name: 'media workers', points: held.map((each) => [each.sessions, each.media] as const) },
          { name: 'database', points: held.map((each) => [each.sessions, each.database] as const) },
        ],
      },
    ],
    notes: [],
  };
}
