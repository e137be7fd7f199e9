import type { Absent, Venue } from './venue.ts';

interface Turns<G, P, R> {
  readonly ours: Venue<G, P>;
  readonly peers: readonly (Venue<G, P> | Absent)[];
  readonly rounds: number;
  /** One round of one of them. */
  readonly play: (venue: Venue<G, P>, number: number) => Promise<R>;
  /** What came of it, for whoever waits. */
  readonly lineOf: (round: R) => string;
  readonly say: (line: string) => void;
}

/** What came of one venue's rounds. */
export interface Turned<R> {
  readonly name: string;
  readonly what: string;
  readonly rounds: readonly R[];
}

export interface Played<R> {
  /** The product first. */
  readonly venues: readonly Turned<R>[];
  readonly absent: readonly Absent[];
}

/** The product and its peers by turns, round by round, so that what else the machine does meets all of them. */
export async function byTurns<G, P, R>(turns: Turns<G, P, R>): Promise<Played<R>> {
  const { ours, peers, rounds: count, play, lineOf, say } = turns;
  const absent = peers.filter((each) => 'why' in each);
  let venues = [ours, ...peers.filter((each) => 'open' in each)];
  for (const { name, why } of absent) say(`${name} is left out: ${why}`);
  const rounds = new Map(venues.map(({ name }): [string, R[]] => [name, []]));
  for (let number = 0; number < count; number += 1) {
    // Nobody is always the first.
    const turn = number % venues.length;
    for (const venue of [...venues.slice(turn), ...venues.slice(0, turn)]) {
      say(`round ${number + 1} of ${count}: ${venue.name}`);
      try {
        const round = await play(venue, number);
        rounds.get(venue.name)?.push(round);
        say(`  ${lineOf(round)}`);
      } catch (error) {
        if (venue === ours) throw error;
        const why = `it failed in round ${number + 1}: ${error instanceof Error ? error.message : String(error)}`;
        say(`  ${venue.name} is left out: ${why}`);
        absent.push({ name: venue.name, why });
      }
    }
    venues = venues.filter((venue) => absent.every(({ name }) => name !== venue.name));
  }
  return {
    venues: venues.map(({ name, what }) => ({ name, what, rounds: rounds.get(name) ?? [] })),
    absent,
  };
}
