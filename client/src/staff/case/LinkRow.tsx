import type { LinkView } from '@parley/shared/protocol';
import type { Side } from '@parley/shared/session';
import { clsx } from 'clsx';
import { Check, Copy, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { useRoleName } from '../../ui/person.ts';
import { SideMark } from '../../ui/SideMark.tsx';
import { copyText } from '../../ui/copy.ts';
import { useCopied } from '../../ui/use-copied.ts';
import { LinkMenu } from './LinkMenu.tsx';
import { LinkStateBadge } from './LinkStateBadge.tsx';
import { canShare, shareText } from './share.ts';

interface LinkRowProps {
  link: LinkView;
  sides: readonly Side[];
  /** Said above for all: a row says its own end only where it is another. */
  commonEnd: number | null;
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
  const { link, sides, commonEnd, fresh, invitation, onCopied, onByHand, onRevoke, onReissue } = props;
  const { t } = useTranslation();
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
  const done = copied ? t('staff.link.copied') : t('staff.link.copy');
  const mainWord = url === null ? t('staff.link.reissue') : done;
  const DoneIcon = copied ? Check : Copy;
  const MainIcon = url === null ? RefreshCw : DoneIcon;
  return (
    <li
      data-holder={link.participant}
      className={clsx(
        'grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 gap-y-1 px-4 py-2.5',
        'sm:grid-cols-[minmax(0,1fr)_9rem_8.5rem_2.25rem] sm:px-5',
        fresh && 'bg-sunken',
      )}
    >
      <div className={clsx('min-w-0 sm:col-span-1', url === null ? 'col-span-3' : 'col-span-2')}>
        <p className="font-semibold">
          <bdi>{name}</bdi>
        </p>
        <p className="flex items-start gap-2 text-sm text-ink-2">
          {side !== null && <SideMark side={side} sides={sides} />}
          <span className="min-w-0">{roleName(link, sides)}</span>
        </p>
        {fresh && <p className="mt-1 text-sm font-medium">{t('staff.link.reissued', { name })}</p>}
      </div>
      <div className="row-start-2 flex flex-wrap items-center gap-x-3 gap-y-1 sm:row-auto sm:block">
        <LinkStateBadge state={link.state} />
        {expiresAt !== commonEnd && <End {...link} />}
      </div>
      {/* One button in every state: whoever has the focus on it keeps it when the link changes. */}
      <Button
        size="sm"
        icon={<MainIcon size={16} aria-hidden />}
        onClick={() => (url === null ? onReissue() : void copy(url, t('staff.link.copiedOf', { name })))}
        className={clsx(
          'col-span-2 row-start-2 min-w-28 justify-self-end sm:row-auto',
          url !== null && 'sm:col-span-1',
        )}
      >
        {mainWord}
        <span className="sr-only">{name}</span>
      </Button>
      {url !== null && (
        <div className="col-start-3 row-start-1 -me-3 self-start sm:col-auto sm:row-auto sm:self-center">
          <LinkMenu
            name={name}
            onShare={canShare() ? () => void shareText(invitation()) : null}
            onCopyInvitation={() => void copy(invitation(), t('staff.link.copiedInvitation', { name }))}
            {...{ onReissue, onRevoke }}
          />
        </div>
      )}
    </li>
  );
}

/** When it ends or ended; a link that was withdrawn before has no other end. */
function End({ state, expiresAt }: LinkView) {
  const { t } = useTranslation();
  const format = useFormat();
  if (state === 'revoked') return null;
  const time = format.short(expiresAt);
  return (
    <p className="text-xs text-ink-2 tabular-nums sm:mt-1">
      {state === 'expired' ? t('staff.link.ended', { time }) : t('staff.link.until', { time })}
    </p>
  );
}
