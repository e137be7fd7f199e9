import type { ParticipantId } from '../ids.ts';
import { withFading } from '../interpreting/evolve.ts';
import { interpretingCorrected } from '../interpreting/interpreter.ts';
import { speaksFor } from '../policy/consent.ts';
import type { SessionEvent } from './events.ts';
import { patch } from './patch.ts';
import type { Participant } from './people.ts';
import { expected } from './presence.ts';
import type { Presence, SessionState } from './state.ts';

/** What becomes of a session when its case says otherwise than before. */

type Of<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>;

export function correctedSession(state: SessionState, event: Of<'session.corrected'>): SessionState {
  const { title, kind, organisation, startsAt } = event;
  const names = new Map(event.sides.map(({ id, name }) => [id, name]));
  const sides = state.sides.map((side) => ({ ...side, name: names.get(side.id) ?? side.name }));
  const after = { ...state, title, kind, organisation, startsAt, sides };
  const called = new Set(namesOf(after));
  return calledBefore(
    after,
    namesOf(state).filter((name) => !called.has(name)),
  );
}

/** Who is known already stays as they are. */
export function invited(state: SessionState, { people }: Of<'people.invited'>): SessionState {
  const everyone = [...participantsOf(state), ...people];
  const all = new Map(state.people);
  for (const participant of people) {
    if (!all.has(participant.id)) all.set(participant.id, expected(participant, everyone));
  }
  return { ...state, people: all };
}

export function corrected(
  state: SessionState,
  { participant: id, name, languages }: Of<'participant.corrected'>,
): SessionState {
  const was = state.people.get(id);
  if (was === undefined) return state;
  const everyone = participantsOf(state);
  const after = patch(state, id, (person) => {
    const participant = { ...person.participant, name, languages };
    return { ...person, participant, interpreting: interpretingCorrected(person, participant, everyone) };
  });
  return withFading(
    state,
    name === was.participant.name ? after : calledBefore(after, [was.participant.name]),
  );
}

/**
 * Who has never come, so that there is nothing of theirs but their name, and that their side is asked: who worked for them
 * works for everyone.
 */
export function dismissed(state: SessionState, id: ParticipantId): SessionState {
  const person = state.people.get(id);
  if (person === undefined) return state;
  const people = new Map<ParticipantId, Presence>();
  for (const [other, presence] of state.people) if (other !== id) people.set(other, released(presence, id));
  const captioners = state.captioners.has(id)
    ? new Set([...state.captioners].filter((other) => other !== id))
    : state.captioners;
  const side = speaksFor(person.participant);
  const spokenFor = side === null ? state.spokenFor : new Set([...state.spokenFor, side]);
  return calledBefore({ ...state, people, captioners, spokenFor }, [person.participant.name]);
}

const released = (person: Presence, party: ParticipantId): Presence =>
  person.interpreting?.bound.to === 'party' && person.interpreting.bound.participant === party
    ? { ...person, interpreting: { ...person.interpreting, bound: { to: 'session' } } }
    : person;

const namesOf = ({ title, organisation, sides }: SessionState): readonly string[] => [
  title,
  organisation,
  ...sides.map(({ name }) => name),
];

const participantsOf = ({ people }: SessionState): readonly Participant[] =>
  [...people.values()].map(({ participant }) => participant);

/** What was called so stands in words that were written by then. */
function calledBefore(state: SessionState, names: readonly string[]): SessionState {
  return { ...state, formerNames: new Set([...state.formerNames, ...names]) };
}
