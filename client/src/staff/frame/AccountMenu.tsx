import type { Staff } from '@parley/shared/protocol';
import { ChevronDown, FileText, LogOut, Settings2, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { paths } from '../routes.ts';

interface AccountMenuProps {
  me: Staff;
  /** Signing out is under way. */
  leaving: boolean;
  onSignOut: () => void;
}

export function AccountMenu({ me, leaving, onSignOut }: AccountMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex min-h-11 max-w-56 items-center gap-2 rounded-md px-1 hover:bg-sunken sm:pe-2"
        >
          <Avatar name={me.name} />
          <span className="sr-only">{t('staff.account')}</span>
          <bdi className="truncate text-sm font-medium max-sm:sr-only">{me.name}</bdi>
          {leaving ? <Spinner /> : <ChevronDown size={16} aria-hidden className="hidden shrink-0 sm:block" />}
        </button>
      }
    >
      <div className="max-w-64 px-3 py-2">
        <p className="font-medium">{me.name}</p>
        <p className="text-sm text-ink-2">{me.username}</p>
      </div>
      <MenuLine />
      <MenuItem icon={<Settings2 size={18} aria-hidden />} onSelect={() => navigate(paths.me)}>
        {t('staff.settings')}
      </MenuItem>
      <MenuItem icon={<FileText size={18} aria-hidden />} onSelect={() => navigate(paths.templates)}>
        {t('templates.title')}
      </MenuItem>
      {me.administrator && (
        <MenuItem icon={<Users size={18} aria-hidden />} onSelect={() => navigate(paths.accounts)}>
          {t('staff.accounts')}
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon={<LogOut size={18} aria-hidden className="rtl:-scale-x-100" />} onSelect={onSignOut}>
        {t('staff.signOut')}
      </MenuItem>
    </Menu>
  );
}
