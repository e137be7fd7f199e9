import type { AuthoredMessage } from '@parley/shared/protocol';
import type { BoothMessage, ChatMessage, SessionState } from '@parley/shared/session';

/** With its writer, who took part in the session whether or not they are still there. */
export function lineOf(state: SessionState, message: ChatMessage): AuthoredMessage {
  const from = state.people.get(message.author)?.participant;
  if (from === undefined) throw new Error('a line of chat by somebody who is not of the session');
  return { ...message, from };
}

/** A line among interpreters, as any other line is shown. */
export const boothLineOf = (
  state: SessionState,
  { id, room, author, text, at }: BoothMessage,
): AuthoredMessage => lineOf(state, { id, room, author, text, at, kind: 'said' });
