import { z } from 'zod';
import { common } from '../scenario-parts.ts';

/** People type in a document, beside other servers of Yjs; who they are and what they type is `bench:documents`'. */
export const TypingScenario = z.strictObject({
  kind: z.literal('typing'),
  ...common,
  seconds: z.number().int().min(1).max(60),
  rounds: z.number().int().min(1).max(20),
});
export type TypingScenario = z.infer<typeof TypingScenario>;
