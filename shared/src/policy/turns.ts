import type { ParticipantId, RoomId } from '../ids.ts';
import type { Turns } from '../interpreting/turns.ts';
import { isPresent, type Presence, type SessionState, settledIn } from '../session/state.ts';
import { hasVoice, isConductor, isSettled, notSelf } from './conditions.ts';
import { interprets, isBoundElsewhere, ownOutlet, standingIn } from './outlets.ts';
import { conducts, speaks } from './roles.ts';
import { all, allow, type Verdict, verdict } from './verdict.ts';

/** How people take turns where this person stands; null where they speak as they like. */
function turnsAround(state: SessionState, person: Presence): Turns | null {
  const room = settledIn(person)?.room;
  return room === undefined ? null : (state.turns.get(room) ?? null);
}

/** Of somebody in this room: renders for it what is said there. */
const rendersIn = (person: Presence, room: RoomId): boolean =>
  person.interpreting !== null && ownOutlet(person).to !== 'booth' && !isBoundElsewhere(person, room);

export const isInterpretedIn = (state: SessionState, room: RoomId): boolean =>
  standingIn(state, room).some((person) => rendersIn(person, room) && isPresent(person));

/** It is theirs to end: what they say, or what they render of it; and their own turn again if nobody is left to render. */
function hasTurn(state: SessionState, person: Presence): boolean {
  const room = settledIn(person)?.room;
  const floor = turnsAround(state, person)?.floor ?? null;
  if (floor === null || room === undefined) return false;
  const holds = floor.holder === person.participant.id;
  switch (floor.phase) {
    case 'speaking':
      return holds;
    case 'interpreting':
      return rendersIn(person, room) || (holds && !isInterpretedIn(state, room));
  }
}

/**
 * Since when nobody is on the line who could end the turn in a room: whoever speaks, or who renders it, or, with none of
 * these, who spoke. Null while somebody is, and where it is nobody's turn.
 */
export function desertedSince(state: SessionState, room: RoomId): number | null {
  const floor = state.turns.get(room)?.floor ?? null;
  const holder = floor === null ? undefined : state.people.get(floor.holder);
  if (floor === null || holder === undefined) return null;
  const renderers =
    floor.phase === 'interpreting' ? standingIn(state, room).filter((one) => rendersIn(one, room)) : [];
  const lines = [holder, ...renderers].map(({ line }) => line);
  if (lines.some(({ kind }) => kind === 'online')) return null;
  return Math.max(floor.since, ...lines.map((line) => (line.kind === 'lost' ? line.since : 0)));
}

/**
 * Where people speak in turn nobody is let through but those whose turn it is, and who conducts. In the booth partners
 * speak when they like: the room does not hear them.
 */
export function isHushed(state: SessionState, person: Presence): boolean {
  const turns = turnsAround(state, person);
  if (turns === null || conducts(person.participant.role) || ownOutlet(person).to === 'booth') return false;
  const { floor } = turns;
  switch (floor?.phase) {
    case undefined:
      return true;
    case 'speaking':
      return floor.holder !== person.participant.id;
    case 'interpreting': {
      const room = settledIn(person)?.room;
      return room === undefined || !rendersIn(person, room);
    }
  }
}

const speakInTurn = (state: SessionState, actor: Presence): Verdict =>
  verdict(turnsAround(state, actor) !== null, 'floor.none');

/** Somebody who may speak, in the room of who asks. */
function standsBeside(state: SessionState, actor: Presence, whom: ParticipantId): Verdict {
  const person = state.people.get(whom);
  const room = settledIn(actor)?.room;
  return verdict(
    person !== undefined && settledIn(person)?.room === room && speaks(person.participant.role),
    'participant.not-in-room',
  );
}

const mayHaveFloor = (state: SessionState, actor: Presence, to: ParticipantId | null): Verdict =>
  to === null ? allow : standsBeside(state, actor, to);

export const takesFloor = (state: SessionState, actor: Presence): Verdict =>
  all(
    hasVoice(actor),
    isSettled(actor),
    speakInTurn(state, actor),
    verdict(turnsAround(state, actor)?.floor === null, 'floor.taken'),
  );

export const passesFloor = (state: SessionState, actor: Presence, to: ParticipantId | null): Verdict =>
  all(
    isSettled(actor),
    speakInTurn(state, actor),
    verdict(hasTurn(state, actor), 'floor.not-yours'),
    mayHaveFloor(state, actor, to),
  );

export const overridesFloor = (state: SessionState, actor: Presence, to: ParticipantId | null): Verdict =>
  all(isConductor(actor), isSettled(actor), speakInTurn(state, actor), mayHaveFloor(state, actor, to));

/** An interpreter who cannot follow asks somebody in the room to speak more slowly. */
export const asksForPace = (state: SessionState, actor: Presence, whom: ParticipantId): Verdict =>
  all(interprets(actor), isSettled(actor), notSelf(actor, whom), standsBeside(state, actor, whom));
