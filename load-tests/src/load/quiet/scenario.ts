import { z } from 'zod';
import { common } from '../scenario-parts.ts';

/** Sessions in which everyone is there and nobody does anything. */
export const QuietScenario = z.strictObject({
  kind: z.literal('quiet'),
  ...common,
  sessions: z.number().int().min(2).max(1_000),
  /** Of each session. */
  people: z.number().int().min(2).max(20),
  /** So many sessions more, and then it is looked at what all of them hold. */
  sessionsAStep: z.number().int().min(1).max(100),
  /** How long it is looked at what they take, when all are there. */
  seconds: z.number().int().min(1).max(600),
});
export type QuietScenario = z.infer<typeof QuietScenario>;
