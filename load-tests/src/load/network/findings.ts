import { absentNotes, pairsOf, ratioFigure } from '../beside.ts';
import { busyNotes } from '../day/machine-findings.ts';
import { broken, type Check, type FigureGroup, type Findings, type Plot } from '../findings.ts';
import { median } from '../statistics/quantile.ts';
import type { Played, Turned } from '../turns.ts';
import type { NetworkScenario } from './scenario.ts';
import { type Toll, tollOf } from './weather.ts';

/** What was sent while the network was as it was, and what of it was there in time. */
export interface PhaseHeard {
  readonly name: string;
  readonly expected: number;
  readonly played: number;
  /** Of all that went over bad networks meanwhile. */
  readonly toll: Toll;
}

/** One round. */
export interface Weathered {
  readonly phases: readonly PhaseHeard[];
  readonly voices: Check;
  readonly heard: Check;
  /** Cores that other programs took. */
  readonly others: number;
}

/** All rounds together, phase by phase. */
const phasesOf = ({ network }: NetworkScenario, { rounds }: Turned<Weathered>): PhaseHeard[] =>
  network.map(({ name }, index) => {
    const all = rounds.flatMap(({ phases }) => phases[index] ?? []);
    return {
      name,
      expected: all.reduce((sum, each) => sum + each.expected, 0),
      played: all.reduce((sum, each) => sum + each.played, 0),
      toll: tollOf(all.map(({ toll }) => toll)),
    };
  });

const missing = ({ expected, played }: PhaseHeard): number => expected - played;
const shareOf = (phase: PhaseHeard): number => missing(phase) / phase.expected;
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const countOf = (phase: PhaseHeard): string => `${missing(phase)} of ${phase.expected.toLocaleString('en')}`;

export function networkFindings(scenario: NetworkScenario, played: Played<Weathered>): Findings {
  const [ours, ...peers] = played.venues;
  if (ours === undefined) throw new Error('the product was not measured');
  const checks = checksOf(scenario, ours);
  const wrong = broken(checks);
  const others = median(played.venues.flatMap(({ rounds }) => rounds.map((round) => round.others)));
  return {
    verdict: wrong ?? verdictOf(scenario, ours, peers),
    good: wrong === null,
    offered: offeredIn(scenario),
    checks,
    figures: [
      ...played.venues.map((venue) => venueGroup(scenario, venue)),
      ...peers.map((peer) => besideGroup(scenario, ours, peer)),
    ],
    plots: plotsOf(scenario, played.venues),
    beside: peers,
    notes: [...busyNotes(others), ...absentNotes(played)],
  };
}

/** What was lost to others, and whether the networks were as they were to be. */
function checksOf({ network }: NetworkScenario, { rounds }: Turned<Weathered>): Check[] {
  const sum = (pick: (round: Weathered) => Check): Check | [] =>
    rounds.map(pick).reduce<Check | []>((all, { what, wrong, of }) => {
      const before = 'what' in all ? all : { wrong: 0, of: 0 };
      return { what, wrong: before.wrong + wrong, of: before.of + of };
    }, []);
  const gentle = {
    what: 'rounds in which the networks were to lose packets and lost none',
    wrong: rounds.filter(({ phases }) => tollOf(phases.map(({ toll }) => toll)).lost === 0).length,
    of: rounds.length,
  };
  return [
    sum(({ heard }) => heard),
    sum(({ voices }) => voices),
    network.some(({ loss }) => loss > 0) ? gentle : [],
  ].flat();
}

const venueGroup = (scenario: NetworkScenario, venue: Turned<Weathered>): FigureGroup => ({
  title: `${venue.name}: sound that was missing or too late, over one bad network`,
  figures: phasesOf(scenario, venue).map((phase) => ({
    name: phase.name,
    value: 100 * shareOf(phase),
    unit: '%',
    digits: 2,
    high: [countOf(phase)],
    more: `${percent(phase.toll.lost / phase.toll.of)} lost on the way`,
  })),
});

/** Where in a round nothing was missing with the peer there is no ratio: then the counts say it. */
const besideGroup = (
  scenario: NetworkScenario,
  ours: Turned<Weathered>,
  peer: Turned<Weathered>,
): FigureGroup => {
  const theirs = phasesOf(scenario, peer);
  return {
    title: `Of what was missing with ${peer.name}`,
    figures: phasesOf(scenario, ours).map((phase, index) => {
      const pairs = pairsOf(ours, peer).flatMap(([own, other]): (readonly [number, number])[] => {
        const [here, there] = [own.phases[index], other.phases[index]];
        return here === undefined || there === undefined ? [] : [[shareOf(here), shareOf(there)]];
      });
      const beside = theirs[index];
      return {
        ...ratioFigure(phase.name, pairs.every(([, there]) => there > 0) ? pairs : [], scenario.seed),
        ...(beside === undefined ? {} : { more: `${missing(phase)} beside ${missing(beside)}` }),
      };
    }),
  };
};

function verdictOf(
  scenario: NetworkScenario,
  ours: Turned<Weathered>,
  peers: readonly Turned<Weathered>[],
): string {
  const phases = phasesOf(scenario, ours);
  const worst = phases.reduce((most, phase) => (shareOf(phase) > shareOf(most) ? phase : most));
  const beside = peers.flatMap((peer) => {
    const phase = phasesOf(scenario, peer)[phases.indexOf(worst)];
    return phase === undefined ? [] : [`${percent(shareOf(phase))} with ${peer.name}`];
  });
  return `Most was missing with «${worst.name}»: ${percent(shareOf(worst))} of the sound that came over one bad network${beside.map((each) => `, ${each}`).join('')}.`;
}

const offeredIn = ({ people, seconds, network, audio, rounds }: NetworkScenario): string =>
  `${people} people in one room send sound of ${audio.packetsPerSecond} packets/s of ${audio.packetBytes} bytes, over connections of their own with ICE, DTLS and SRTP, in ${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ${seconds} s. Everyone but the first is behind a relay of UDP that changes every ${Math.round(seconds / network.length)} s: ${network.map(({ name }) => name).join('; ')}, both ways. What a receiver lacks it asks for again every 40 ms, eight times at most; a packet that comes later than 400 ms counts as missing. «Lost on the way» is of everything that went over bad networks, either way. Told is what the others heard of the first. Janus names no repair for sound by itself, so that browsers do not ask it for any; these people name it all the same, and get it.`;

const plotsOf = (scenario: NetworkScenario, venues: readonly Turned<Weathered>[]): Plot[] => [
  {
    title: 'Missing or too late, all rounds together',
    x: 'network, in the order above',
    y: '% of the sound',
    series: venues.map((venue) => ({
      name: venue.name,
      points: phasesOf(scenario, venue).map((phase, index) => [index + 1, 100 * shareOf(phase)] as const),
    })),
  },
];
