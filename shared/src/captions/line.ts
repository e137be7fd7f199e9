import { z } from 'zod';
import { CaptionId, Epoch, ParticipantId, RoomId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { printable } from '../session/text.ts';

/** As much as is read at a glance: at most 300 UTF-16 units, on one line. Without any it takes the line back. */
export const CaptionText = z
  .string()
  .max(300)
  .transform((text) => printable(text.replaceAll(/[\t\n]+/gu, ' ')));

/** A line as it is shown: of one person's doing, in one language, and until it is done written on. */
export const CaptionLine = z.object({
  id: CaptionId,
  by: ParticipantId,
  language: Language,
  text: z.string().max(300),
  done: z.boolean(),
});
export type CaptionLine = z.infer<typeof CaptionLine>;

/** A line that is done and kept; it belongs to exactly one Room for ever. */
export const KeptCaption = z.object({
  id: CaptionId,
  room: RoomId,
  epoch: Epoch,
  by: ParticipantId,
  language: Language,
  text: z.string().min(1).max(300),
  /** The number of the event before which it was begun: it is for whoever was there by then. */
  began: z.number().int(),
  /** When it was begun to be said, where that is known; else when it was done. */
  at: z.number().int(),
});
export type KeptCaption = z.infer<typeof KeptCaption>;
