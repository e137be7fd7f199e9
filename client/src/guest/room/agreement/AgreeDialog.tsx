import type { TextHash } from '@parley/shared/agreement';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../i18n/languages.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { RichWords } from './RichWords.tsx';
import { hashOfTexts } from './standing.ts';
import type { Texts } from './texts.ts';

interface AgreeDialogProps {
  number: number;
  side: string;
  /** The words as they were when it opened: these are agreed to, and no others. */
  texts: Texts;
  /** As they are now. */
  now: Texts;
  onClose: () => void;
  onAgree: (hash: TextHash) => Promise<boolean>;
}

/** The very words one agrees to, in every language, and the button that does it. */
export function AgreeDialog({ number, side, texts, now, onClose, onAgree }: AgreeDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const hash = hashOfTexts(texts);
  const changed = hash === null || hash !== hashOfTexts(now);
  const [agree, busy] = useBusy(async () => {
    if (hash !== null && (await onAgree(hash))) onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={t('agreement.agree.title', { number })}
      description={t('agreement.agree.text', { side })}
      actions={
        <>
          <Button onClick={onClose}>{t('agreement.agree.refrain')}</Button>
          {!changed && (
            <Button variant="primary" busy={busy} onClick={agree}>
              {t('agreement.agree.verb')}
            </Button>
          )}
        </>
      }
    >
      {changed && (
        <Note tone="warning" live className="mb-3">
          {t('agreement.agree.changed')}
        </Note>
      )}
      <div className="flex flex-col gap-4">
        {[...texts].map(([language, text]) => (
          <section key={language} aria-label={format.languageName(language)}>
            <p className="text-sm text-ink-2">{format.languageName(language)}</p>
            <div
              {...inLanguage(language)}
              tabIndex={0}
              className="words rounded-sm border border-line bg-paper px-3 py-2"
            >
              {text !== null && <RichWords text={text} />}
            </div>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
