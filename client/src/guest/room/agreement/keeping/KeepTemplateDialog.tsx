import { canonicalText, MAX_TEMPLATE_CLAUSES, type OwnClause, publishedText } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { ClauseId } from '@parley/shared/ids';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sha256 } from '../../../../agreement/text/hash.ts';
import { inLanguage } from '../../../../i18n/languages.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Checkbox } from '../../../../ui/Checkbox.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { TextField } from '../../../../ui/Field.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import type { Desk } from '../desk.ts';
import { RichWords } from '../RichWords.tsx';

interface KeepTemplateDialogProps {
  desk: Desk;
  onClose: () => void;
}

/** What would leave, taken once: what is shown and what is named when it is sent are one value. */
interface Preview {
  readonly clauses: readonly ClauseId[];
  readonly words: readonly OwnClause[];
}

/**
 * Which clauses of the agreement may serve in other cases, and then exactly what the organisation's staff will be given
 * of them. The server replaces the names; nothing is sent from here but the name of what stands on the screen.
 */
export default function KeepTemplateDialog({ desk, onClose }: KeepTemplateDialogProps) {
  const { t } = useTranslation();
  const { book, actions, say, online } = desk;
  const settled = book.clauses.filter(
    ({ state, without }) => (state === 'agreed' || state === 'locked') && without.length === 0,
  );
  const [left, setLeft] = useState<ReadonlySet<ClauseId>>(new Set());
  const [title, setTitle] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<ErrorReply | null>(null);
  const chosen = settled.map(({ id }) => id).filter((id) => !left.has(id));
  const [look, looking] = useBusy(async () => {
    setError(null);
    const answer = await actions.keeping.preview(chosen);
    if (answer.ok) setPreview({ clauses: chosen, words: answer.value });
    else setError(answer.error);
  });
  const [keep, keeping] = useBusy(async () => {
    if (preview === null) return;
    const denied = await actions.keeping.keep(title.trim(), preview.clauses, hashOf(preview));
    if (denied === null) {
      say(t('templates.keep.said'));
      onClose();
    } else {
      setPreview(null);
      setError(denied);
    }
  });
  if (preview !== null) {
    return (
      <Dialog
        open
        wide
        onOpenChange={onClose}
        title={t('templates.keep.previewTitle')}
        description={t('templates.keep.previewText')}
        actions={
          <>
            <Button onClick={() => setPreview(null)}>{t('templates.keep.back')}</Button>
            <Button variant="primary" busy={keeping} disabled={!online} onClick={keep}>
              {t('templates.keep.verb')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Note tone="warning">{t('templates.keep.check')}</Note>
          <PreviewWords preview={preview} />
        </div>
      </Dialog>
    );
  }
  const tooMany = chosen.length > MAX_TEMPLATE_CLAUSES;
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('templates.keep.title')}
      description={t('templates.keep.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            icon={<Eye size={18} aria-hidden />}
            busy={looking}
            disabled={!online || chosen.length === 0 || tooMany || title.trim() === ''}
            onClick={look}
          >
            {t('templates.keep.look')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error !== null && <ErrorNote error={error} />}
        {settled.length === 0 ? (
          <Note>{t('templates.keep.none')}</Note>
        ) : (
          <>
            <TextField
              label={t('templates.form.name')}
              hint={t('templates.keep.nameHint')}
              maxLength={80}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
            <fieldset>
              <legend className="font-medium">{t('templates.keep.which')}</legend>
              {settled.map(({ id }) => (
                <Checkbox
                  key={id}
                  checked={!left.has(id)}
                  onChange={(on) =>
                    setLeft(new Set(on ? [...left].filter((each) => each !== id) : [...left, id]))
                  }
                >
                  {t('agreement.clause.name', {
                    number: book.clauses.findIndex((each) => each.id === id) + 1,
                  })}
                </Checkbox>
              ))}
            </fieldset>
            {tooMany && (
              <Note tone="warning">{t('templates.keep.most', { most: MAX_TEMPLATE_CLAUSES })}</Note>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

const hashOf = ({ words }: Preview) =>
  sha256(
    publishedText(
      words.map((clause) =>
        Object.fromEntries(Object.entries(clause).map(([language, text]) => [language, canonicalText(text)])),
      ),
    ),
  );

const PreviewWords = ({ preview }: { preview: Preview }) => (
  <ol className="flex flex-col divide-y divide-line rounded-md border border-line bg-paper">
    {preview.words.map((clause, index) => (
      <li key={preview.clauses[index]} className="flex flex-col gap-2 px-3 py-3">
        {Object.entries(clause).map(([language, text]) => (
          <div key={language} {...inLanguage(language)} className="words">
            <RichWords text={text} />
          </div>
        ))}
      </li>
    ))}
  </ol>
);
