import { MOST_PEOPLE } from '@parley/shared/session';
import { z } from 'zod';
import { common, MediaPeer, Packets, Picture } from '../scenario-parts.ts';

/** More and more people listen to one who speaks, until packets are lost or late. */
export const RampScenario = z.strictObject({
  kind: z.literal('ramp'),
  ...common,
  /** One after another; in each one speaks. */
  sessions: z.number().int().min(1).max(20),
  /** Of each session, the one who speaks among them. */
  people: z.number().int().min(2).max(MOST_PEOPLE),
  /** So many more come with each step, and then it is counted for so long. */
  listenersAStep: z.number().int().min(1).max(100),
  seconds: z.number().int().min(2).max(60),
  audio: Packets,
  video: Picture.nullable(),
  rounds: z.number().int().min(1).max(50),
  peers: z.array(MediaPeer),
});
export type RampScenario = z.infer<typeof RampScenario>;
