import type { LinkView } from '@parley/shared/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';
import { useNow } from '../use-now.ts';
import { type HoldDays, holdOf } from './hold.ts';
import { HoldField } from './HoldField.tsx';

interface ReissueDialogProps {
  /** The link that will stop working; null: closed. */
  link: LinkView | null;
  startsAt: number;
  onClose: () => void;
  focusAfter: () => HTMLElement | null;
  onReissue: (link: LinkView, hours: number) => Promise<void>;
}

export function ReissueDialog({ link, startsAt, onClose, focusAfter, onReissue }: ReissueDialogProps) {
  const { t } = useTranslation();
  const now = useNow();
  const [days, setDays] = useState<HoldDays>(7);
  const reissue = useAct(async (which: LinkView) => {
    await onReissue(which, holdOf(startsAt, days, Date.now()).hours);
    onClose();
  });
  const name = link?.name ?? '';
  return (
    <FormDialog
      open={link !== null}
      focusAfter={focusAfter}
      onOpenChange={onClose}
      title={t('staff.link.reissueTitle', { name })}
      description={t(`staff.link.${textFor(link?.state)}`, { name })}
      verb={t('staff.link.reissue')}
      act={reissue}
      onSubmit={() => {
        if (link !== null) reissue.run(link);
        return true;
      }}
    >
      <HoldField {...{ startsAt, now }} value={days} onChange={setDays} />
    </FormDialog>
  );
}

/** Whom it touches depends on where the old link has got to. */
function textFor(state: LinkView['state'] | undefined): 'reissueNow' | 'reissueGone' | 'reissueText' {
  if (state === 'joined') return 'reissueNow';
  return state === 'revoked' || state === 'expired' ? 'reissueGone' : 'reissueText';
}
