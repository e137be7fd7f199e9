import type { ParticipantId, RoomId } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';

/** People who have come to stand in a room they did not stand in before. */
export interface Arrival {
  readonly room: RoomId;
  readonly people: readonly PersonView[];
}

const settled = (view: SessionView): ReadonlyMap<ParticipantId, RoomId> =>
  new Map(
    [view.me, ...view.people].flatMap(({ participant, attendance, room }): [ParticipantId, RoomId][] =>
      attendance === 'here' && room !== null ? [[participant.id, room]] : [],
    ),
  );

/** Who has arrived where between two views of the board, room by room: said to whoever cannot see it. */
export function arrivalsBetween(before: SessionView, after: SessionView): readonly Arrival[] {
  const were = settled(before);
  const are = settled(after);
  const everyone = [after.me, ...after.people];
  return (after.board?.rooms ?? []).flatMap(({ id: room }): Arrival[] => {
    const people = everyone.filter(
      ({ participant: { id } }) => are.get(id) === room && were.get(id) !== room,
    );
    return people.length === 0 ? [] : [{ room, people }];
  });
}
