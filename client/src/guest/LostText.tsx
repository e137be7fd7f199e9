import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Note } from '../ui/Note.tsx';

interface LostTextProps {
  title: string;
  /** Where it was written, and what became of it. */
  about: string;
  text: string;
  onPutAway: () => void;
}

/** The words are for their writer alone: nobody who looks over a shoulder, or at a shared screen, reads them unasked. */
export function LostText({ title, about, text, onPutAway }: LostTextProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Note tone="danger" live>
      <p className="font-semibold">{title}</p>
      <p className="text-sm">{about}</p>
      {shown && (
        <p
          dir="auto"
          tabIndex={0}
          className="my-2 max-h-40 overflow-y-auto rounded-sm bg-raised p-3 whitespace-pre-wrap text-ink select-text"
        >
          {text}
        </p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? t('files.notes.lost.hide') : t('files.notes.lost.show')}
        </Button>
        <CopyButton text={text} />
        <Button size="sm" variant="quiet" onClick={onPutAway}>
          {t('files.notes.lost.putAway')}
        </Button>
      </div>
    </Note>
  );
}
