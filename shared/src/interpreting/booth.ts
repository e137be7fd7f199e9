import { z } from 'zod';
import { MessageId, ParticipantId, RoomId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { printable } from '../session/text.ts';

const MAX_LENGTH = 1_000;

/** What an interpreter may write to their partners at a time. */
export const BoothText = z.string().max(MAX_LENGTH).transform(printable).pipe(z.string().min(1));

/**
 * A line that interpreters of one room write among themselves; it belongs to that Room for ever, and never to its chat.
 * For whom it is goes by the languages its writer interpreted between when they wrote it.
 */
export const BoothMessage = z.object({
  id: MessageId,
  room: RoomId,
  author: ParticipantId,
  languages: z.array(Language).max(4),
  text: z.string().min(1).max(MAX_LENGTH),
  at: z.number().int(),
});
export type BoothMessage = z.infer<typeof BoothMessage>;
