import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useBusy } from '../../../ui/use-busy.ts';

interface LeaveDialogProps {
  conducts: boolean;
  /** May adjourn instead. */
  adjourns: boolean;
  onClose: () => void;
  onLeave: () => Promise<void>;
  onAdjourn: () => void;
}

/** What leaving means for the others; whoever conducts is reminded that they can adjourn instead. */
export function LeaveDialog({ conducts, adjourns, onClose, onLeave, onAdjourn }: LeaveDialogProps) {
  const { t } = useTranslation();
  const [leave, leaving] = useBusy(onLeave);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('room.leave.title')}
      description={conducts ? t('room.leave.textConduct') : t('room.leave.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('room.leave.stay')}</Button>
          {adjourns && <Button onClick={onAdjourn}>{t('room.leave.adjourn')}</Button>}
          <Button variant="danger" busy={leaving} onClick={leave}>
            {t('room.leave.verb')}
          </Button>
        </>
      }
    />
  );
}
