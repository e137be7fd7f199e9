import { randomBytes } from 'node:crypto';
import { MessageId, type RoomId, SessionId } from '@parley/shared/ids';
import type { SessionCreated, SessionEvent } from '@parley/shared/session';
import { created, participant, room } from '@parley/shared/session/testing';

/** A session that has just been created, with an id of its own. */
export const newSession = (): SessionCreated => ({
  ...created,
  id: SessionId.parse(randomBytes(16).toString('base64url')),
});

export const messageId = (name: string): MessageId => MessageId.parse(name.padEnd(8, '_'));

export const said = (
  name: string,
  text: string,
  { at = 2_000, place = created.plenary }: { at?: number; place?: RoomId } = {},
): SessionEvent => ({
  type: 'chat.said',
  message: { id: messageId(name), room: place, author: participant('party'), kind: 'said', text, at },
});

export const whispered = (
  name: string,
  { at = 2_000, place = created.plenary }: { at?: number; place?: RoomId } = {},
): SessionEvent => ({
  type: 'booth.said',
  message: {
    id: messageId(name),
    room: place,
    author: participant('interpreter'),
    languages: ['zh', 'en'],
    text: name,
    at,
  },
});

export const caucus: RoomId = room('caucus');
