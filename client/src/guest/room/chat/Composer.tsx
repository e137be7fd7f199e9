import type { MyPlace } from '@parley/shared/policy';
import { SendHorizontal } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { AttachButton } from '../files/AttachButton.tsx';
import { sends } from './sends.ts';
import type { Draft } from './draft.ts';
import { useBegun } from './use-draft.ts';

interface ComposerProps {
  draft: Draft;
  place: MyPlace;
  onSay: (text: string) => Promise<void>;
  /** In UTF-16 units. */
  longest: number;
  words: { field: string; placeholder: string; tooLong: string };
  /** What is done with files, and who will be able to open one; null where none can be sent. */
  files: { onFiles: (files: readonly File[]) => void; opens: string } | null;
  focus: boolean;
}

export function Composer({ draft, place, onSay, longest, words, files, focus }: ComposerProps) {
  const { text, cleared } = useBegun(draft, place);
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const tooLong = text.length > longest;
  const send = (): void => {
    if (text.trim() === '' || tooLong) return;
    // Shown at once as a line of its own; what happens to it is told there.
    void onSay(text);
    draft.write('');
  };
  return (
    <form
      className="border-t border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {cleared && (
        <p role="status" className="mb-2 text-sm text-ink-2">
          {t('caucus.chat.cleared')}
        </p>
      )}
      <label htmlFor={id} className="sr-only">
        {words.field}
      </label>
      <div className="flex items-end gap-1">
        {files !== null && <AttachButton onFiles={files.onFiles} />}
        <textarea
          id={id}
          ref={field}
          value={text}
          rows={1}
          enterKeyHint="send"
          placeholder={words.placeholder}
          aria-describedby={`${id}-hint`}
          aria-invalid={tooLong || undefined}
          onChange={(event) => draft.write(event.target.value)}
          onKeyDown={(event) => {
            if (!sends(event.nativeEvent)) return;
            event.preventDefault();
            send();
          }}
          className="field-sizing-content max-h-36 min-h-11 w-full min-w-0 flex-1 resize-none rounded-md border border-line-strong bg-raised px-3 py-2 placeholder:text-ink-2 aria-invalid:border-danger"
        />
        <Button
          type="submit"
          variant="primary"
          aria-label={t('common.send')}
          size="md-tight"
          className={files === null ? 'ms-2' : 'ms-1'}
        >
          <SendHorizontal size={20} aria-hidden className="rtl:-scale-x-100" />
        </Button>
      </div>
      {tooLong ? (
        <p role="alert" className="mt-1 text-sm text-danger-ink">
          {words.tooLong}
        </p>
      ) : null}
      {files !== null && <p className="mt-1.5 text-xs text-ink-2">{files.opens}</p>}
      <p id={`${id}-hint`} className="mt-1 hidden text-xs text-ink-2 pointer-fine:block">
        {t('room.chat.hint')}
      </p>
    </form>
  );
}
