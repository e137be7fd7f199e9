import { z } from 'zod';
import { MessageId, ParticipantId, RoomId } from '../ids.ts';
import { SharedFile } from './file.ts';
import { printable } from './text.ts';

/** What a person may type: no control characters beyond tab and line break, at most 4,000 UTF-16 units. */
export const ChatText = z.string().max(4_000).transform(printable).pipe(z.string().min(1));

/**
 * Said by somebody in the room; a file shown in it; sent into it by a mediator who is not there; or told to every room
 * at once.
 */
export const ChatKind = z.enum(['said', 'shared', 'sent', 'announced']);
export type ChatKind = z.infer<typeof ChatKind>;

/** One line of chat; it belongs to exactly one Room for ever. */
export const ChatMessage = z.object({
  id: MessageId,
  room: RoomId,
  author: ParticipantId,
  kind: ChatKind.default('said'),
  text: z.string().min(1).max(4_000),
  /** Of kind `shared`; its name is the text. */
  file: SharedFile.exactOptional(),
  /** Milliseconds since 1970, server's clock. */
  at: z.number().int(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;
