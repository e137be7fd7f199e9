import { arePartners } from './voices.ts';
import { mayRead, roomOf } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** What interpreters write to each other: whom it is for. */

/** A line, with those between whose languages its writer interpreted. */
export interface Whisper {
  readonly id: string;
  readonly room: string;
  readonly author: string;
  readonly languages: readonly string[];
  readonly text: string;
  readonly at: number;
  /** Who stood in the room when it was written. */
  readonly witnesses: ReadonlySet<string>;
  /** And who of these has to be told. */
  readonly due: ReadonlySet<string>;
}

export function whisper(
  world: World,
  { id, room, text }: Pick<Whisper, 'id' | 'room' | 'text'>,
  author: Soul,
  at: number,
): void {
  const said = { id, room, text, author: author.id, languages: author.work?.languages ?? [], at };
  const inside = world.all().filter((soul) => roomOf(soul) === room);
  const due = inside.filter((soul) => soul.line === 'online' && isWhisperedTo(world, said, soul));
  world.whispers.push({
    ...said,
    witnesses: new Set(inside.map((soul) => soul.id)),
    due: new Set(due.map((soul) => soul.id)),
  });
}

/** Wherever they are: it was theirs, or is for partners of whom wrote it, and they are one. */
export function isWhisperedTo(
  world: World,
  { author, languages }: Pick<Whisper, 'author' | 'languages'>,
  soul: Soul,
): boolean {
  if (soul.work === null) return false;
  const { side } = world.soul(author);
  return soul.id === author || arePartners({ side, work: { languages } }, soul);
}

/** Where they stand, as of the room's chat, if it is for them. */
export const readsWhisper = (world: World, me: Soul, said: Whisper): boolean =>
  isWhisperedTo(world, said, me) && mayRead(world, me, { ...said, met: new Set() });
