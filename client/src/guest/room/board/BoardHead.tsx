import type { Side } from '@parley/shared/session';
import { LockKeyhole, Megaphone, Plus, SlidersHorizontal, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import type { BoardContext } from './board-context.ts';
import { Gathering } from './Gathering.tsx';
import { Leading } from './Leading.tsx';
import { privateTalk } from './model.ts';
import { MoveItems } from './MoveItems.tsx';
import { NewCaucusMenu } from './NewCaucusMenu.tsx';

/** What is done with whole rooms and whole sides, always in the same place. */
export function BoardHead({ board, onClear }: { board: BoardContext; onClear: () => void }) {
  const { view, model, actions, open, onRoomDialog } = board;
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2 border-b border-line px-2 py-2">
      <Leading view={view} rooms={actions.rooms} />
      <div className="grid gap-2 @md:grid-cols-[1fr_auto]">
        <Gathering
          view={view}
          clockOffset={model.clockOffset}
          rooms={actions.rooms}
          conduct={board.conduct}
        />
        <Button
          icon={<Megaphone size={18} aria-hidden />}
          onClick={() => open({ kind: 'tell', to: null })}
          size="md-tight"
          className="whitespace-nowrap @md:col-start-2"
        >
          {t('board.tell.all')}
        </Button>
      </div>
      {board.chosen.size === 0 ? <Talks board={board} /> : <Chosen board={board} onClear={onClear} />}
      {view.board?.locked === true && (
        <p className="flex items-center gap-2 text-sm">
          <LockKeyhole size={16} aria-hidden className="shrink-0" />
          <span className="flex-1">{t('board.locked')}</span>
          {view.powers.preside && (
            <Button size="sm" variant="quiet" onClick={() => onRoomDialog({ kind: 'rules' })}>
              {t('board.change')}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

function Talks({ board }: { board: BoardContext }) {
  const { view } = board;
  const { t } = useTranslation();
  return (
    <div
      role="group"
      aria-label={t('board.talk.label')}
      className="flex min-h-9 flex-wrap items-center gap-2"
    >
      <span aria-hidden className="hidden text-sm text-ink-2 @md:inline">
        {t('board.talk.label')}
      </span>
      {view.sides.map((side) => (
        <TalkButton key={side.id} side={side} board={board} />
      ))}
      <span className="ms-auto">
        <NewCaucusMenu board={board} />
      </span>
    </div>
  );
}

/** One press: a caucus of this side and me. */
function TalkButton({ side, board }: { side: Side; board: BoardContext }) {
  const { view, names, conduct } = board;
  const { t } = useTranslation();
  const [talk, busy] = useBusy(async () => {
    await conduct.talkToSide(side.id);
  });
  const { kind } = privateTalk(view, side.id);
  const name = names.side(side);
  return (
    <Button
      size="sm"
      busy={busy}
      disabled={kind === 'nobody' || kind === 'under-way'}
      onClick={talk}
      icon={
        <span aria-hidden>
          <SideMark side={side.id} sides={view.sides} />
        </span>
      }
      className="max-w-48"
    >
      <bdi aria-hidden className="truncate">
        {name}
      </bdi>
      <span className="sr-only">{t('board.talk.with', { side: name })}</span>
    </Button>
  );
}

/** What can be done with the people chosen; stands where the talks do, so that nothing moves. */
function Chosen({ board, onClear }: { board: BoardContext; onClear: () => void }) {
  const { chosen, open, conduct } = board;
  const { t } = useTranslation();
  const [make, making] = useBusy(async () => {
    if (await conduct.talkTo([...chosen])) onClear();
  });
  return (
    <div
      role="group"
      aria-label={t('board.chosen.label')}
      className="flex min-h-9 flex-wrap items-center gap-2"
    >
      <span className="text-sm font-medium tabular-nums">
        {t('board.chosen.count', { count: chosen.size })}
      </span>
      <Button size="sm" variant="primary" busy={making} icon={<Plus size={16} aria-hidden />} onClick={make}>
        {t('board.make')}
      </Button>
      <IconButton
        label={t('board.chosen.details')}
        size="sm"
        icon={<SlidersHorizontal size={18} aria-hidden />}
        onClick={() => open({ kind: 'new', people: chosen })}
      />
      <Menu align="start" trigger={<Button size="sm">{t('board.chosen.moveTo')}</Button>}>
        <MoveItems board={board} people={chosen} />
      </Menu>
      <span className="flex-1" />
      <Button
        size="sm"
        variant="quiet"
        icon={<Undo2 size={16} aria-hidden className="rtl:-scale-x-100" />}
        onClick={onClear}
      >
        {t('board.chosen.clear')}
      </Button>
    </div>
  );
}
