import type { BookView, DocumentKind } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
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
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      tall
      title={t(kind === 'draft' ? 'agreement.anew.draftTitle' : 'agreement.anew.title')}
      description={t('agreement.anew.text', { count: book.clauses.length })}
    >
      {kind === 'draft' && <PrivateMark />}
      <StartForm
        {...{ kind, view, actions }}
        onStart={async (wish) => {
          const done = await actions.restart(kind, wish);
          if (done) onClose();
          return done;
        }}
        before={null}
        after={(busy) => (
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" variant="danger" busy={busy}>
              {t('agreement.anew.verb')}
            </Button>
          </div>
        )}
      />
    </Dialog>
  );
}
