import type { MyPlace } from '@parley/shared/policy';
import { NotebookText } from 'lucide-react';
import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText, useLanguage } from '../../../i18n/index.ts';
import type { SessionActions } from '../../../session/model.ts';
import type { NoteModel } from '../../../session/note-box.ts';
import { Button } from '../../../ui/Button.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { useNoteModel } from '../../use-session.ts';
import { roomKindOf, useRoomName } from '../room-name.ts';

/** As the protocol's `NoteText`, UTF-16 units. */
const longest = 20_000;

interface NotesPanelProps {
  place: MyPlace;
  /** Finds them again from outside the room, or not at all. */
  onReview: (() => void) | null;
  actions: Pick<SessionActions, 'notes'>;
}

/** What I keep for myself about this room. */
export function NotesPanel({ place, onReview, actions }: NotesPanelProps) {
  const { t } = useTranslation();
  const note = useNoteModel();
  const id = useId();
  const room = useRoomName()(place);
  const missing = note.kind === 'none';
  // Also after a move, with the panel still open: the next room has notes of its own.
  useEffect(() => {
    if (missing) actions.notes.open();
  }, [missing, actions]);
  return (
    <div data-room={roomKindOf(place)} className="flex min-h-0 flex-1 flex-col">
      <p id={`${id}-who`} className="border-b border-line bg-room-soft px-4 py-2 text-sm text-room-ink">
        {t('files.notes.only', { room })}
      </p>
      {note.kind === 'open' ? (
        <>
          <label htmlFor={id} className="sr-only">
            {t('files.notes.field')}
          </label>
          <textarea
            id={id}
            value={note.text}
            maxLength={longest}
            placeholder={t('files.notes.placeholder')}
            aria-describedby={`${id}-who`}
            onChange={(event) => actions.notes.write(event.target.value)}
            className="min-h-40 w-full flex-1 resize-none bg-raised px-4 py-3 placeholder:text-ink-2"
          />
          <div className="border-t border-line px-4 py-2 text-sm text-ink-2">
            {note.text.length >= longest && <p role="alert">{t('files.notes.full')}</p>}
            <SavedState state={note.state} />
            {onReview === null ? (
              <p>{t(`files.notes.lasts.${roomKindOf(place) === 'caucus' ? 'caucus' : 'room'}`)}</p>
            ) : (
              <Button
                size="sm"
                variant="quiet"
                icon={<NotebookText size={16} aria-hidden />}
                onClick={onReview}
                className="-ms-3"
              >
                {t('files.notes.all.open')}
              </Button>
            )}
          </div>
        </>
      ) : (
        <p role="status" className="m-auto flex items-center gap-3 p-6 text-ink-2">
          <Spinner />
          {t('files.notes.loading')}
        </p>
      )}
    </div>
  );
}

function SavedState({ state }: { state: Extract<NoteModel, { kind: 'open' }>['state'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words =
    state.kind === 'refused'
      ? t('files.notes.refused', { reason: errorText(state.error, language) })
      : t(`files.notes.${state.kind}`);
  // «Saving…» and «saved» by turns would talk over whoever writes.
  const calm = state.kind === 'saved' || state.kind === 'saving';
  return <p role={calm ? undefined : 'status'}>{words}</p>;
}
