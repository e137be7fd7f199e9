import { speaks } from '@parley/shared/policy';
import { clsx } from 'clsx';
import {
  ChevronDown,
  ChevronUp,
  EllipsisVertical,
  Eye,
  MessageSquareText,
  MoveRight,
  Pencil,
  Speech,
  X,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu.tsx';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { turnsSetIn } from '../turns/manner.ts';
import { type BoardContext, idOf } from './board-context.ts';
import { Chip } from './Chip.tsx';
import { Coming } from './Coming.tsx';
import { destinationsFor, mayClose, type RoomOnBoard } from './model.ts';
import { RoomClock } from './RoomClock.tsx';
import { RoomSign } from './RoomSign.tsx';

interface RoomTileProps {
  room: RoomOnBoard;
  board: BoardContext;
}

/** More who only listen are one line until it is pressed: they are seldom moved, and would push the others out of sight. */
const MOST_LISTENERS = 6;

/**
 * A room at a glance, in its colour: who is in it, who is coming, how much time it has. So that many are seen at once
 * where there is the width for it, what it is called stands beside its people, and two empty ones beside each other.
 */
export function RoomTile({ room, board }: RoomTileProps) {
  const { t } = useTranslation();
  const { card, people, entries } = room;
  const { view, names, drag } = board;
  const [unfolded, setUnfolded] = useState(false);
  const others = people.filter(({ participant }) => speaks(participant.role));
  const listening = people.length - others.length;
  const foldable = listening > MOST_LISTENERS;
  const shown = foldable && !unfolded ? others : people;
  const cells = shown.length + (foldable ? 1 : 0);
  const dragged = drag.dragging?.people ?? [];
  const open = dragged.length > 0 && destinationsFor(view, new Set(dragged)).has(card.id);
  const empty = people.length === 0 && entries.length === 0;
  const shut = card.kind === 'plenary' && view.board?.jointSince === null;
  const inTurn = turnsSetIn(view, card.id) !== null;
  return (
    <li
      data-room={card.kind}
      data-drop={card.id}
      aria-label={names.room(card)}
      className={clsx(
        'flex min-w-0 flex-wrap items-start gap-x-1 rounded-md border bg-room-soft',
        !empty && '@md:col-span-2',
        drag.dragging?.over === card.id
          ? 'border-room outline-3 outline-room'
          : open
            ? 'border-dashed border-room'
            : 'border-line',
        dragged.length > 0 && !open && 'opacity-55',
      )}
    >
      <div
        className={clsx(
          'flex min-w-0 flex-1 flex-wrap items-center py-px ps-2 text-room-ink',
          !empty && '@md:w-48 @md:flex-none',
        )}
      >
        <RoomName room={room} board={board} alone={!empty && (card.kind === 'caucus' || shut || inTurn)} />
        {shut && <span className="px-1 text-xs">{t('board.shut')}</span>}
        {inTurn && (
          <span className="flex items-center gap-1 px-1 text-xs">
            <Speech size={14} aria-hidden />
            {t('turns.manner.inTurn')}
          </span>
        )}
        {empty && <span className="px-1 text-xs">{t('board.nobody')}</span>}
        {card.kind === 'caucus' && <RoomClock card={card} board={board} />}
        <Enter room={room} board={board} />
      </div>
      <span className="@md:order-last">
        <TileMenu room={room} board={board} />
      </span>
      {!empty && (
        <ul
          aria-label={t('board.peopleIn', { room: names.room(card) })}
          className="grid min-w-0 basis-full grid-cols-1 content-start gap-px ps-1 pb-0.5 @md:flex-1 @md:basis-0 @md:grid-cols-2 @md:gap-x-1 @md:pt-0.5"
        >
          {shown.map((person) => (
            <Chip key={idOf(person)} person={person} board={board} />
          ))}
          {foldable && (
            <li className="me-6.5 pointer-coarse:me-9">
              <button
                type="button"
                aria-expanded={unfolded}
                onClick={() => setUnfolded(!unfolded)}
                className="flex min-h-7.5 w-full items-center gap-2 rounded-sm border border-line bg-raised px-2 text-start text-sm tabular-nums pointer-coarse:min-h-9"
              >
                <Eye size={16} aria-hidden className="shrink-0" />
                <span className="min-w-0 flex-1">{t('board.observers', { count: listening })}</span>
                {unfolded ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
              </button>
            </li>
          )}
          {entries.map((entry, index) => (
            <Coming
              key={entry.participant.id}
              {...{ entry, board }}
              roomy={index === entries.length - 1 && (cells + index) % 2 === 0}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

/** What it is called; `alone` on its line, where all of it is to be read. */
function RoomName({
  room: { card },
  board: { view, names },
  alone,
}: Pick<RoomTileProps, 'room' | 'board'> & { alone: boolean }) {
  return (
    <span className={clsx('flex min-h-7.5 flex-1 items-center gap-1.5', alone && '@md:basis-full')}>
      {card.side === null ? (
        <RoomSign kind={card.kind} size={18} />
      ) : (
        <SideMark side={card.side} sides={view.sides} />
      )}
      <h3 className="text-sm font-semibold wrap-break-word" title={names.room(card)}>
        <bdi className="line-clamp-2 leading-tight">{names.tile(card)}</bdi>
      </h3>
    </span>
  );
}

/** «Enter», or that I am there. */
function Enter({ room: { card, mine }, board }: Pick<RoomTileProps, 'room' | 'board'>) {
  const { t } = useTranslation();
  const { view, conduct } = board;
  const [enter, entering] = useBusy(async () => {
    await conduct.enter(card.id);
  });
  const announced = view.entries.some(
    ({ participant, room }) => participant.id === idOf(view.me) && room === card.id,
  );
  if (mine) {
    return (
      <span className="flex min-h-7.5 shrink-0 items-center px-1 text-xs font-semibold">
        {t('board.youAreHere')}
      </span>
    );
  }
  return (
    <Button
      size="dense"
      variant="quiet"
      busy={entering}
      disabled={announced}
      aria-label={t('board.enterRoom', { room: board.names.room(card) })}
      onClick={enter}
      className="shrink-0"
    >
      {t('board.enter')}
    </Button>
  );
}

function TileMenu({ room: { card, people }, board }: Pick<RoomTileProps, 'room' | 'board'>) {
  const { t } = useTranslation();
  const { open, names, chosen, view, move, onRoomDialog } = board;
  const able = chosen.size > 0 && destinationsFor(view, chosen).has(card.id);
  return (
    <Menu
      trigger={
        <IconButton
          label={t('board.roomMenu', { room: names.room(card) })}
          icon={<EllipsisVertical size={18} aria-hidden />}
          size="dense"
          className="text-room-ink"
        />
      }
    >
      {able && (
        <MenuItem
          icon={<MoveRight size={20} aria-hidden className="rtl:-scale-x-100" />}
          onSelect={() => move([...chosen], card.id)}
        >
          {t('board.bringChosen', { count: chosen.size })}
        </MenuItem>
      )}
      <MenuItem
        icon={<MessageSquareText size={20} aria-hidden />}
        disabled={people.length === 0}
        onSelect={() => open({ kind: 'tell', to: card })}
      >
        {t('board.tell.one')}
      </MenuItem>
      <MenuItem
        icon={<Speech size={20} aria-hidden />}
        onSelect={() => onRoomDialog({ kind: 'manner', card })}
      >
        {t('turns.manner.item')}
      </MenuItem>
      {card.kind === 'caucus' && (
        <>
          <MenuItem icon={<Pencil size={20} aria-hidden />} onSelect={() => open({ kind: 'rename', card })}>
            {t('board.rename.verb')}
          </MenuItem>
          <MenuLine />
          <MenuItem
            icon={<X size={20} aria-hidden />}
            danger
            disabled={!mayClose(view, card)}
            onSelect={() => open({ kind: 'close', card })}
          >
            {mayClose(view, card) ? (
              t('board.close.item')
            ) : (
              <span>
                {t('board.close.item')}
                <span className="block text-sm">{t('board.close.led')}</span>
              </span>
            )}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
