import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { randomPassword } from './random-password.ts';

interface NewPasswordFieldProps extends Pick<ComponentProps<typeof TextField>, 'error'> {
  label: string;
  value: string;
  onChange: (password: string) => void;
}

/** A password to hand to somebody else: in plain sight, and made up by a press. */
export function NewPasswordField({ label, value, error, onChange }: NewPasswordFieldProps) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
      <TextField
        label={label}
        hint={t('staff.accountList.passwordHint')}
        value={value}
        error={error}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button onClick={() => onChange(randomPassword())}>{t('staff.accountList.generate')}</Button>
    </div>
  );
}
