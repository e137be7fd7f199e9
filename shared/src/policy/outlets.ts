import type { ParticipantId, RoomId, SideId } from '../ids.ts';
import type { BoothMessage } from '../interpreting/booth.ts';
import { standing } from '../interpreting/interpreter.ts';
import { booth, isChannel, type Outlet, wholeRoom } from '../interpreting/outlet.ts';
import { onceFor } from '../lib/once-for.ts';
import { type Language, sideOf } from '../session/people.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import { allow, type Verdict, verdict } from './verdict.ts';

/** Where somebody has directed their microphone. */
export const ownOutlet = ({ interpreting }: Presence): Outlet => interpreting?.outlet ?? wholeRoom;

/** Where it goes in the room they stand in: where people speak in turn there are no channels. */
export function outletOf(state: SessionState, person: Presence): Outlet {
  const outlet = ownOutlet(person);
  const room = settledIn(person)?.room;
  return outlet.to === 'channel' && room !== undefined && state.turns.has(room) ? wholeRoom : outlet;
}

/**
 * Can take over from each other: they interpret between the same two languages. Whoever is brought by one side is no
 * partner of whom another side brings, for partners speak in confidence.
 */
export const arePartners = (one: Presence, other: Presence): boolean =>
  isPartnerOf(one.interpreting?.languages ?? [], sideOf(one.participant), other);

function isPartnerOf(languages: readonly Language[], side: SideId | null, other: Presence): boolean {
  const theirs = other.interpreting?.languages ?? [];
  const shared = languages.filter((language) => theirs.includes(language));
  const sides = new Set([side, sideOf(other.participant)].flatMap((each) => each ?? []));
  return shared.length >= 2 && sides.size < 2;
}

/** What was written to partners is for whoever is one, by the languages its writer had then; and for its writer. */
export function isWrittenFor(
  { people }: SessionState,
  { author, languages }: Pick<BoothMessage, 'author' | 'languages'>,
  reader: Presence,
): Verdict {
  const writer = people.get(author);
  return verdict(
    writer === reader || (writer !== undefined && isPartnerOf(languages, sideOf(writer.participant), reader)),
    'booth.not-in',
  );
}

/** Whether the voice of somebody in the same room is for this listener. Interpreters hear every channel of their room. */
export function voiceReaches(state: SessionState, owner: Presence, listener: Presence): Verdict {
  const outlet = outletOf(state, owner);
  switch (outlet.to) {
    case 'room':
      return allow;
    case 'channel':
      return verdict(
        listener.interpreting !== null || listener.listens === outlet.language,
        'channel.not-chosen',
      );
    case 'booth':
      return verdict(arePartners(owner, listener), 'booth.not-in');
  }
}

const byRoom = onceFor((people: SessionState['people']) =>
  Map.groupBy(people.values(), (person) => settledIn(person)?.room ?? null),
);

export const standingIn = ({ people }: SessionState, room: RoomId): readonly Presence[] =>
  byRoom(people).get(room) ?? [];

/** Who interprets into this language in this room, besides `except`, if anybody. */
export function voicesInto(
  state: SessionState,
  room: RoomId,
  language: Language,
  except: ParticipantId | null,
): readonly Presence[] {
  return standingIn(state, room).filter(
    (person) => person.participant.id !== except && isChannel(ownOutlet(person), language),
  );
}

export const interprets = (actor: Presence): Verdict =>
  verdict(actor.interpreting !== null, 'role.not-allowed');

/** Sends a voice that is not muted. */
export const isHeard = ({ producers }: SessionState, { participant, microphone }: Presence): boolean =>
  microphone === 'open' &&
  [...producers.values()].some(({ owner, source }) => owner === participant.id && source === 'microphone');

/** Works in another room, which may be closed by now: whoever is not there learns nothing of that. */
export const isBoundElsewhere = ({ interpreting }: Presence, room: RoomId): boolean =>
  interpreting?.bound.to === 'room' && interpreting.bound.room !== room;

/** May go on speaking into the language they speak into, where they stand and by what they are assigned to. */
export function keepsChannel(person: Presence): boolean {
  const outlet = ownOutlet(person);
  const room = settledIn(person)?.room;
  if (outlet.to !== 'channel') return true;
  const isTheirs = person.interpreting?.languages.includes(outlet.language) ?? false;
  return isTheirs && (room === undefined || !isBoundElsewhere(person, room));
}

/** Who worked for a room that is closed works for everyone, from the room on that they come into. */
export const released = (state: SessionState, person: Presence): Presence =>
  person.interpreting === null
    ? person
    : {
        ...person,
        interpreting: { ...person.interpreting, bound: standing(state, person.interpreting.bound) },
      };

/**
 * Where an interpreter's voice goes who comes into this room: where it went before, unless somebody else interprets
 * into that language here, or they work elsewhere. Nobody is put on the air but by themselves.
 */
export function outletOnArrival(state: SessionState, person: Presence, room: RoomId): Outlet {
  const outlet = ownOutlet(person);
  if (outlet.to !== 'channel') return outlet;
  const isTaken = voicesInto(state, room, outlet.language, person.participant.id).length > 0;
  return isTaken || isBoundElsewhere(released(state, person), room) ? booth : outlet;
}
