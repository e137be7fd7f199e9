import { z } from 'zod';

/** The first or the last packet of a sound that the SFU forwarded to somebody; machine's monotonic clock, ms. */
export const Trace = z.object({
  kind: z.enum(['first', 'last']),
  consumer: z.string(),
  at: z.number(),
});
export type Trace = z.infer<typeof Trace>;
