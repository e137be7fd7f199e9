import { z } from 'zod';

const Ms = z.number().nullable();

/** What `bench:documents --json` writes. */
export const Told = z.object({
  editors: z.number(),
  aSecond: z.number(),
  servers: z
    .array(
      z.object({
        name: z.string(),
        rounds: z.array(
          z.object({
            /** How often an edit came to another page. */
            delivered: z.number(),
            /** How many were acknowledged; none where nothing is. */
            acknowledged: z.number(),
            cpuEachUs: z.number(),
            remoteP50Ms: Ms,
            remoteP99Ms: Ms,
            storedP99Ms: Ms,
          }),
        ),
      }),
    )
    .min(1),
});
export type Told = z.infer<typeof Told>;
