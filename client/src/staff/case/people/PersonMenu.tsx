import { EllipsisVertical, Pencil, UserMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu.tsx';

interface PersonMenuProps {
  name: string;
  onChange: () => void;
  /** Null of the last mediator: a case needs one. */
  onDismiss: (() => void) | null;
}

export function PersonMenu({ name, onChange, onDismiss }: PersonMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <IconButton
          size="sm"
          label={t('staff.people.more', { name })}
          icon={<EllipsisVertical size={18} aria-hidden />}
        />
      }
    >
      <MenuItem icon={<Pencil size={18} aria-hidden />} onSelect={onChange}>
        {t('staff.people.change')}
      </MenuItem>
      {onDismiss !== null && (
        <>
          <MenuLine />
          <MenuItem icon={<UserMinus size={18} aria-hidden />} danger onSelect={onDismiss}>
            {t('staff.people.dismiss')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
