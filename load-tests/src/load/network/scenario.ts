import { z } from 'zod';

/** What a network does to what is sent over it, each way. */
export const Phase = z.strictObject({
  name: z.string().min(1).max(60),
  /** Of all packets the share that is lost. */
  loss: z.number().min(0).max(0.9),
  /** So many are lost in a row, on the average; one is by chance alone. */
  burst: z.number().min(1).max(50),
  delayMs: z.number().min(0).max(2_000),
  /** Later by up to so much, each by itself: they overtake each other. */
  jitterMs: z.number().min(0).max(1_000),
});
export type Phase = z.infer<typeof Phase>;
