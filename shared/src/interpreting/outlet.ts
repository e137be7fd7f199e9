import { z } from 'zod';
import { Language } from '../session/people.ts';

/**
 * Where an interpreter's one microphone goes: to everyone in the room, to their partners alone, or into a language, to
 * those in the room who listen to it.
 */
export const Outlet = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('room') }),
  z.strictObject({ to: z.literal('booth') }),
  z.strictObject({ to: z.literal('channel'), language: Language }),
]);
export type Outlet = z.infer<typeof Outlet>;

export const wholeRoom: Outlet = { to: 'room' };
export const booth: Outlet = { to: 'booth' };

export const isChannel = (outlet: Outlet, language: Language): boolean =>
  outlet.to === 'channel' && outlet.language === language;

export const isSameOutlet = (one: Outlet, other: Outlet): boolean =>
  one.to === 'channel' ? isChannel(other, one.language) : one.to === other.to;
