import { z } from 'zod';
import { common, Packets, Picture } from '../scenario-parts.ts';

/** People come into sessions and leave them again, one right after another. */
export const ChurnScenario = z.strictObject({
  kind: z.literal('churn'),
  ...common,
  /** In each a mediator and somebody who speaks stay all the time. */
  sessions: z.number().int().min(1).max(20),
  /** So many come and go at the same time, spread over the sessions. */
  lanes: z.number().int().min(1).max(64),
  /** Each of them at most so often: a mediator's line may ask 40 times a second, and lets in everyone. */
  everyMs: z.number().int().min(50).max(60_000),
  /** How often somebody comes and goes, all together. */
  joins: z.number().int().min(1).max(100_000),
  audio: Packets,
  video: Picture.nullable(),
});
export type ChurnScenario = z.infer<typeof ChurnScenario>;

/** Who stay all the time, in each session. */
export const STAYING = 2;
