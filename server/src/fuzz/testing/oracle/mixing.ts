import { boundFor } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** Those of opposing sides who would be together in one private room. */
export function mixedBy(world: World, room: string | null, incoming: readonly string[]): readonly string[] {
  const together = world
    .all()
    .filter(
      (soul) =>
        soul.side !== null &&
        (incoming.includes(soul.id) ||
          (room !== null && (boundFor(soul) === room || world.knocks.get(soul.id)?.room === room))),
    );
  const isBound = (soul: Soul): boolean =>
    room !== null && (boundFor(soul) === room || world.knocks.get(soul.id)?.room === room);
  const comes = together.some((soul) => !isBound(soul));
  return comes && new Set(together.map(({ side }) => side)).size > 1 ? together.map(({ id }) => id) : [];
}
