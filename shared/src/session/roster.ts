import type { ParticipantId } from '../ids.ts';
import { booth } from '../interpreting/outlet.ts';
import { sameJson } from '../lib/same-json.ts';
import { keepsChannel, outletOf } from '../policy/outlets.ts';
import { hasRoomFor } from '../policy/placing.ts';
import { type Decision, happened } from './decision.ts';
import type { SessionCreated, SessionEvent } from './events.ts';
import { corrected } from './evolve-roster.ts';
import { MOST_PEOPLE, type Participant } from './people.ts';
import type { Presence, SessionState } from './state.ts';

/** What the case says of a session now: what it is called, and who belongs to it. */
export type Roster = Readonly<
  Pick<SessionCreated, 'title' | 'kind' | 'organisation' | 'startsAt' | 'sides' | 'people'>
>;

/**
 * The case is the truth about who belongs to a session, and the session follows it. What hangs on who heard whom it never
 * follows: nobody's role or side becomes another, and whoever has been there stays in it.
 */
export function followRoster(state: SessionState, roster: Roster): Decision {
  const named = new Map(roster.people.map((participant) => [participant.id, participant]));
  const gone = [...state.people.values()].filter(
    (person) => !named.has(person.participant.id) && hasNeverCome(person) && !isNamed(state, person),
  );
  const people = [...named.values()]
    .filter((participant) => !state.people.has(participant.id) && hasRoomFor(state, participant))
    .slice(0, MOST_PEOPLE - (state.people.size - gone.length));
  return happened(
    ...(isCalled(state, roster) ? [] : [calledNow(roster)]),
    ...gone.map(
      ({ participant: { id } }): SessionEvent => ({
        type: 'participant.dismissed',
        participant: id,
      }),
    ),
    ...(people.length === 0 ? [] : [{ type: 'people.invited', people } satisfies SessionEvent]),
    ...[...named.values()].flatMap((participant) => correction(state, participant)),
  );
}

/** Nothing was ever decided about where they stand, and nobody is on their line. */
const hasNeverCome = ({ attendance, epoch, line, peer }: Presence): boolean =>
  attendance.kind === 'expected' && epoch === 0 && line.kind === 'offline' && peer === null;

/**
 * Who conducts does so from outside every room as well: what they did and is not over, or waits for somebody to be told
 * of it, is told by their name.
 */
const isNamed = ({ entries, gathering, people }: SessionState, { participant: { id } }: Presence): boolean =>
  gathering?.by === id ||
  [...entries.values()].some(({ by }) => by === id) ||
  [...people.values()].some(({ mutedBy, declined }) => mutedBy === id || declined?.by === id);

function isCalled(state: SessionState, roster: Roster): boolean {
  const names = new Map(roster.sides.map(({ id, name }) => [id, name]));
  return (
    state.title === roster.title &&
    state.kind === roster.kind &&
    state.organisation === roster.organisation &&
    state.startsAt === roster.startsAt &&
    state.sides.every(({ id, name }) => (names.get(id) ?? name) === name)
  );
}

const calledNow = ({ title, kind, organisation, startsAt, sides }: Roster): SessionEvent => ({
  type: 'session.corrected',
  title,
  kind,
  organisation,
  startsAt,
  sides: sides.map(({ id, name }) => ({ id, name })),
});

/** Whoever interprets into a language that is theirs no more is on the air no more, and takes over from nobody in it. */
function correction(state: SessionState, { id, name, languages }: Participant): readonly SessionEvent[] {
  const was = state.people.get(id);
  if (was === undefined) return [];
  if (was.participant.name === name && sameJson(was.participant.languages, languages)) return [];
  const event = {
    type: 'participant.corrected' as const,
    participant: id,
    name,
    languages: [...languages],
  };
  const after = corrected(state, event);
  const person = after.people.get(id) ?? was;
  return [
    event,
    ...(keepsChannel(person)
      ? []
      : [{ type: 'interpreter.directed', participant: id, by: null, outlet: booth } satisfies SessionEvent]),
    ...cannotTakeOver(after, person).map(
      (from): SessionEvent => ({
        type: 'handover.ended',
        from,
        by: null,
      }),
    ),
  ];
}

/** Who offers to hand over to them what they do not interpret into. */
function cannotTakeOver(state: SessionState, person: Presence): readonly ParticipantId[] {
  return [...state.handovers].flatMap(([from, { to }]) => {
    const giver = state.people.get(from);
    if (to !== person.participant.id || giver === undefined) return [];
    const outlet = outletOf(state, giver);
    const isTheirs =
      outlet.to === 'channel' && person.interpreting?.languages.includes(outlet.language) === true;
    return isTheirs ? [] : [from];
  });
}
