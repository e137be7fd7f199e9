import { z } from 'zod';
import { RoomId } from '../ids.ts';
import { Language } from '../session/people.ts';

/** Who has to know: first the interpreters of the room, then those who conduct. */
export const Told = z.enum(['interpreters', 'conductors']);
export type Told = z.infer<typeof Told>;

/** A language that somebody in a room listens to, and that nobody there renders while people speak. */
export const Silence = z.object({ room: RoomId, language: Language, since: z.number().int(), told: Told });
export type Silence = z.infer<typeof Silence>;

/** How long the interpreters have, before those who conduct are told as well. */
export const TOLD_AFTER_MS = 15_000;
