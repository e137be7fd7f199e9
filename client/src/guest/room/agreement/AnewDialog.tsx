import type { BookView, DocumentKind } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementActions } from '../../../session/agreement-actions.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { PrivateMark } from './PrivateMark.tsx';
import { StartForm } from './StartForm.tsx';

interface AnewDialogProps {
  kind: DocumentKind;
  view: SessionView;
  book: BookView;
  actions: Pick<AgreementActions, 'restart' | 'templates'>;
  onClose: () => void;
}

/** What goes when it is started anew, what stays to be read, and what it is to begin with then. */
export function AnewDialog({ kind, view, book, actions, onClose }: AnewDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      tall
      title={t(kind === 'draft' ? 'agreement.anew.draftTitle' : 'agreement.anew.title')}
      description={t('agreement.anew.text', { count: book.clauses.length })}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="danger" busy={busy}>
            {t('agreement.anew.verb')}
          </Button>
        </>
      }
    >
      {kind === 'draft' && <PrivateMark />}
      <StartForm
        id={form}
        {...{ kind, view, actions }}
        onStart={async (wish) => {
          setBusy(true);
          const done = await actions.restart(kind, wish);
          setBusy(false);
          if (done) onClose();
          return done;
        }}
      />
    </Dialog>
  );
}
