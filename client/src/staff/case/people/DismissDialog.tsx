import type { CasePerson } from '@parley/shared/protocol';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../FormDialog.tsx';
import { useAct } from '../../use-act.ts';

interface DismissDialogProps {
  person: CasePerson;
  open: boolean;
  onClose: () => void;
  focusAfter: () => HTMLElement | null;
  onDismiss: () => Promise<void>;
}

export function DismissDialog({ person, open, onClose, focusAfter, onDismiss }: DismissDialogProps) {
  const { t } = useTranslation();
  const { name } = person;
  const dismiss = useAct(async () => {
    await onDismiss();
    onClose();
  });
  return (
    <FormDialog
      open={open}
      focusAfter={focusAfter}
      onOpenChange={onClose}
      title={t('staff.people.dismissTitle', { name })}
      description={t('staff.people.dismissText', { name })}
      verb={t('staff.people.dismiss')}
      danger
      act={dismiss}
      onSubmit={() => {
        dismiss.run();
        return true;
      }}
    />
  );
}
