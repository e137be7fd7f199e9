import type { TextHash } from '@parley/shared/agreement';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { hashOfTexts } from './standing.ts';
import type { Texts } from './texts.ts';
import { WholeTexts } from './WholeTexts.tsx';

interface AlignDialogProps {
  number: number;
  /** The words as they were when it opened: of these it is said, and of no others. */
  texts: Texts;
  /** As they are now. */
  now: Texts;
  onClose: () => void;
  onAlign: (hash: TextHash) => Promise<boolean>;
}

/** The texts of a clause one against the other, also where only one of them was on the screen, before one signs for all. */
export function AlignDialog({ number, texts, now, onClose, onAlign }: AlignDialogProps) {
  const { t } = useTranslation();
  const hash = hashOfTexts(texts);
  const changed = hash === null || hash !== hashOfTexts(now);
  const [align, busy] = useBusy(async () => {
    if (hash !== null && (await onAlign(hash))) onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={t('agreement.align.title', { number })}
      description={t('agreement.align.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('agreement.align.refrain')}</Button>
          {!changed && (
            <Button variant="primary" busy={busy} onClick={align}>
              {t('agreement.align.verb')}
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
      <WholeTexts texts={texts} beside />
    </Dialog>
  );
}
