import { z } from 'zod';

/** What a measurement asks of its server. */
export const Ask = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), name: z.string() }),
  z.object({ kind: z.literal('begin') }),
  z.object({ kind: z.literal('end') }),
]);
export type Ask = z.infer<typeof Ask>;

export const Told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), url: z.string() }),
  z.object({ kind: z.literal('ticket'), name: z.string(), ticket: z.string(), client: z.number() }),
  z.object({ kind: z.literal('begun') }),
  /** Microseconds of CPU since it began, and the longest in which nothing else could run. */
  z.object({ kind: z.literal('ended'), cpu: z.number(), stall: z.number() }),
]);
export type Told = z.infer<typeof Told>;
