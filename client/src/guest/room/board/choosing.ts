import type { ParticipantId } from '@parley/shared/ids';

/** Between one press and another with Shift: all that stand between the two, both among them. */
export function between(
  order: readonly ParticipantId[],
  from: ParticipantId,
  to: ParticipantId,
): readonly ParticipantId[] {
  const [first, last] = [order.indexOf(from), order.indexOf(to)].toSorted((a, b) => a - b);
  return first === undefined || last === undefined || first === -1 ? [to] : order.slice(first, last + 1);
}

/** With this one, or without. */
export function toggled(set: ReadonlySet<ParticipantId>, id: ParticipantId): ReadonlySet<ParticipantId> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
