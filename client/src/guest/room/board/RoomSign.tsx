import type { RoomCard } from '@parley/shared/policy';
import { Armchair, DoorClosed, Users } from 'lucide-react';

const icons = { plenary: Users, arrival: Armchair, caucus: DoorClosed } as const;

/** The sign that a kind of room has wherever it is named; the same as in the room's own header. */
export function RoomSign({ kind, size }: { kind: RoomCard['kind']; size: number }) {
  const Icon = icons[kind];
  return <Icon size={size} aria-hidden className="shrink-0" />;
}
