import { z } from 'zod';
import { ParticipantId } from '../ids.ts';
import { Language } from '../session/people.ts';

/** Captions in the room I stand in. */
export const CaptionsView = z.object({
  /** What I have chosen to read, here or not. */
  reads: Language.nullable(),
  /** What people of this session speak, to choose from; of those who came to it later, whom I see. */
  languages: z.array(Language),
  /** Who types captions here. */
  captioners: z.array(ParticipantId),
  /** Lines are kept with the session, for those who read this room's history. */
  kept: z.boolean(),
  /** The server writes along what is said here. */
  automatic: z.boolean(),
  /** In which languages it can; null: in any. */
  understood: z.array(Language).nullable(),
  /** And nothing comes of it, for whatever turns speech into text does not answer; it is tried again. */
  stalled: z.boolean(),
  /** It can do so; for those who conduct. */
  mayAutomate: z.boolean(),
  /** I may type them. */
  mayWrite: z.boolean(),
  /** How many here read each language; for those who type captions or conduct. */
  readers: z.array(z.object({ language: Language, count: z.number().int() })).nullable(),
});
export type CaptionsView = z.infer<typeof CaptionsView>;
