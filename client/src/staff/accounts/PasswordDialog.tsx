import { type Account, Password } from '@parley/shared/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProblems, useFieldText } from '../field-problem.ts';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';
import { NewPasswordField } from './NewPasswordField.tsx';
import { randomPassword } from './random-password.ts';
import { z } from 'zod';

const schema = z.object({ password: Password });

interface PasswordDialogProps {
  account: Account;
  onClose: () => void;
  onSet: (account: Account, password: string) => Promise<void>;
}

/** Another password for somebody who has forgotten theirs. */
export function PasswordDialog({ account, onClose, onSet }: PasswordDialogProps) {
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const [password, setPassword] = useState(randomPassword);
  const [tried, setTried] = useState(false);
  const checked = schema.safeParse({ password });
  const problems = tried && !checked.success ? fieldProblems(checked.error) : undefined;
  const set = useAct((given: string) => onSet(account, given));
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('staff.accountList.resetTitle', { name: account.name })}
      description={t('staff.accountList.resetText', { name: account.name })}
      verb={t('staff.accountList.reset')}
      act={set}
      onSubmit={() => {
        setTried(true);
        if (checked.success) set.run(checked.data.password);
        return checked.success;
      }}
    >
      <NewPasswordField
        label={t('staff.accountList.newPassword')}
        value={password}
        error={fieldText(problems?.get('password'))}
        onChange={setPassword}
      />
    </FormDialog>
  );
}
