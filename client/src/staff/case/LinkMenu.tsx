import { Ban, EllipsisVertical, FileText, RefreshCw, Share2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu.tsx';

interface LinkMenuProps {
  /** Whose link. */
  name: string;
  /** Null where the device has no sheet to share with. */
  onShare: (() => void) | null;
  onCopyInvitation: () => void;
  onReissue: () => void;
  onRevoke: () => void;
}

export function LinkMenu({ name, onShare, onCopyInvitation, onReissue, onRevoke }: LinkMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <IconButton
          label={t('staff.link.more', { name })}
          icon={<EllipsisVertical size={18} aria-hidden />}
        />
      }
    >
      {onShare !== null && (
        <MenuItem icon={<Share2 size={18} aria-hidden />} onSelect={onShare}>
          {t('staff.link.share')}
        </MenuItem>
      )}
      <MenuItem icon={<FileText size={18} aria-hidden />} onSelect={onCopyInvitation}>
        {t('staff.link.copyInvitation')}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<RefreshCw size={18} aria-hidden />} onSelect={onReissue}>
        {t('staff.link.reissue')}
      </MenuItem>
      <MenuItem icon={<Ban size={18} aria-hidden />} danger onSelect={onRevoke}>
        {t('staff.link.revoke')}
      </MenuItem>
    </Menu>
  );
}
