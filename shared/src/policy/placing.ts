import type { ParticipantId, RoomId, SideId } from '../ids.ts';
import { type Participant, sideOf } from '../session/people.ts';
import {
  destinationOf,
  isPresent,
  type Presence,
  type Room,
  type SessionState,
  settledIn,
} from '../session/state.ts';
import { conducts, opensDoor } from './roles.ts';
import { mixedSides } from './sides.ts';

/** Whom somebody comes and goes with: their side, and of an interpreter of no side that of the party they work for. */
function sideToGatherWith(state: SessionState, { participant, interpreting }: Presence): SideId | null {
  if (interpreting?.bound.to !== 'party') return sideOf(participant);
  const party = state.people.get(interpreting.bound.participant)?.participant;
  return party === undefined ? sideOf(participant) : sideOf(party);
}

/** Whoever is of a side that the session does not have has nowhere to gather in it. */
export function hasRoomFor({ sides }: SessionState, participant: Participant): boolean {
  const side = sideOf(participant);
  return side === null || sides.some(({ id }) => id === side);
}

/** The arrival room where a person's side gathers; null for those who gather with none. */
export function arrivalRoomOf(state: SessionState, person: Presence): RoomId | null {
  const side = sideToGatherWith(state, person);
  for (const room of state.rooms.values()) {
    if (room.kind === 'arrival' && room.side === side) return room.id;
  }
  return null;
}

/**
 * Where somebody comes in whom a mediator admits: the joint session while it is held with a mediator in it; else
 * their side's arrival room. Those of no side join the mediators.
 */
export function placeOnAdmission(state: SessionState, person: Presence): RoomId {
  const arrival = arrivalRoomOf(state, person);
  return arrival === null || isJointHeld(state) ? state.plenary : arrival;
}

/**
 * The caucus an adjournment took somebody out of, if it is still there and they would not meet the other side in it,
 * nor those who come back `before` them.
 */
export function placeToReturnTo(
  state: SessionState,
  { participant, returnTo }: Presence,
  before: readonly ParticipantId[],
): RoomId | null {
  if (returnTo === null || !state.rooms.has(returnTo)) return null;
  return mixedSides(state, returnTo, [...before, participant.id]).length === 0 ? returnTo : null;
}

const isJointHeld = (state: SessionState): boolean =>
  state.jointSince !== null &&
  [...state.people.values()].some(
    (person) =>
      conducts(person.participant.role) && isPresent(person) && settledIn(person)?.room === state.plenary,
  );

/** How somebody comes into a room. */
export type Doorway = 'open' | 'announced' | 'asked';

/** A private room before which somebody stands. */
export interface Door {
  readonly of: RoomId;
  readonly way: Exclude<Doorway, 'open'>;
}

/** Where somebody goes whose room comes to an end; null is the lobby. */
export interface Retreat {
  readonly to: RoomId | null;
  readonly door: Door | null;
}

/**
 * To their side's arrival room, `along` with those whose room ends as well. Those of no side join the mediators, unless
 * they are away: nobody comes back into the joint session by themselves. So does an interpreter of no side whose party is
 * not there, and waits before the room of that side like anybody from outside.
 */
export function retreatOf(
  state: SessionState,
  person: Presence,
  by: ParticipantId,
  along: readonly ParticipantId[],
): Retreat {
  const home = arrivalRoomOf(state, person);
  const way = home === null ? null : doorway(state, person, home, by, { along });
  if (way === 'open') return { to: home, door: null };
  const staysIn = conducts(person.participant.role) || isPresent(person);
  if (!staysIn) return { to: null, door: null };
  return { to: state.plenary, door: home === null || way === null ? null : { of: home, way } };
}

/**
 * How somebody comes into a room they are not in: others in a private room are told who comes before that person can
 * hear a word, and by the house rules let them in, if anybody is there who can. A mediator is announced and not asked
 * for; one's own arrival room is open. `along` are those who are sent there with them, `before` those who have come
 * there just before them.
 */
export function doorway(
  state: SessionState,
  person: Presence,
  to: RoomId,
  by: ParticipantId,
  { along = [], before = [] }: Partial<Record<'along' | 'before', readonly ParticipantId[]>> = {},
): Doorway {
  const room = state.rooms.get(to);
  const { role } = person.participant;
  const withThem = [...along, ...before];
  if (room === undefined || room.kind === 'plenary' || isAtHome(state, person, room, withThem)) return 'open';
  const others = [...state.people.values()].some(
    (other) => other.participant.id !== by && isBoundFor(other, to, before),
  );
  if (!others) return 'open';
  const asks = state.houseRules.entry === 'admit' && !conducts(role) && isAttended(state, to, before);
  return asks ? 'asked' : 'announced';
}

const isBoundFor = (person: Presence, room: RoomId, before: readonly ParticipantId[]): boolean =>
  destinationOf(person) === room || before.includes(person.participant.id);

/**
 * In their own side's arrival room; an interpreter of no side in that of the party they work for, while it is there or
 * comes along: what the others of that side say without it was not said to them.
 */
function isAtHome(
  state: SessionState,
  person: Presence,
  room: Room,
  along: readonly ParticipantId[],
): boolean {
  if (room.kind !== 'arrival' || arrivalRoomOf(state, person) !== room.id) return false;
  if (sideOf(person.participant) === room.side || person.interpreting?.bound.to !== 'party') return true;
  const party = state.people.get(person.interpreting.bound.participant);
  return party !== undefined && (destinationOf(party) === room.id || along.includes(party.participant.id));
}

/**
 * Somebody is in the room, or about to be, who may let others in. A line that has just dropped may come back to
 * answer: nobody gets in by the bad network of those inside.
 */
export const isAttended = (
  state: SessionState,
  room: RoomId,
  before: readonly ParticipantId[] = [],
): boolean =>
  [...state.people.values()].some(
    (person) =>
      opensDoor(person.participant.role) &&
      person.line.kind !== 'offline' &&
      isBoundFor(person, room, before),
  );
