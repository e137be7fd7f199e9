import type { Staff } from '@parley/shared/protocol';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { copyText } from '../../ui/copy.ts';
import { paths } from '../routes.ts';
import { useCopied } from '../../ui/use-copied.ts';

/** An account just made, or given another password, with what nobody will see again. */
export interface HandedOver {
  readonly kind: 'made' | 'reset';
  readonly account: Staff;
  readonly password: string;
}

interface HandOverDialogProps {
  /** Null: closed. */
  handedOver: HandedOver | null;
  onClose: () => void;
}

export function HandOverDialog({ handedOver, onClose }: HandOverDialogProps) {
  const { t } = useTranslation();
  const [copied, showCopied] = useCopied();
  const [refused, setRefused] = useState(false);
  const kind = handedOver?.kind === 'reset' ? 'handed' : 'made';
  const rows: [string, string][] =
    handedOver === null
      ? []
      : [
          [t('staff.accountList.address'), `${location.origin}${paths.home}`],
          [t('staff.accountList.username'), handedOver.account.username],
          [t(`staff.accountList.${kind === 'made' ? 'password' : 'newPassword'}`), handedOver.password],
        ];
  const copy = async (): Promise<void> => {
    const done = await copyText(rows.map((row) => row.join(' ')).join('\n'));
    if (done) showCopied();
    setRefused(!done);
  };
  return (
    <Dialog
      open={handedOver !== null}
      onOpenChange={onClose}
      title={t(`staff.accountList.${kind}`)}
      description={t(`staff.accountList.${kind}Text`, { name: handedOver?.account.name ?? '' })}
      actions={
        <>
          <Button
            icon={copied ? <Check size={20} aria-hidden /> : <Copy size={20} aria-hidden />}
            onClick={() => void copy()}
          >
            {copied ? t('common.copied') : t('staff.accountList.copyBoth')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('staff.accountList.done')}
          </Button>
        </>
      }
    >
      <dl className="grid gap-x-4 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-y-2 rounded-md border border-line bg-sunken px-4 py-3">
        {rows.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-ink-2">{term}</dt>
            <dd className="mb-2 select-all last:mb-0 sm:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
      <p role="status" className={refused ? 'mt-3 text-sm' : 'sr-only'}>
        {copied && t('common.copied')}
        {refused && t('staff.link.byHandText')}
      </p>
    </Dialog>
  );
}
