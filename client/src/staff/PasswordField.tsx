import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/Field.tsx';
import { IconButton } from '../ui/IconButton.tsx';

/** A password that can be looked at before it is sent: fewer slips of the hand, no second field to repeat it in. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'end'>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
      type={shown ? 'text' : 'password'}
      end={
        <IconButton
          label={shown ? t('staff.password.hide') : t('staff.password.show')}
          icon={<Icon size={20} aria-hidden />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
