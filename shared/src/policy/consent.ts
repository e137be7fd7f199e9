import type { Clause } from '../agreement/book.ts';
import type { SideId } from '../ids.ts';
import { onceFor } from '../lib/once-for.ts';
import { type Participant, sideOf } from '../session/people.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { petitions } from './roles.ts';

/** The side whose word somebody gives: a party and its counsel. An interpreter gives nobody's. */
export const speaksFor = (participant: Participant): SideId | null =>
  petitions(participant.role) ? sideOf(participant) : null;

/** Asked for each side, and for each who is shown whose word is waited for. */
const speakersBySide = onceFor((people: SessionState['people']): ReadonlyMap<SideId, readonly Presence[]> => {
  const bySide = new Map<SideId, Presence[]>();
  for (const person of people.values()) {
    const side = speaksFor(person.participant);
    if (side === null) continue;
    const among = bySide.get(side);
    if (among === undefined) bySide.set(side, [person]);
    else among.push(person);
  }
  return bySide;
});

export const speakersOf = ({ people }: SessionState, side: SideId): readonly Presence[] =>
  speakersBySide(people).get(side) ?? [];

/** The sides that somebody was invited to speak for, whether or not there still is anybody who does. */
export const sidesInvited = (state: SessionState): readonly SideId[] =>
  state.sides.map(({ id }) => id).filter((id) => state.spokenFor.has(id) || speakersOf(state, id).length > 0);

export const isExcused = ({ agreement }: SessionState, id: SideId): boolean =>
  agreement.excused.some(({ side }) => side === id);

/** The sides whose word is asked: those for which somebody was invited, and which are not excused. */
export const sidesAsked = (state: SessionState): readonly SideId[] =>
  sidesInvited(state).filter((id) => !isExcused(state, id));

/** Who is asked once this side is not. */
export const othersAsked = (state: SessionState, side: SideId): readonly SideId[] =>
  sidesAsked(state).filter((id) => id !== side);

/** Of the sides invited those that have not agreed to a clause. */
export const unboundBy = (
  { agreedBy }: Pick<Clause, 'agreedBy'>,
  invited: readonly SideId[],
): readonly SideId[] => invited.filter((side) => !agreedBy.includes(side));

/** Is there to be asked: a line that was lost counts until it is given up. */
export const isAtHand = ({ line }: Pick<Presence, 'line'>): boolean => line.kind !== 'offline';

/** Of the excused sides those of which somebody who speaks for them is in a room, or on the way to one. */
export const sidesBack = (state: SessionState): readonly SideId[] =>
  state.agreement.excused
    .map(({ side }) => side)
    .filter((side) =>
      speakersOf(state, side).some((person) => person.attendance.kind === 'placed' && isAtHand(person)),
    );
