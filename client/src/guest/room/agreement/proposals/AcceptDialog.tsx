import type { ProposalView, TextHash } from '@parley/shared/agreement';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import { hashOfTexts } from '../standing.ts';
import type { Texts } from '../texts.ts';
import { WholeTexts } from '../WholeTexts.tsx';

interface AcceptDialogProps {
  proposal: ProposalView;
  number: number;
  /** The side that accepts, and those that are still asked then. */
  side: string;
  others: string | null;
  /** The words as they were when it opened: of these one more is put in the place, and of no others. */
  texts: Texts;
  /** As they are now. */
  now: Texts;
  onClose: () => void;
  onAccept: (hash: TextHash | null) => Promise<boolean>;
}

/** What the clause will say, to the last sign, before one says yes to it. */
export function AcceptDialog(props: AcceptDialogProps) {
  const { proposal, number, side, others, texts, now, onClose, onAccept } = props;
  const { t } = useTranslation();
  const { change } = proposal;
  const hash = hashOfTexts(texts);
  const changed = change.kind !== 'new' && (hash === null || hash !== hashOfTexts(now));
  const [accept, busy] = useBusy(async () => {
    if (await onAccept(change.kind === 'new' ? null : hash)) onClose();
  });
  const kind =
    change.kind === 'remove' ? (['removeDone', 'removeMore'] as const) : (['done', 'more'] as const);
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t(`proposals.accept.title.${change.kind}`, { number })}
      description={
        others === null
          ? t(`proposals.accept.text.${kind[0]}`, { side })
          : t(`proposals.accept.text.${kind[1]}`, { side, others })
      }
      actions={
        <>
          <Button onClick={onClose}>{t('proposals.accept.refrain')}</Button>
          {!changed && (
            <Button variant="primary" busy={busy} onClick={accept}>
              {t('proposals.accept.verb')}
            </Button>
          )}
        </>
      }
    >
      {changed && (
        <Note tone="warning" live className="mb-3">
          {t('proposals.accept.changed')}
        </Note>
      )}
      {change.kind !== 'remove' && <WholeTexts texts={new Map(Object.entries(change.texts))} />}
    </Dialog>
  );
}
