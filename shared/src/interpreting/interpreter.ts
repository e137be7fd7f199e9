import { z } from 'zod';
import { ParticipantId, RoomId } from '../ids.ts';
import { sameJson } from '../lib/same-json.ts';
import { isInterpreter, isPartyOf } from '../policy/roles.ts';
import { Language, type Participant } from '../session/people.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { wholeRoom, type Outlet } from './outlet.ts';

/** Whom or what an interpreter works for: everyone, one room, or one party, with whom they come and go. */
export const Bound = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('session') }),
  z.strictObject({ to: z.literal('room'), room: RoomId }),
  z.strictObject({ to: z.literal('party'), participant: ParticipantId }),
]);
export type Bound = z.infer<typeof Bound>;

const MAX_LANGUAGES = 4;

/** Between which languages somebody interprets. */
export const Languages = z
  .array(Language)
  .min(2)
  .max(MAX_LANGUAGES)
  .refine((all) => new Set(all).size === all.length, { message: 'names a language twice' });

/** What an interpreter does. */
export interface Interpreting {
  /** Two to four; none for somebody of whom the case knows one language only, until a mediator says which. */
  readonly languages: readonly Language[];
  readonly bound: Bound;
  /** Where people speak in turn there are no channels: see `outletOf`. */
  readonly outlet: Outlet;
  /** When they last asked for a slower pace. */
  readonly paceAskedAt: number | null;
  /** Who heard them before, until the SFU has acknowledged that they do not any more. */
  readonly fading: Fading | null;
}

export interface Fading {
  readonly heardBy: readonly ParticipantId[];
  /** The number of the event since which they should not. */
  readonly since: number;
}

/** What is left of it when the room is closed: the session. */
export const standing = ({ rooms }: SessionState, bound: Bound): Bound =>
  bound.to === 'room' && !rooms.has(bound.room) ? { to: 'session' } : bound;

/**
 * What the case says of an interpreter, or null for anybody else: their own languages; and one whom a side brings works
 * for its party, if it is one.
 */
export function interpretingAtFirst(
  participant: Participant,
  everyone: readonly Participant[],
): Interpreting | null {
  if (!isInterpreter(participant)) return null;
  const { side } = participant;
  const languages = [...new Set(participant.languages)].slice(0, MAX_LANGUAGES);
  const atFirst = { outlet: wholeRoom, paceAskedAt: null, fading: null };
  if (languages.length < 2) return { ...atFirst, languages: [], bound: { to: 'session' } };
  const [party, another] = everyone.filter((one) => isPartyOf(one, side));
  const bound: Bound =
    party !== undefined && another === undefined ? { to: 'party', participant: party.id } : { to: 'session' };
  return { ...atFirst, languages, bound };
}

/**
 * The case says otherwise now what somebody speaks: between these languages they interpret from then on. Of whom nobody
 * had said between which, it is as if the case had always said so.
 */
export function interpretingCorrected(
  { participant: was, interpreting }: Pick<Presence, 'participant' | 'interpreting'>,
  participant: Participant,
  everyone: readonly Participant[],
): Interpreting | null {
  const first = interpretingAtFirst(participant, everyone);
  if (interpreting === null || first === null || sameJson(was.languages, participant.languages))
    return interpreting;
  const { languages, bound } = first;
  return {
    ...interpreting,
    languages,
    bound: interpreting.languages.length === 0 ? bound : interpreting.bound,
  };
}
