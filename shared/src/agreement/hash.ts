import { z } from 'zod';

/** SHA-256 in hex of the UTF-8 of `hashedText`: how somebody names the words they saw. */
export const TextHash = z.string().regex(/^[0-9a-f]{64}$/);
export type TextHash = z.infer<typeof TextHash>;
