import type { Account } from '@parley/shared/protocol';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';

interface DisableDialogProps {
  account: Account;
  onClose: () => void;
  onDisable: (account: Account, disabled: boolean) => Promise<void>;
}

/** Closes an account, or opens it again. */
export function DisableDialog({ account, onClose, onDisable }: DisableDialogProps) {
  const { t } = useTranslation();
  const { name, disabled } = account;
  const turn = useAct(async () => {
    await onDisable(account, !disabled);
    onClose();
  });
  const what = disabled ? 'enable' : 'disable';
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t(`staff.accountList.${what}Title`, { name })}
      description={t(`staff.accountList.${what}Text`, { name })}
      verb={t(`staff.accountList.${what}`)}
      danger={!disabled}
      act={turn}
      onSubmit={() => {
        turn.run();
        return true;
      }}
    />
  );
}
