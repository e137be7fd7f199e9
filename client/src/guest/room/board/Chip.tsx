import type { PersonView, SessionView } from '@parley/shared/policy';
import { type Role, sideOf } from '@parley/shared/session';
import { clsx } from 'clsx';
import {
  AudioLines,
  CircleCheck,
  Eye,
  Hand,
  Languages,
  Mic,
  MicOff,
  NotebookPen,
  Scale,
  Shuffle,
  WifiOff,
} from 'lucide-react';
import type { PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Name } from '../../../ui/Name.tsx';
import { useRoleName } from '../../../ui/person.ts';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useQuality, useSpeaks } from '../../use-session.ts';
import type { BoardContext } from './board-context.ts';
import { ChipMenu } from './ChipMenu.tsx';
import { mayMove } from './model.ts';

const neutral: { readonly [R in Role]: typeof Eye } = {
  mediator: Scale,
  'co-mediator': Scale,
  party: Scale,
  counsel: Scale,
  interpreter: Languages,
  recorder: NotebookPen,
  observer: Eye,
};

/** Below this a line is bad (0 … 10). */
const POOR = 4;

/** One person on the board: pressed to be chosen, dragged, or moved by the menu. */
export function Chip({ person, board }: { person: PersonView; board: BoardContext }) {
  const { view, chosen, choose, drag } = board;
  const { id } = person.participant;
  const movable = mayMove(view, person);
  const picked = chosen.has(id);
  const carried = drag.dragging?.people.includes(id) === true;
  const moving = person.attendance === 'entering';
  const look = clsx(
    'flex min-h-7.5 w-full min-w-0 items-center gap-1.5 rounded-sm border px-1.5 text-start text-sm select-none pointer-coarse:min-h-9',
    moving ? 'border-dashed border-moving bg-moving-soft text-moving-ink' : 'border-line bg-raised',
    picked && 'border-ink bg-sunken ring-1 ring-ink',
    carried && 'opacity-55',
  );
  const inside = <ChipWords person={person} board={board} />;
  return (
    <li className="flex min-w-0 items-center">
      {movable ? (
        <button
          type="button"
          aria-pressed={picked}
          onClick={({ shiftKey }) => choose(id, shiftKey)}
          onPointerDown={(event: PointerEvent) => drag.start(event, picked ? [...chosen] : [id])}
          className={clsx(look, 'hover:bg-sunken')}
        >
          {inside}
        </button>
      ) : (
        <div className={look}>{inside}</div>
      )}
      <ChipMenu person={person} board={board} />
    </li>
  );
}

function ChipWords({ person, board }: { person: PersonView; board: BoardContext }) {
  const { view } = board;
  const roleName = useRoleName();
  const { participant } = person;
  const side = sideOf(participant);
  const Neutral = neutral[participant.role];
  const role = roleName(participant, view.sides);
  return (
    <>
      {side === null ? (
        <Neutral size={18} aria-hidden className="mx-0.5 shrink-0" />
      ) : (
        <SideMark side={side} sides={view.sides} />
      )}
      <span className="flex min-w-0 flex-1" title={`${participant.name} · ${role}`}>
        <Name name={participant.name} mine={person === view.me} className="truncate" />
        <span className="sr-only"> {role}</span>
      </span>
      <Signs person={person} view={view} />
    </>
  );
}

function Signs({ person, view }: { person: PersonView; view: SessionView }) {
  const { t } = useTranslation();
  const { id } = person.participant;
  const quality = useQuality(id);
  const speaking = useSpeaks(id);
  // Also on the way: nobody who is away arrives anywhere.
  if (person.line !== 'online') {
    return <Sign Icon={WifiOff} words={t('room.people.lost')} shown danger />;
  }
  if (person.attendance === 'entering') {
    return <Sign Icon={Shuffle} words={t('board.chip.moving')} shown />;
  }
  const signs: ReactNode[] = [];
  if (person.ready && person.room !== view.board?.rooms.find(({ kind }) => kind === 'plenary')?.id) {
    signs.push(<Sign key="ready" Icon={CircleCheck} words={t('board.chip.ready')} good />);
  }
  if (person.handSince !== null) {
    signs.push(<Sign key="hand" Icon={Hand} words={t('room.people.handUp')} />);
  }
  if (quality !== null && quality < POOR) {
    signs.push(<WeakLine key="line" words={t('board.chip.weak')} />);
  }
  if (person.microphone === 'open') {
    signs.push(
      <Sign
        key="voice"
        Icon={speaking ? AudioLines : Mic}
        words={speaking ? t('room.stage.speaking') : t('room.people.micOpen')}
      />,
    );
  } else {
    const words = person.microphone === 'muted' ? t('room.people.micMuted') : t('room.people.micNone');
    signs.push(<Sign key="voice" Icon={MicOff} words={words} faint />);
  }
  return signs;
}

/** One bar of three, as on the stage. */
const WeakLine = ({ words }: { words: string }) => (
  <span title={words} className="flex h-4 shrink-0 items-end gap-0.5">
    <span className="sr-only">{words}</span>
    <span aria-hidden className="h-1.5 w-1 rounded-full bg-ink" />
    <span aria-hidden className="h-2.5 w-1 rounded-full bg-line-strong/50" />
    <span aria-hidden className="h-3.5 w-1 rounded-full bg-line-strong/50" />
  </span>
);

interface SignProps {
  Icon: typeof Eye;
  words: string;
  /** The words stand beside the sign. */
  shown?: boolean;
  faint?: boolean;
  good?: boolean;
  danger?: boolean;
}

const Sign = ({ Icon, words, shown = false, faint = false, good = false, danger = false }: SignProps) => (
  <span
    title={shown ? undefined : words}
    className={clsx(
      'flex shrink-0 items-center gap-1 text-xs',
      faint && 'text-ink-2',
      good && 'text-agreed-ink',
      danger && 'text-danger-ink',
    )}
  >
    <Icon size={16} aria-hidden />
    <span className={shown ? undefined : 'sr-only'}>{words}</span>
  </span>
);
