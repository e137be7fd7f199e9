import { z } from 'zod';
import { CaptionText, KeptCaption } from '../captions/line.ts';
import { CaptionId, Epoch, RoomId } from '../ids.ts';
import { Language } from '../session/people.ts';
import { nothing, person } from './parts.ts';

/**
 * A line that was kept, and who spoke. Neither its number in the session nor the number of its speaker's stay: by the
 * gaps in them one would count what happens in other rooms.
 */
export const TranscriptLine = KeptCaption.omit({ room: true, epoch: true, began: true }).extend({
  name: z.string(),
});
export type TranscriptLine = z.infer<typeof TranscriptLine>;

/** What is asked about captions: by who reads them, by who types them, and by who conducts. */
export const captionRequests = {
  /** In which language I read captions; it follows me through rooms. */
  'captions.choose': { input: z.strictObject({ language: Language.nullable() }), output: nothing },
  /** Who types captions, besides the recorder. */
  'captioner.name': { input: person.extend({ named: z.boolean() }), output: nothing },
  /** Whether captions are kept with the session. */
  'transcripts.keep': { input: z.strictObject({ kept: z.boolean() }), output: nothing },
  /** Whether the server writes along what is said in a room. */
  'captions.automate': { input: z.strictObject({ room: RoomId, on: z.boolean() }), output: nothing },
  /**
   * A line of captions as it is typed, and once more when it is done; `id` is minted by the writer and stays while the
   * line is written on. A line without text is taken back.
   */
  'caption.write': {
    input: z.strictObject({
      epoch: Epoch,
      id: CaptionId,
      language: Language,
      text: CaptionText,
      done: z.boolean(),
    }),
    output: nothing,
  },
  /** The newest 100 lines that were kept of my room, older than `before` when given; oldest first. */
  'transcript.read': {
    input: z.strictObject({ epoch: Epoch, before: z.number().int().nullable() }),
    output: z.object({ lines: z.array(TranscriptLine), more: z.boolean() }),
  },
} as const;
