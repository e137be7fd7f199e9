import { z } from 'zod';

/** A private room, or the mediator to come into the one they are in. */
export const WishKind = z.enum(['caucus', 'mediator']);
export type WishKind = z.infer<typeof WishKind>;
