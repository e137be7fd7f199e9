import { isUnderstood } from '../captions/understood.ts';
import type { Epoch, ParticipantId, ProducerId, RoomId } from '../ids.ts';
import type { Producer } from '../session/media.ts';
import { isSameOutlet, type Outlet } from '../interpreting/outlet.ts';
import type { Language, Participant } from '../session/people.ts';
import { type SessionState, settledIn, settledSince } from '../session/state.ts';
import { isTold } from './told.ts';
import { outletOf, standingIn } from './outlets.ts';

/** A voice that the server writes along, where it is said and in which language. */
export interface CaptionedVoice {
  readonly producer: ProducerId;
  readonly owner: ParticipantId;
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly language: Language;
  /** Where it goes there, and so who hears it. */
  readonly outlet: Outlet;
}

type Speaker = Pick<Participant, 'languages'>;

/** The language somebody speaks: an interpreter that of their channel, everyone else the one the case names first. */
function spokenInto(outlet: Outlet, { languages }: Speaker): Language | null {
  switch (outlet.to) {
    case 'booth':
      // What partners say among themselves is nobody's to write down.
      return null;
    case 'channel':
      return outlet.language;
    case 'room':
      return languages[0] ?? null;
  }
}

/** In which language a voice that goes there is written along where the server listens; null where it is not. */
export function writtenAlong(
  understood: SessionState['understood'],
  outlet: Outlet,
  speaker: Speaker,
): Language | null {
  const language = spokenInto(outlet, speaker);
  return language !== null && isUnderstood(understood, language) ? language : null;
}

function voiceOf(state: SessionState, { id, owner, source, room, epoch }: Producer): CaptionedVoice | null {
  const person = state.people.get(owner);
  const ear = state.ears.get(room);
  if (source !== 'microphone' || person === undefined || ear === undefined) return null;
  if (!isTold(person, ear.from)) return null;
  const place = settledIn(person);
  if (place?.room !== room || place.epoch !== epoch) return null;
  const outlet = outletOf(state, person);
  const language = writtenAlong(state.understood, outlet, person.participant);
  if (language === null) return null;
  return { producer: id, owner, room, epoch, language, outlet };
}

/** Null of a voice that is not to be written along, or not any more. */
export function captionedVoice(state: SessionState, id: ProducerId): CaptionedVoice | null {
  const producer = state.producers.get(id);
  return producer === undefined ? null : voiceOf(state, producer);
}

/** Still said by the same person, in the same stay in a room, in the same language and to the same listeners. */
export function isStillSaid(
  state: SessionState,
  { producer, room, epoch, language, outlet }: CaptionedVoice,
): boolean {
  const now = captionedVoice(state, producer);
  const isThere = now?.room === room && now.epoch === epoch && now.language === language;
  return isThere && isSameOutlet(now.outlet, outlet);
}

/** Somebody has come to stand in this room who is told nothing that was begun before event `began`. */
export const hasComeSince = (state: SessionState, room: RoomId, began: number): boolean =>
  standingIn(state, room).some((person) => (settledSince(person) ?? 0) >= began);

export const captionedVoices = (state: SessionState): readonly CaptionedVoice[] =>
  [...state.producers.values()].flatMap((producer) => voiceOf(state, producer) ?? []);
