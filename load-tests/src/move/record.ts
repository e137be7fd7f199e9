import { z } from 'zod';

/**
 * A microphone that was opened at the SFU, and the first and the last packet of a sound it forwarded to somebody;
 * machine's monotonic clock, ms.
 */
export const Trace = z.object({
  kind: z.enum(['opened', 'first', 'last']),
  at: z.number(),
});
export type Trace = z.infer<typeof Trace>;
