import { z } from 'zod';
import { ParticipantId } from '../ids.ts';

/** For how long a turn waits for whoever lost their line, where nobody has said. */
const USUAL_AWAY_SECONDS = 10;

/** How a room is interpreted: beside the speakers, into channels, or turn by turn, for everyone to hear. */
export const Manner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simultaneous') }),
  z.strictObject({
    kind: z.literal('consecutive'),
    /** After so long a speaker is reminded that others wait; nothing ends by itself. */
    limitSeconds: z.number().int().min(15).max(600),
    /** A turn does not wait for longer than this for somebody whose line was lost. */
    awaySeconds: z.number().int().min(5).max(120).default(USUAL_AWAY_SECONDS),
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
  readonly awaySeconds: number;
  readonly floor: Floor | null;
  /** Whose turn went on without them, for their line was lost; until the next one begins. */
  readonly lapsed: ParticipantId | null;
}

export const mannerOf = (turns: Turns | undefined): Manner => {
  if (turns === undefined) return { kind: 'simultaneous' };
  const { limitSeconds, awaySeconds } = turns;
  return { kind: 'consecutive', limitSeconds, awaySeconds };
};

export const isSameManner = (one: Manner, other: Manner): boolean =>
  one.kind === 'consecutive'
    ? other.kind === 'consecutive' &&
      other.limitSeconds === one.limitSeconds &&
      other.awaySeconds === one.awaySeconds
    : other.kind === 'simultaneous';
