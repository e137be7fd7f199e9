import type { SessionView } from '@parley/shared/policy';
import { type Participant, sideOf } from '@parley/shared/session';
import { clsx } from 'clsx';
import { Armchair, DoorClosed, Languages, Mic, MicOff, Shuffle, Users } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { plain } from '../../i18n/direction.ts';
import { useFormat } from '../../i18n/format.ts';
import type { LineState, SessionActions } from '../../session/model.ts';
import { Name } from '../../ui/Name.tsx';
import { SideMark } from '../../ui/SideMark.tsx';
import { type Hearing, hearing, interpretedInto, isHeard, type Listener, peopleHere } from './hearing.ts';
import { useHearing } from './interpretation/use-hearing.ts';
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
  const open = view.me.microphone === 'open' && view.place.kind === 'room';
  const epoch = view.place.kind === 'room' ? view.place.epoch : null;
  // What the line says now stands on the screen.
  useEffect(() => {
    if (epoch !== null) actions.roomShown(epoch);
  }, [epoch, actions]);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 pt-[max(0.5rem,env(safe-area-inset-top))] pb-2 text-on-fill sm:flex-nowrap sm:px-4">
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
      <div className="flex h-21 w-full min-w-0 items-center gap-2 sm:h-auto sm:min-h-11 sm:w-auto sm:flex-1">
        <p role="status" className="line-clamp-4 min-w-0 sm:line-clamp-2 flex-1 text-sm leading-snug">
          <HearsMe heard={heard} view={view} />
        </p>
        {heard.kind !== 'moving' && heard.kind !== 'alone' && (
          <button
            type="button"
            onClick={onPeople}
            className="flex min-h-9 shrink-0 items-center gap-1.5 rounded-md border border-white/50 px-2.5 text-sm tabular-nums hover:bg-white/15"
          >
            <Users size={16} aria-hidden />
            <span className="sr-only">{t('room.hears.showAll')}</span>
            {numberHere(view, heard)}
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

function HearsMe({ heard, view }: { heard: Hearing; view: SessionView }) {
  const { t } = useTranslation();
  const sentence = useHearing();
  if (heard.kind === 'moving') return t('room.hears.moving');
  const besides = (
    <>
      <Interpreted view={view} />
      <Coming people={heard.coming} view={view} />
    </>
  );
  if (!('listeners' in heard)) {
    return (
      <>
        {sentence(heard)}
        {besides}
      </>
    );
  }
  // The sentence is cut where the names go, so that each name keeps its side's mark.
  const [before = '', after = ''] = plain(sentence(heard)).split('\n');
  return (
    <>
      {before}
      {heard.listeners.map((listener, index) => (
        <Listed key={listener.person.participant.id} last={index === heard.listeners.length - 1}>
          <span className={clsx('font-semibold', listener.leaving && 'italic')}>
            <ListenerName listener={listener} />
          </span>
          <Mark participant={listener.person.participant} view={view} />
        </Listed>
      ))}
      {after}
      {besides}
    </>
  );
}

/** Sets apart within a line, and at the beginning of one takes no room. */
const EN_SPACE = '\u2002';

/** In which languages what is said here is heard as well. */
function Interpreted({ view }: { view: SessionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const languages = interpretedInto(view);
  if (languages.length === 0) return null;
  return (
    <>
      {EN_SPACE}
      <Languages size={16} aria-hidden className="me-1 inline-block align-[-0.2em]" />
      {t('interpretation.hears.interpreted', {
        languages: format.list(languages.map((each) => format.languageName(each))),
      })}
    </>
  );
}

/** One of several, with what parts it from the next: no line begins with that. */
function Listed({ last, children }: { last: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const between = last ? '' : t('common.separator');
  const mark = between.trimEnd();
  return (
    <>
      <span className="inline-block">
        {children}
        {mark}
      </span>
      {between.slice(mark.length)}
    </>
  );
}

function ListenerName({ listener: { person, leaving } }: { listener: Listener }) {
  const { t } = useTranslation();
  const { name } = person.participant;
  if (leaving) return t('caucus.hears.leaving', { name });
  return person.line === 'online' ? <Name name={name} /> : t('room.hears.lost', { name });
}

function Mark({ participant, view }: { participant: Participant; view: SessionView }) {
  const side = sideOf(participant);
  if (side === null) return null;
  return (
    <span className="whitespace-nowrap">
      {' '}
      <SideMark side={side} sides={view.sides} onVeil />
    </span>
  );
}

/** Set apart from those who hear already. */
function Coming({ people, view }: { people: readonly Participant[]; view: SessionView }) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  const [before = '', after = ''] = plain(t('caucus.hears.coming', { names: '\n' })).split('\n');
  return (
    <span className="ms-2 inline-block rounded-sm border border-dashed border-white px-1.5">
      {before}
      {people.map((participant, index) => (
        <Listed key={participant.id} last={index === people.length - 1}>
          <bdi className="font-semibold">{participant.name}</bdi>
          <Mark participant={participant} view={view} />
        </Listed>
      ))}
      {after}
    </span>
  );
}
