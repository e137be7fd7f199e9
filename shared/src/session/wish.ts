import { z } from 'zod';

/** From inside a room: a private one, or the mediator to come into the one they are in. */
export const Petition = z.enum(['caucus', 'mediator']);
export type Petition = z.infer<typeof Petition>;

/** From the lobby: some more minutes before they can begin, or help. */
export const Signal = z.enum(['late', 'help']);
export type Signal = z.infer<typeof Signal>;

/** What somebody asks of the mediators; one thing at a time. */
export const WishKind = z.enum([...Petition.options, ...Signal.options]);
export type WishKind = z.infer<typeof WishKind>;

export const isSignal = (kind: WishKind): kind is Signal => Signal.safeParse(kind).success;
