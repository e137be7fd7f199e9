import { z } from 'zod';
import { common, Packets, Picture } from '../scenario-parts.ts';
import { MOST_SIZES } from '../rtp/streams.ts';

/** The smallest first. */
const Sizes = z.array(Picture).min(1).max(MOST_SIZES);

/** In each session somebody shares a screen, all have cameras in several sizes, and pages ask for what they show. */
export const ScreenScenario = z.strictObject({
  kind: z.literal('screen'),
  ...common,
  /** Several, or nobody could be told of what is another session's. */
  sessions: z.number().int().min(2).max(20),
  /** Of each: a mediator, who has the screen, and the others of both sides by turns. */
  people: z.number().int().min(3).max(20),
  seconds: z.number().int().min(3).max(600),
  /** How often each page is laid out anew, on the average of a minute. */
  layoutsPerMinute: z.number().min(0).max(600),
  audio: Packets,
  video: z.null(),
  camera: Sizes,
  screen: Sizes,
});
export type ScreenScenario = z.infer<typeof ScreenScenario>;
