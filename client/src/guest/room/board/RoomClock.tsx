import type { RoomCard } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { Clock, Infinity as NoLimit, Plus, Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Menu, MenuHeading, MenuItem } from '../../../ui/Menu.tsx';
import type { BoardContext } from './board-context.ts';
import { clockOf, extended } from './time.ts';

/** Minutes a caucus can be given at once. */
export const lengths = [10, 15, 20, 30, 45, 60] as const;
export const extensions = [5, 10] as const;

const MINUTE_MS = 60_000;

/** How much time a caucus has left, in minutes; a press gives it more. */
export function RoomClock({ card, board }: { card: RoomCard; board: BoardContext }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { now, actions, names } = board;
  const clock = clockOf(card, now);
  const minutes = format.minutes(clock.minutes * MINUTE_MS) ?? '';
  const words = {
    running: clock.minutes === 0 ? t('board.clock.begun') : t('board.clock.running', { minutes }),
    left: t('board.clock.left', { minutes }),
    over: clock.minutes === 0 ? t('board.clock.over') : t('board.clock.overFor', { minutes }),
  }[clock.kind];
  const set = (next: number | null): void => void actions.rooms.timeCaucus(card.id, next);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('board.clock.menu', { room: names.room(card), time: words })}
          className={clsx(
            'flex min-h-7.5 shrink-0 items-center gap-1 rounded-sm border px-1 text-xs tabular-nums pointer-coarse:min-h-9',
            clock.kind === 'over'
              ? 'border-room bg-room font-semibold text-on-fill'
              : 'border-transparent hover:bg-raised',
          )}
        >
          <Clock size={14} aria-hidden />
          {words}
        </button>
      }
    >
      <MenuHeading>{t('board.clock.title')}</MenuHeading>
      {card.endsAt === null
        ? lengths.map((each) => (
            <MenuItem key={each} icon={<Timer size={20} aria-hidden />} onSelect={() => set(each)}>
              {format.minutes(each * MINUTE_MS)}
            </MenuItem>
          ))
        : extensions.map((each) => (
            <MenuItem
              key={each}
              icon={<Plus size={20} aria-hidden />}
              onSelect={() => set(extended(card, each, now))}
            >
              {t('board.clock.more', { minutes: format.minutes(each * MINUTE_MS) ?? '' })}
            </MenuItem>
          ))}
      {card.endsAt !== null && (
        <MenuItem icon={<NoLimit size={20} aria-hidden />} onSelect={() => set(null)}>
          {t('board.clock.none')}
        </MenuItem>
      )}
    </Menu>
  );
}
