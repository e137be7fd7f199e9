import type { SessionView } from '@parley/shared/policy';
import type { PastNote } from '@parley/shared/protocol';
import { NotebookPen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Note } from '../../../ui/Note.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { RoomSign } from '../board/RoomSign.tsx';
import { useBoardNames } from '../board/names.ts';

interface PastNotesDialogProps {
  view: SessionView;
  actions: Pick<SessionActions, 'notes'>;
  onClose: () => void;
}

/** What whoever conducts has noted for themselves on every room, also on caucuses that were closed. */
export function PastNotesDialog({ view, actions, onClose }: PastNotesDialogProps) {
  const { t } = useTranslation();
  const [notes, setNotes] = useState<readonly PastNote[] | 'looking' | 'failed'>('looking');
  useEffect(() => {
    let gone = false;
    void actions.notes.review().then((found) => {
      if (!gone) setNotes(found ?? 'failed');
    });
    return () => {
      gone = true;
    };
  }, [actions]);
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('files.notes.all.title')}
      description={t('files.notes.all.text')}
    >
      {notes === 'looking' && (
        <p role="status" className="flex items-center justify-center gap-3 p-6 text-ink-2">
          <Spinner />
          {t('files.notes.loading')}
        </p>
      )}
      {notes === 'failed' && <Note tone="danger">{t('files.notes.all.failed')}</Note>}
      {notes.length === 0 && (
        <Empty icon={<NotebookPen size={28} aria-hidden />} title={t('files.notes.all.none')}>
          <p>{t('files.notes.all.how')}</p>
        </Empty>
      )}
      {typeof notes !== 'string' && (
        <ul className="flex flex-col gap-4">
          {notes.map((note) => (
            <OneNote key={note.room.id} note={note} view={view} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function OneNote({ note: { room, closed, writtenAt, text }, view }: { note: PastNote; view: SessionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useBoardNames(view).room(room);
  return (
    <li data-room={room.kind} className="rounded-md border border-line">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-room-soft px-4 py-2 text-room-ink">
        <RoomSign kind={room.kind} size={16} />
        <h3 className="min-w-0 font-semibold">
          <bdi>{name}</bdi>
        </h3>
        {closed && <Badge>{t('files.notes.all.closed')}</Badge>}
        <span className="flex-1" />
        <span className="text-sm tabular-nums">
          {room.openedAt !== null &&
            `${t('files.notes.all.opened', { time: format.time(room.openedAt) })} · `}
          {t('files.notes.all.written', { time: format.time(writtenAt) })}
        </span>
      </div>
      <div className="flex flex-wrap items-end justify-end gap-x-4 gap-y-2 py-3 ps-4 pe-3">
        <p dir="auto" className="min-w-0 flex-1 basis-56 whitespace-pre-wrap">
          {text}
        </p>
        <CopyButton text={text} of={name} />
      </div>
    </li>
  );
}
