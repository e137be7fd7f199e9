import type { LinkView } from '@parley/shared/protocol';
import type { Side } from '@parley/shared/session';
import { clsx } from 'clsx';
import { Ban, Check, Copy, EllipsisVertical, FileText, RefreshCw, Share2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu.tsx';
import { useRoleName } from '../../ui/person.ts';
import { SideMark } from '../../ui/SideMark.tsx';
import { copyText } from '../copy.ts';
import { useCopied } from '../use-copied.ts';
import { LinkStateBadge } from './LinkStateBadge.tsx';
import { canShare, shareText } from './share.ts';

interface LinkRowProps {
  link: LinkView;
  sides: readonly Side[];
  /** It was issued a moment ago and has yet to be sent. */
  fresh: boolean;
  /** What to write to its holder, the link in it. */
  invitation: () => string;
  /** Something to read out. */
  onCopied: (said: string) => void;
  /** The browser did not let us copy this. */
  onByHand: (text: string) => void;
  onRevoke: () => void;
  onReissue: () => void;
}

export function LinkRow(props: LinkRowProps) {
  const { link, sides, fresh, invitation, onCopied, onByHand, onRevoke, onReissue } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const roleName = useRoleName();
  const [copied, showCopied] = useCopied();
  const { name, side, url, expiresAt } = link;

  const copy = async (text: string, said: string): Promise<void> => {
    if (!(await copyText(text))) {
      onByHand(text);
      return;
    }
    showCopied();
    onCopied(said);
  };
  return (
    <li
      className={clsx(
        'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_9.5rem_auto] sm:px-5',
        fresh && 'bg-sunken',
      )}
    >
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
          {side !== null && <SideMark side={side} sides={sides} />}
          {roleName(link, sides)}
        </p>
        {fresh && <p className="mt-1 text-sm font-medium">{t('staff.link.reissued', { name })}</p>}
      </div>
      <div className="row-start-2 flex flex-wrap items-center gap-x-3 gap-y-1 sm:row-auto sm:block">
        <LinkStateBadge state={link.state} />
        {link.state !== 'revoked' && (
          <p className="text-xs text-ink-2 tabular-nums sm:mt-1">
            {link.state === 'expired'
              ? t('staff.link.ended', { time: format.short(expiresAt) })
              : t('staff.link.until', { time: format.short(expiresAt) })}
          </p>
        )}
      </div>
      <div className="row-span-2 flex items-center justify-end gap-1 sm:row-auto">
        {url === null ? (
          <Button
            size="sm"
            icon={<RefreshCw size={16} aria-hidden />}
            aria-label={t('staff.link.reissueOf', { name })}
            onClick={onReissue}
          >
            {t('staff.link.reissue')}
          </Button>
        ) : (
          <>
            <Button
              size="sm"
              variant={fresh ? 'primary' : 'secondary'}
              icon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
              aria-label={copied ? t('staff.link.copiedOf', { name }) : t('staff.link.copyOf', { name })}
              className="min-w-28"
              onClick={() => void copy(url, t('staff.link.copiedOf', { name }))}
            >
              {copied ? t('staff.link.copied') : t('staff.link.copy')}
            </Button>
            <Menu
              trigger={
                <IconButton
                  label={t('staff.link.more', { name })}
                  icon={<EllipsisVertical size={18} aria-hidden />}
                  className="-me-2"
                />
              }
            >
              {canShare() && (
                <MenuItem
                  icon={<Share2 size={18} aria-hidden />}
                  onSelect={() => void shareText(invitation())}
                >
                  {t('staff.link.share')}
                </MenuItem>
              )}
              <MenuItem
                icon={<FileText size={18} aria-hidden />}
                onSelect={() => void copy(invitation(), t('staff.link.copiedInvitation', { name }))}
              >
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
          </>
        )}
      </div>
    </li>
  );
}
