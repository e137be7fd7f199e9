import type { DocumentRef } from '@parley/shared/agreement';
import type { Epoch, ParticipantId, RoomId, SessionId } from '@parley/shared/ids';
import { type ServerCommand, type SessionState, settledIn } from '@parley/shared/session';

/**
 * What every line of the log says before anything else: which session, and, where it is about somebody or something in
 * a room, which room and stay. Ids alone: what people wrote, and what rooms are called, is never in it.
 */
export interface LogScope {
  readonly session: SessionId;
  /** Null on the way between rooms, and outside them. */
  readonly room?: RoomId | null;
  readonly epoch?: Epoch;
  readonly participant?: ParticipantId;
}

export function scopeOf({ id: session, people }: SessionState, participant: ParticipantId): LogScope {
  const person = people.get(participant);
  if (person === undefined) return { session, participant };
  return { session, room: settledIn(person)?.room ?? null, epoch: person.epoch, participant };
}

export const scopeOfCommand = (state: SessionState, command: ServerCommand): LogScope =>
  'participant' in command ? scopeOf(state, command.participant) : { session: state.id };

/** The agreement is of no room. */
export const scopeOfDocument = (session: SessionId, document: DocumentRef): LogScope =>
  document.kind === 'draft' ? { session, room: document.room } : { session };
