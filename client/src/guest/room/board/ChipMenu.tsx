import type { PersonView } from '@parley/shared/policy';
import { conducts } from '@parley/shared/policy';
import { EllipsisVertical, Languages, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../../ui/Menu.tsx';
import { assignmentOf } from '../turns/assigning.ts';
import type { BoardContext } from './board-context.ts';
import { mayMove } from './model.ts';
import { MoveItems } from './MoveItems.tsx';
import { AloneItem, BesideItems, RemoveItem } from './PersonItems.tsx';

/** All that can be done about one person without a pointer that drags. */
export function ChipMenu({ person, board }: { person: PersonView; board: BoardContext }) {
  const { view, actions, conduct, open, onRoomDialog } = board;
  const { t } = useTranslation();
  const { id, name, role } = person.participant;
  const mine = person === view.me;
  const beside = !mine && person.attendance === 'here' && person.room === view.me.room;
  const movable = mayMove(view, person);
  const removable = !mine && view.powers.preside;
  const assigned = assignmentOf(view, person) !== null;
  if (!movable && !beside && !removable && !assigned)
    return <span className="w-6.5 shrink-0 pointer-coarse:w-9" />;
  return (
    <Menu
      trigger={
        <IconButton
          label={t('board.chip.menu', { name })}
          icon={<EllipsisVertical size={18} aria-hidden />}
          size="dense"
          className="text-ink-2"
        />
      }
    >
      {movable && (
        <>
          <MenuHeading>{mine ? t('board.chip.go') : t('board.chip.moveTo')}</MenuHeading>
          <MoveItems board={board} people={new Set([id])} />
          {mine ? (
            <MenuItem
              icon={<Plus size={20} aria-hidden />}
              onSelect={() => open({ kind: 'new', people: new Set([id]) })}
            >
              {t('board.newCaucus')}
            </MenuItem>
          ) : (
            <AloneItem {...{ person, view, conduct }} />
          )}
        </>
      )}
      {beside && (
        <>
          {movable && <MenuLine />}
          <BesideItems {...{ person, actions }} />
        </>
      )}
      {assigned && (
        <>
          {(movable || beside) && <MenuLine />}
          <MenuItem
            icon={<Languages size={20} aria-hidden />}
            onSelect={() => open({ kind: 'assign', person })}
          >
            {t('turns.interpreters.item')}
          </MenuItem>
        </>
      )}
      {removable && (
        <>
          {(movable || assigned || (beside && !conducts(role))) && <MenuLine />}
          <RemoveItem onSelect={() => onRoomDialog({ kind: 'remove', person })} />
        </>
      )}
    </Menu>
  );
}
