import type { SessionView } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { Armchair, DoorClosed, Mic, MicOff, Shuffle, Users } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../session/model.ts';
import type { LineState } from '../../session/line-state.ts';
import { type Hearing, hearing, isHeard, peopleHere } from './hearing.ts';
import { Hearers } from './hears/Hearers.tsx';
import { roomKindOf, useRoomName } from './room-name.ts';

const icons = { plenary: Users, arrival: Armchair, caucus: DoorClosed, moving: Shuffle } as const;

interface RoomHeaderProps {
  view: SessionView;
  line: LineState;
  onPeople: () => void;
  actions: Pick<SessionActions, 'roomShown'>;
}

/** Where am I, who hears me: in the room's own colour, always on screen. */
export function RoomHeader({ view, line, onPeople, actions }: RoomHeaderProps) {
  const { t } = useTranslation();
  const name = useRoomName()(view.place);
  const Icon = icons[roomKindOf(view.place)];
  const heard = hearing(view, line);
  const number = numberHere(view, heard);
  const open = view.me.microphone === 'open' && view.place.kind === 'room';
  const epoch = view.place.kind === 'room' ? view.place.epoch : null;
  // What the line says now stands on the screen.
  useEffect(() => {
    if (epoch !== null) actions.roomShown(epoch);
  }, [epoch, actions]);
  return (
    <header className="relative z-30 flex flex-wrap items-center gap-x-4 gap-y-1 px-3 pt-[max(0.5rem,env(safe-area-inset-top))] pb-2 text-on-fill sm:flex-nowrap sm:px-4">
      <h1 className="flex min-w-0 flex-1 items-center gap-2 text-lg leading-tight font-semibold sm:max-w-[40%] sm:flex-none">
        <Icon size={20} aria-hidden className="shrink-0" />
        <bdi className="line-clamp-2 sm:line-clamp-1">{name}</bdi>
      </h1>
      {view.powers.speak && (
        <span
          aria-hidden
          className={clsx(
            'ms-auto flex shrink-0 items-center gap-1.5 rounded-full border px-2.5 py-0.5 text-xs font-semibold sm:ms-0',
            isHeard(heard) ? 'border-white bg-white text-black' : 'border-white/70',
          )}
        >
          {open ? <Mic size={14} /> : <MicOff size={14} />}
          {open && heard.kind === 'hushed'
            ? t('turns.heldShort')
            : open
              ? t('room.hears.micOpen')
              : t('room.hears.micMuted')}
        </span>
      )}
      {/* Of one height whoever comes and goes, as all else stands below it. */}
      <div className="flex h-21 w-full min-w-0 items-center gap-2 sm:h-11 sm:w-auto sm:flex-1">
        <Hearers heard={heard} view={view} />
        {heard.kind !== 'moving' && number > 1 && (
          <button
            type="button"
            onClick={onPeople}
            className="flex min-h-9 shrink-0 items-center gap-1.5 rounded-md border border-white/50 px-2.5 text-sm tabular-nums hover:bg-white/15"
          >
            <Users size={16} aria-hidden />
            <span className="sr-only">{t('room.hears.showAll')}</span>
            {number}
          </button>
        )}
      </div>
    </header>
  );
}

/** With me, and with whoever is still on the way out. */
function numberHere(view: SessionView, heard: Hearing): number {
  const listeners = 'listeners' in heard ? heard.listeners.map(({ person }) => person) : [];
  return new Set([...peopleHere(view), ...listeners].map(({ participant }) => participant.id)).size + 1;
}
