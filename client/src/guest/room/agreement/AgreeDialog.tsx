import type { TextHash } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { hashOfTexts, inDoubt, isDoubtful, type Standing } from './standing.ts';
import type { Texts } from './texts.ts';
import { WholeTexts } from './WholeTexts.tsx';

interface AgreeDialogProps {
  number: number;
  side: string;
  /** The words as they were when it opened: these are agreed to, and no others. */
  texts: Texts;
  /** As they are now. */
  now: Texts;
  /** Whether they say the same in every language, and which counts where they do not. */
  standing: Standing;
  prevailing: Language;
  onClose: () => void;
  onAgree: (hash: TextHash) => Promise<boolean>;
}

/** The very words one agrees to, in every language, and the button that does it. */
export function AgreeDialog({ number, side, texts, now, standing, prevailing, ...on }: AgreeDialogProps) {
  const { t } = useTranslation();
  const { onClose, onAgree } = on;
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
      {!changed && <InDoubt standing={standing} prevailing={prevailing} />}
      <WholeTexts texts={texts} />
    </Dialog>
  );
}

/** That nobody has said of these very texts that they agree, before one agrees to all of them. */
function InDoubt({ standing, prevailing }: Pick<AgreeDialogProps, 'standing' | 'prevailing'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!isDoubtful(standing)) return null;
  const languages = format.list(inDoubt(standing).map((each) => format.languageName(each)));
  return (
    <Note tone={standing.kind === 'never' ? 'info' : 'warning'} className="mb-3">
      <p>{t(`agreement.agree.doubt.${standing.kind}`, { languages })}</p>
      <p>{t('agreement.agree.prevails', { language: format.languageName(prevailing) })}</p>
    </Note>
  );
}
