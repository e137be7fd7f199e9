import type { PersonView } from '@parley/shared/policy';
import { conducts } from '@parley/shared/policy';
import { EllipsisVertical, Hand, Languages, MicOff, Plus, UserX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../../ui/Menu.tsx';
import { assignmentOf } from '../turns/assigning.ts';
import type { BoardContext } from './board-context.ts';
import { mayMove } from './model.ts';
import { MoveItems } from './MoveItems.tsx';
import { hasCaucus } from './offers.ts';

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
  if (!movable && !beside && !removable && !assigned) return <span className="w-9 shrink-0" />;
  return (
    <Menu
      trigger={
        <IconButton
          label={t('board.chip.menu', { name })}
          icon={<EllipsisVertical size={18} aria-hidden />}
          size="sm"
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
            <MenuItem
              icon={<Plus size={20} aria-hidden />}
              disabled={hasCaucus(view, [person])}
              onSelect={() => void conduct.talkTo([id])}
            >
              {t('board.chip.alone')}
            </MenuItem>
          )}
        </>
      )}
      {beside && (
        <>
          {movable && <MenuLine />}
          <MenuItem
            icon={<MicOff size={20} aria-hidden />}
            disabled={person.microphone !== 'open'}
            onSelect={() => void actions.mute(id)}
          >
            {t('room.people.mute')}
          </MenuItem>
          {person.handSince !== null && (
            <MenuItem icon={<Hand size={20} aria-hidden />} onSelect={() => void actions.lowerHand(id)}>
              {t('room.people.lowerHand')}
            </MenuItem>
          )}
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
          <MenuItem
            icon={<UserX size={20} aria-hidden />}
            danger
            onSelect={() => onRoomDialog({ kind: 'remove', person })}
          >
            {t('room.people.remove')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
