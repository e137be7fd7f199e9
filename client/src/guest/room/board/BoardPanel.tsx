import type { ParticipantId, RoomId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { NotebookText, Plus } from 'lucide-react';
import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { DrawnModel } from '../../drawn-model.ts';
import { Button } from '../../../ui/Button.tsx';
import { NeedsList } from '../people/NeedsList.tsx';
import type { Need } from '../people/needs.ts';
import type { Panel, RoomDialog } from '../ui-state.ts';
import { InterpretersList } from '../turns/InterpretersList.tsx';
import { arrivalsBetween } from './arrivals.ts';
import { BoardDialogs } from './BoardDialogs.tsx';
import { BoardHead } from './BoardHead.tsx';
import { type BoardActions, type BoardContext, type BoardDialog, idOf } from './board-context.ts';
import { between, toggled } from './choosing.ts';
import { boardIn, destinationsFor, mayMove, onBoard, placedIn } from './model.ts';
import { useBoardNames } from './names.ts';
import { RoomTile } from './RoomTile.tsx';
import type { Conduct } from './use-conduct.tsx';
import { useDrag } from './use-drag.ts';

interface BoardPanelProps {
  view: SessionView;
  model: DrawnModel;
  needs: readonly Need[];
  now: number;
  actions: BoardActions;
  conduct: Conduct;
  onDialog: (dialog: RoomDialog) => void;
  onPanel: (panel: Panel) => void;
}

/** What a new caucus is dropped on. */
const NEW = 'new';

/** All rooms at a glance: who is where, and everything that moves them. */
export function BoardPanel({
  view,
  model,
  needs,
  now,
  actions,
  conduct,
  onDialog,
  onPanel,
}: BoardPanelProps) {
  const { t } = useTranslation();
  const names = useBoardNames(view);
  const [picked, setPicked] = useState<ReadonlySet<ParticipantId>>(new Set());
  const [dialog, setDialog] = useState<BoardDialog | null>(null);
  const said = useArrivals(view);
  // Whoever has left meanwhile is chosen no longer.
  const movable = placedIn(view).filter((person) => mayMove(view, person));
  const chosen = new Set(movable.map(idOf).filter((id) => picked.has(id)));
  const clear = (): void => setPicked(new Set());
  const last = useRef<ParticipantId | null>(null);
  const choose = (id: ParticipantId, upToIt: boolean): void => {
    const from = last.current;
    last.current = id;
    if (!upToIt || from === null) return setPicked((old) => toggled(old, id));
    const order = onBoard(view).flatMap((person) => (mayMove(view, person) ? [idOf(person)] : []));
    setPicked((old) => new Set([...old, ...between(order, from, id)]));
  };
  const move = (people: readonly ParticipantId[], to: RoomId): void => {
    void conduct.move(people, to).then((done) => {
      if (done) clear();
    });
  };
  const drag = useDrag({
    targets: (people) => new Set<string>([...destinationsFor(view, new Set(people)), NEW]),
    drop: (people, target) => {
      const to = view.board?.rooms.find(({ id }) => id === target)?.id;
      if (to !== undefined) move(people, to);
      else setDialog({ kind: 'new', people: new Set(people) });
    },
  });
  const rooms = boardIn(view);
  if (rooms === null) return null;
  const board: BoardContext = {
    view,
    model,
    now,
    names,
    actions,
    conduct,
    drag,
    chosen,
    move,
    choose,
    open: setDialog,
    onRoomDialog: onDialog,
  };
  return (
    <div className={clsx('@container flex min-h-0 flex-1 flex-col', drag.dragging && 'cursor-grabbing')}>
      <BoardHead board={board} onClear={clear} />
      <div data-scroller="" className="min-h-0 flex-1 overflow-y-auto p-1.5">
        <ul aria-label={t('board.rooms')} className="grid grid-cols-1 gap-1.5 @md:grid-cols-2">
          {rooms.plenary !== null && <RoomTile room={rooms.plenary} board={board} />}
          {[...rooms.arrivals, ...rooms.caucuses].map((room) => (
            <RoomTile key={room.card.id} room={room} board={board} />
          ))}
          {drag.dragging !== null && (
            <li
              data-drop={NEW}
              className={clsx(
                'flex sticky bottom-0 min-h-14 items-center justify-center gap-2 rounded-md border border-dashed border-caucus bg-caucus-soft p-2 text-sm font-medium text-caucus-ink @md:col-span-2',
                drag.dragging.over === NEW && 'outline-3 outline-caucus',
              )}
            >
              <Plus size={18} aria-hidden />
              {t('board.newCaucus')}
            </li>
          )}
        </ul>
        <InterpretersList view={view} onChange={(person) => setDialog({ kind: 'assign', person })} />
        <Button
          size="sm"
          variant="quiet"
          icon={<NotebookText size={16} aria-hidden />}
          onClick={() => onDialog({ kind: 'past-notes' })}
          className="mt-3"
        >
          {t('files.notes.all.open')}
        </Button>
      </div>
      <div className="max-h-1/3 shrink-0 overflow-y-auto border-t border-line">
        <NeedsList {...{ needs, view, now, actions, conduct, onDialog, onPanel }} />
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      <Ghost board={board} />
      {dialog !== null && (
        <BoardDialogs dialog={dialog} board={board} onClose={() => setDialog(null)} onMade={clear} />
      )}
    </div>
  );
}

/** The names under the pointer. */
function Ghost({ board: { drag, view } }: { board: BoardContext }) {
  const format = useFormat();
  const { dragging, setGhost } = drag;
  const people = dragging?.people ?? [];
  const carried = placedIn(view).filter((person) => people.includes(idOf(person)));
  return (
    <div
      ref={setGhost}
      aria-hidden
      // It follows the pointer, whose place is told from the left.
      style={{ left: 0 }}
      className={clsx(
        'pointer-events-none fixed top-0 z-50 max-w-72 truncate rounded-sm bg-ink px-3 py-1.5 text-sm text-paper',
        dragging === null && 'invisible',
      )}
    >
      {format.list(carried.map(({ participant }) => participant.name))}
    </div>
  );
}

/** The latest arrivals in words, for whoever cannot see the chips change their places. */
function useArrivals(view: SessionView): string {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useBoardNames(view);
  const [said, setSaid] = useState('');
  const before = useRef(view);
  useEffect(() => {
    const arrivals = arrivalsBetween(before.current, view);
    before.current = view;
    if (arrivals.length === 0) return;
    setSaid(
      arrivals
        .map(({ room: id, people }) => {
          const card = view.board?.rooms.find((room) => room.id === id);
          return t('board.arrived', {
            people: format.list(people.map(({ participant }) => participant.name)),
            room: card === undefined ? '' : names.room(card),
          });
        })
        .join(' '),
    );
  }, [view, t, format, names]);
  return said;
}
