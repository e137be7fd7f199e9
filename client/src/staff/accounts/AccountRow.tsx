import type { Account } from '@parley/shared/protocol';
import { Ban, CircleCheck, EllipsisVertical, KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu.tsx';

interface AccountRowProps {
  account: Account;
  /** One's own is changed under «My settings», and disabled by another administrator. */
  mine: boolean;
  onPassword: () => void;
  onDisable: () => void;
}

export function AccountRow({ account, mine, onPassword, onDisable }: AccountRowProps) {
  const { t } = useTranslation();
  const { name, username, administrator, disabled } = account;
  return (
    <li className="flex min-h-16 items-center gap-4 py-2 ps-4 pe-2">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">
          <bdi>{name}</bdi>
          {mine && (
            <span className="ms-2 inline-block text-sm font-normal text-ink-2">
              {t('staff.accountList.you')}
            </span>
          )}
        </p>
        <p className="text-sm text-ink-2">{username}</p>
      </div>
      <div className="flex flex-wrap justify-end gap-1">
        {administrator && <Badge>{t('staff.accountList.administrator')}</Badge>}
        {disabled && <Badge tone="danger">{t('staff.accountList.disabled')}</Badge>}
      </div>
      {mine ? (
        <span className="size-11 shrink-0" />
      ) : (
        <Menu
          trigger={
            <IconButton
              label={t('staff.accountList.more', { name })}
              icon={<EllipsisVertical size={18} aria-hidden />}
            />
          }
        >
          <MenuItem icon={<KeyRound size={18} aria-hidden />} onSelect={onPassword}>
            {t('staff.accountList.resetItem')}
          </MenuItem>
          <MenuLine />
          {disabled ? (
            <MenuItem icon={<CircleCheck size={18} aria-hidden />} onSelect={onDisable}>
              {t('staff.accountList.enableItem')}
            </MenuItem>
          ) : (
            <MenuItem icon={<Ban size={18} aria-hidden />} danger onSelect={onDisable}>
              {t('staff.accountList.disableItem')}
            </MenuItem>
          )}
        </Menu>
      )}
    </li>
  );
}
