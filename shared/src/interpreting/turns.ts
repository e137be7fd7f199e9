import { z } from 'zod';
import { ParticipantId } from '../ids.ts';

/** How a room is interpreted: beside the speakers, into channels, or turn by turn, for everyone to hear. */
export const Manner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simultaneous') }),
  z.strictObject({
    kind: z.literal('consecutive'),
    /** After so long a speaker is reminded that others wait; nothing ends by itself. */
    limitSeconds: z.number().int().min(15).max(600),
  }),
]);
export type Manner = z.infer<typeof Manner>;

/** Whose turn it is: somebody's, and then the interpreters' who render what they said. */
export const Floor = z.object({
  holder: ParticipantId,
  phase: z.enum(['speaking', 'interpreting']),
  since: z.number().int(),
});
export type Floor = z.infer<typeof Floor>;

/** Of a room in which people speak in turn; any other room has none. */
export interface Turns {
  readonly limitSeconds: number;
  readonly floor: Floor | null;
}

export const mannerOf = (turns: Turns | undefined): Manner =>
  turns === undefined ? { kind: 'simultaneous' } : { kind: 'consecutive', limitSeconds: turns.limitSeconds };

export const isSameManner = (one: Manner, other: Manner): boolean =>
  one.kind === 'consecutive'
    ? other.kind === 'consecutive' && other.limitSeconds === one.limitSeconds
    : other.kind === 'simultaneous';
