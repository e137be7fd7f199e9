import { z } from 'zod';
import { MessageId, ParticipantId, RoomId } from '../ids.ts';
import { printable } from './text.ts';

/** What a person may type: no control characters beyond tab and line break, at most 4,000 UTF-16 units. */
export const ChatText = z.string().max(4_000).transform(printable).pipe(z.string().min(1));

/** One line of chat; it belongs to exactly one Room for ever. */
export const ChatMessage = z.object({
  id: MessageId,
  room: RoomId,
  author: ParticipantId,
  text: z.string().min(1).max(4_000),
  /** Milliseconds since 1970, server's clock. */
  at: z.number().int(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;
