import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextAreaField } from '../../ui/Field.tsx';

interface ByHandDialogProps {
  /** Null: closed. */
  text: string | null;
  onClose: () => void;
}

/** Where the browser copies nothing for us. */
export function ByHandDialog({ text, onClose }: ByHandDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={text !== null}
      onOpenChange={onClose}
      title={t('staff.link.byHand')}
      description={t('staff.link.byHandText')}
    >
      <TextAreaField
        label={t('staff.link.byHandField')}
        readOnly
        rows={5}
        value={text ?? ''}
        onFocus={(event) => event.target.select()}
      />
    </Dialog>
  );
}
