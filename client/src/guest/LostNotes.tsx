import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LostNote } from '../session/note-box.ts';
import type { SessionActions } from '../session/model.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Note } from '../ui/Note.tsx';

interface LostNotesProps {
  notes: readonly LostNote[];
  actions: Pick<SessionActions, 'notes'>;
}

/** What I noted in a room I left, and could not be stored any more; gone for good once it is put away. */
export function LostNotes({ notes, actions }: LostNotesProps) {
  return notes.map((note) => (
    <Lost key={note.epoch} note={note} onPutAway={() => actions.notes.putAway(note.epoch)} />
  ));
}

/** The words are for their writer alone: nobody who looks over a shoulder, or at a shared screen, reads them unasked. */
function Lost({ note, onPutAway }: { note: LostNote; onPutAway: () => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Note tone="danger" live>
      <p className="font-semibold">{t('files.notes.lost.title')}</p>
      <p className="text-sm">{t('files.notes.lost.text')}</p>
      {shown && (
        <p
          dir="auto"
          tabIndex={0}
          className="my-2 max-h-40 overflow-y-auto rounded-sm bg-raised p-3 whitespace-pre-wrap text-ink select-text"
        >
          {note.text}
        </p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? t('files.notes.lost.hide') : t('files.notes.lost.show')}
        </Button>
        <CopyButton text={note.text} />
        <Button size="sm" variant="quiet" onClick={onPutAway}>
          {t('files.notes.lost.putAway')}
        </Button>
      </div>
    </Note>
  );
}
