import { clauseOf } from '../agreement/book.ts';
import type { ClauseId, SideId } from '../ids.ts';
import { type Participant, sideOf } from '../session/people.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { isPresiding } from './conditions.ts';
import { opensDocument, theAgreement } from './documents.ts';
import { petitions } from './roles.ts';
import { all, type Verdict, verdict } from './verdict.ts';

/** The side whose word somebody gives: a party and its counsel. An interpreter gives nobody's. */
export const speaksFor = (participant: Participant): SideId | null =>
  petitions(participant.role) ? sideOf(participant) : null;

const speakersOf = ({ people }: SessionState, side: SideId): readonly Presence[] =>
  [...people.values()].filter(({ participant }) => speaksFor(participant) === side);

/** The sides that somebody was invited to speak for. */
const sidesInvited = (state: SessionState): readonly SideId[] =>
  state.sides.map(({ id }) => id).filter((id) => speakersOf(state, id).length > 0);

/** The sides whose word is asked: those for which somebody was invited, and which are not excused. */
export const sidesAsked = (state: SessionState): readonly SideId[] =>
  sidesInvited(state).filter((id) => !state.agreement.excused.includes(id));

/** The sides that have not agreed to this clause of the agreement. */
export function unboundBy(state: SessionState, id: ClauseId): readonly SideId[] {
  const clause = clauseOf(state.agreement.agreement, id);
  return sidesInvited(state).filter((side) => clause?.agreedBy.includes(side) !== true);
}

/** Of the excused sides those of which somebody who speaks for them is in a room, or on the way to one. */
export const sidesBack = (state: SessionState): readonly SideId[] =>
  state.agreement.excused.filter((side) =>
    speakersOf(state, side).some(({ attendance }) => attendance.kind === 'placed'),
  );

const isExcused = (state: SessionState, side: SideId): boolean => state.agreement.excused.includes(side);

const presidesOver = (state: SessionState, actor: Presence, side: SideId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    isPresiding(state, actor),
    verdict(sidesInvited(state).includes(side), 'side.unknown'),
  );

/** Whoever presides excuses a side of which nobody is there, who would have a say, or waits to come in. */
export const excuses = (state: SessionState, actor: Presence, side: SideId): Verdict =>
  all(
    presidesOver(state, actor, side),
    verdict(!isExcused(state, side), 'side.excused'),
    verdict(
      speakersOf(state, side).every(({ attendance: { kind } }) => kind !== 'placed' && kind !== 'waiting'),
      'side.here',
    ),
  );

export const asksAgain = (state: SessionState, actor: Presence, side: SideId): Verdict =>
  all(presidesOver(state, actor, side), verdict(isExcused(state, side), 'side.not-excused'));
