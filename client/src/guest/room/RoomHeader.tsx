import type { SessionView } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { Armchair, DoorClosed, Mic, MicOff, Shuffle, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LineState } from '../../session/model.ts';
import { SideMark } from '../../ui/SideMark.tsx';
import { type Hearing, hearing } from './hearing.ts';
import { roomKindOf, useRoomName } from './room-name.ts';

const icons = { plenary: Users, arrival: Armchair, caucus: DoorClosed, moving: Shuffle } as const;

interface RoomHeaderProps {
  view: SessionView;
  line: LineState;
  onPeople: () => void;
}

/** Where am I, who hears me: in the room's own colour, always on screen. */
export function RoomHeader({ view, line, onPeople }: RoomHeaderProps) {
  const { t } = useTranslation();
  const name = useRoomName()(view.place);
  const Icon = icons[roomKindOf(view.place)];
  const heard = hearing(view, line);
  const open = heard.kind === 'open' || heard.kind === 'unsure';
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 pt-[max(0.5rem,env(safe-area-inset-top))] pb-2 text-on-fill sm:flex-nowrap sm:px-4">
      <h1 className="flex shrink-0 items-center gap-2 text-lg leading-tight font-semibold">
        <Icon size={20} aria-hidden />
        {name}
      </h1>
      {view.powers.speak && (
        <span
          aria-hidden
          className={clsx(
            'ms-auto flex shrink-0 items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-semibold sm:ms-0',
            heard.kind === 'open' ? 'bg-white text-black' : 'border border-white/70',
          )}
        >
          {open ? <Mic size={14} /> : <MicOff size={14} />}
          {open ? t('room.hears.micOpen') : t('room.hears.micMuted')}
        </span>
      )}
      <div className="flex w-full min-w-0 items-center gap-2 sm:w-auto sm:flex-1">
        <p role="status" className="line-clamp-3 min-w-0 sm:line-clamp-2 flex-1 text-sm leading-snug">
          <HearsMe heard={heard} view={view} />
        </p>
        {'listeners' in heard && (
          <button
            type="button"
            onClick={onPeople}
            className="flex min-h-9 shrink-0 items-center gap-1.5 rounded-md border border-white/50 px-2.5 text-sm tabular-nums hover:bg-white/15"
          >
            <Users size={16} aria-hidden />
            <span className="sr-only">{t('room.hears.showAll')}</span>
            {heard.listeners.length + 1}
          </button>
        )}
      </div>
    </header>
  );
}

function HearsMe({ heard, view }: { heard: Hearing; view: SessionView }) {
  const { t } = useTranslation();
  if (!('listeners' in heard)) return t(`room.hears.${heard.kind}`);
  // The sentence is cut where the names go, so that each name keeps its side's mark.
  const [before = '', after = ''] = t(`room.hears.${heard.kind}`, { names: '\n' }).split('\n');
  return (
    <>
      {before}
      {heard.listeners.map(({ participant, line }, index) => (
        <span key={participant.id}>
          <span className="font-semibold">
            {line === 'online' ? participant.name : t('room.hears.lost', { name: participant.name })}
          </span>
          <span className="whitespace-nowrap">
            {'side' in participant && participant.side !== null && (
              <>
                {' '}
                <SideMark side={participant.side} sides={view.sides} onVeil />
              </>
            )}
            {index < heard.listeners.length - 1 && t('common.separator')}
          </span>
        </span>
      ))}
      {after}
    </>
  );
}
