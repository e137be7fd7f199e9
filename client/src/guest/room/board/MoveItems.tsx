import type { ParticipantId } from '@parley/shared/ids';
import { MenuItem } from '../../../ui/Menu.tsx';
import type { BoardContext } from './board-context.ts';
import { destinationsFor } from './model.ts';
import { RoomSign } from './RoomSign.tsx';

/** The rooms these people can be moved to, as items of a menu. */
export function MoveItems({ board, people }: { board: BoardContext; people: ReadonlySet<ParticipantId> }) {
  const { view, names, move } = board;
  const allowed = destinationsFor(view, people);
  return (view.board?.rooms ?? [])
    .filter(({ id }) => allowed.has(id))
    .map((card) => (
      <MenuItem
        key={card.id}
        icon={<RoomSign kind={card.kind} size={20} />}
        onSelect={() => move([...people], card.id)}
      >
        {names.room(card)}
      </MenuItem>
    ));
}
