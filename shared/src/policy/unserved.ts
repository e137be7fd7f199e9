import type { ParticipantId, RoomId } from '../ids.ts';
import type { Unserved } from '../session/commands.ts';
import { type Language, primaryOf } from '../session/people.ts';
import { destinationOf, type Presence, type SessionState } from '../session/state.ts';
import { arePartners, isBoundElsewhere } from './outlets.ts';
import { speaks } from './roles.ts';
import { allow, type Verdict } from './verdict.ts';

/**
 * Of those who would be brought together, whoever lacks an interpreter there: somebody whom another one does not
 * understand, or who does not understand another one; and a party whose own interpreter is not here. A line that is
 * lost for a moment spares nobody their interpreter, and who interprets is not there without one.
 */
export const unservedIn = (state: SessionState): readonly ParticipantId[] =>
  lacking(state, [...state.people.values()].filter(isExpected));

/**
 * The same at the end of a countdown, where whoever gathers was shown what it is like: the line of an interpreter that
 * is lost at this very moment may be back in the next, and counts until it is given up.
 */
export const unservedAtLast = (state: SessionState): readonly ParticipantId[] => {
  const here = [...state.people.values()].filter(isExpected);
  return lacking(state, here, { serving: here });
};

/**
 * The same of those who come into the joint session while it is open: without the interpreters who are there, or come
 * with them. Whoever is brought needs theirs also while they have no line.
 */
function unservedAmong(state: SessionState, coming: readonly ParticipantId[]): readonly ParticipantId[] {
  if (state.jointSince === null) return [];
  const isThere = (person: Presence): boolean =>
    person.line.kind !== 'offline' && destinationOf(person) === state.plenary;
  const brought = [...state.people.values()].filter(
    (person) => coming.includes(person.participant.id) && destinationOf(person) !== state.plenary,
  );
  const inside = [...state.people.values()].filter(isThere);
  return lacking(state, [...inside, ...brought], { those: brought });
}

interface Among {
  /** About whom it is asked: everyone. */
  readonly those?: readonly Presence[];
  /** Of whom interpreters are there to serve: whoever is on the line. */
  readonly serving?: readonly Presence[];
}

/** Whoever lacks an interpreter among those who are `here`. */
function lacking(
  state: SessionState,
  here: readonly Presence[],
  { those = here, serving = here.filter(({ line }) => line.kind === 'online') }: Among = {},
): readonly ParticipantId[] {
  const atWork = serving.filter(
    (person) => person.interpreting !== null && !isBoundElsewhere(person, state.plenary),
  );
  const talking = here.filter(isTalking);
  const bridges = bridgesOf(atWork);
  const isLost = (person: Presence): boolean =>
    talking.some((other) => other !== person && isTalk(person, other) && !canTalk(person, other, bridges));
  return those
    .filter((person) => isTalking(person) && (isLost(person) || lacksTheirOwn(state, person, atWork)))
    .map(({ participant }) => participant.id);
}

/** In a room, or on the way to one, and not given up. */
const isExpected = ({ attendance, line }: Presence): boolean =>
  attendance.kind === 'placed' && line.kind !== 'offline';

const isTalking = ({ interpreting }: Presence): boolean => interpreting === null;

const isTalk = (one: Presence, other: Presence): boolean =>
  speaks(one.participant.role) || speaks(other.participant.role);

/** Languages that what is said gets from one to another of, by one interpreter, or by one who listens to another. */
type Bridge = ReadonlySet<Language>;

function bridgesOf(interpreters: readonly Presence[]): readonly Bridge[] {
  return interpreters.reduce<readonly Bridge[]>((bridges, { interpreting }) => {
    const languages = interpreting?.languages.map(primaryOf) ?? [];
    const touches = (bridge: Bridge): boolean => languages.some((language) => bridge.has(language));
    const joined = bridges.filter(touches).flatMap((bridge) => [...bridge]);
    return [...bridges, new Set([...joined, ...languages])];
  }, []);
}

function canTalk(one: Presence, other: Presence, bridges: readonly Bridge[]): boolean {
  const mine = one.participant.languages.map(primaryOf);
  const theirs = other.participant.languages.map(primaryOf);
  return (
    mine.some((language) => theirs.includes(language)) ||
    bridges.some(
      (bridge) =>
        mine.some((language) => bridge.has(language)) && theirs.some((language) => bridge.has(language)),
    )
  );
}

/** Somebody interprets for them alone, and is not here, nor anybody who could do it instead. */
function lacksTheirOwn(state: SessionState, party: Presence, atWork: readonly Presence[]): boolean {
  const own = [...state.people.values()].filter(
    ({ interpreting, attendance }) =>
      interpreting?.bound.to === 'party' &&
      interpreting.bound.participant === party.participant.id &&
      attendance.kind !== 'removed',
  );
  return own.some((missing) => !atWork.some((other) => other === missing || arePartners(missing, other)));
}

/** Nobody is brought together without their interpreter unless whoever does it named exactly them. */
export const isServed = (state: SessionState, confirmed: Unserved): Verdict =>
  areForgone(unservedIn(state), confirmed);

/** Who is sent where, and of whom it is confirmed that they lack an interpreter there. */
export interface Sent {
  readonly participants: readonly ParticipantId[];
  readonly to: RoomId;
  readonly unserved: Unserved;
}

/** Nor moved into the open joint session. */
export const goServed = (
  state: SessionState,
  actor: Presence,
  { participants, to, unserved }: Sent,
): Verdict =>
  to === state.plenary ? areForgone(forgoneBy(state, actor.participant.id, participants), unserved) : allow;

/** Those who come into the open joint session without their interpreter; whoever goes there themselves needs no asking. */
export const forgoneBy = (
  state: SessionState,
  actor: ParticipantId,
  coming: readonly ParticipantId[],
): Unserved => unservedAmong(state, coming).filter((id) => id !== actor);

export function areForgone(unserved: Unserved, confirmed: Unserved): Verdict {
  if (unserved.length === 0) return allow;
  const named = new Set(confirmed);
  const same = named.size === unserved.length && unserved.every((id) => named.has(id));
  return same ? allow : { kind: 'deny', code: 'interpreter.missing', people: unserved };
}
