import type { SideId } from '../ids.ts';
import { type Participant, sideOf } from '../session/people.ts';
import type { SessionState } from '../session/state.ts';
import { petitions } from './roles.ts';

/** The side whose word somebody gives: a party and its counsel. An interpreter gives nobody's. */
export const speaksFor = (participant: Participant): SideId | null =>
  petitions(participant.role) ? sideOf(participant) : null;

/** The sides whose word is asked: those for which somebody takes part. */
export const sidesAsked = ({ sides, people }: SessionState): readonly SideId[] =>
  sides
    .map(({ id }) => id)
    .filter((id) => [...people.values()].some(({ participant }) => speaksFor(participant) === id));
