import { assertNever } from '@parley/shared/lib';
import type { RoomCard } from '@parley/shared/policy';
import { type FormEvent, lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextAreaField, TextField } from '../../../ui/Field.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { patiently } from '../../../ui/patiently.ts';
import { AssignDialog } from '../turns/AssignDialog.tsx';
import { assignmentOf } from '../turns/assigning.ts';
import type { BoardContext, BoardDialog } from './board-context.ts';
import { NewCaucusDialog } from './NewCaucusDialog.tsx';
import { LONGEST_TITLE } from './titles.ts';

/** Loaded when somebody closes a room with a draft. */
const ClosingNote = lazy(patiently(() => import('../agreement/publishing/ClosingNote.tsx')));

interface BoardDialogsProps {
  dialog: BoardDialog;
  board: BoardContext;
  onClose: () => void;
  /** A caucus was made of those who were chosen. */
  onMade: () => void;
}

/** What opens over the board. */
export function BoardDialogs({ dialog, board, onClose, onMade }: BoardDialogsProps) {
  const { t } = useTranslation();
  switch (dialog.kind) {
    case 'new':
      return <NewCaucusDialog board={board} people={dialog.people} onClose={onClose} onMade={onMade} />;
    case 'tell':
      return <TellDialog to={dialog.to} board={board} onClose={onClose} />;
    case 'assign': {
      const { person } = dialog;
      const assignment = assignmentOf(board.view, person);
      if (assignment === null) return null;
      const { view, actions } = board;
      return <AssignDialog {...{ view, person, assignment, onClose }} turns={actions.turns} />;
    }
    case 'rename':
      return <RenameDialog card={dialog.card} board={board} onClose={onClose} />;
    case 'close': {
      const { card } = dialog;
      return (
        <Confirm
          open
          onOpenChange={onClose}
          title={t('board.close.title', { room: board.names.room(card) })}
          consequence={t('board.close.text')}
          verb={t('board.close.verb')}
          onConfirm={() => board.actions.rooms.closeCaucus(card.id)}
        >
          <p>{t('board.close.ends')}</p>
          <ul className="mt-1 list-disc ps-6">
            <li>{t('board.close.chat')}</li>
            <li>{t('board.close.notes')}</li>
            <li>{t('board.close.draft')}</li>
          </ul>
          {/* From outside, a room is closed with the same words whether or not there is a draft in it. */}
          {board.view.me.room === card.id && board.model.agreement.view.draft !== null && (
            <Suspense fallback={<DraftNote />}>
              <ClosingNote unread={<DraftNote />} />
            </Suspense>
          )}
          <p className="mt-3">{t('board.close.mine')}</p>
        </Confirm>
      );
    }
    default:
      return assertNever(dialog);
  }
}

/** There at once, whatever is known of the draft on this page: nobody closes it before they are told. */
function DraftNote() {
  const { t } = useTranslation();
  return (
    <Note tone="warning" className="mt-3">
      {t('board.close.drafted')}
    </Note>
  );
}

interface OneProps {
  board: BoardContext;
  onClose: () => void;
}

/** The most a message may hold, in UTF-16 units, as in the protocol. */
const longest = 4_000;

/** A few lines into a room one is not in, or into all of them. Kept when they could not be sent. */
function TellDialog({ to, board, onClose }: OneProps & { to: RoomCard | null }) {
  const { t } = useTranslation();
  const form = useId();
  const [text, setText] = useState('');
  const words = text.trim();
  const [send, sending] = useBusy(async () => {
    if (await board.actions.rooms.tell(to?.id ?? null, words)) onClose();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (words !== '') send();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={
        to === null ? t('board.tell.allTitle') : t('board.tell.oneTitle', { room: board.names.room(to) })
      }
      description={to === null ? t('board.tell.allText') : t('board.tell.oneText')}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} busy={sending} disabled={words === ''}>
            {t('common.send')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextAreaField
          label={t('board.tell.field')}
          placeholder={to === null ? t('board.tell.allExample') : t('board.tell.oneExample')}
          maxLength={longest}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

function RenameDialog({ card, board, onClose }: OneProps & { card: RoomCard }) {
  const { t } = useTranslation();
  const form = useId();
  const [text, setText] = useState(card.title ?? '');
  const title = text.trim();
  const [rename, renaming] = useBusy(async () => {
    if (title === card.title || (await board.actions.rooms.renameCaucus(card.id, title))) onClose();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title !== '') rename();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('board.rename.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} busy={renaming} disabled={title === ''}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label={t('board.titleField')}
          hint={t('board.titleHint')}
          value={text}
          maxLength={LONGEST_TITLE}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
