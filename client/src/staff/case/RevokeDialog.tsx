import type { LinkView } from '@parley/shared/protocol';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';

interface RevokeDialogProps {
  /** Null: closed. */
  link: LinkView | null;
  onClose: () => void;
  focusAfter: () => HTMLElement | null;
  onRevoke: (link: LinkView) => Promise<void>;
}

export function RevokeDialog({ link, onClose, focusAfter, onRevoke }: RevokeDialogProps) {
  const { t } = useTranslation();
  const revoke = useAct(async (which: LinkView) => {
    await onRevoke(which);
    onClose();
  });
  const name = link?.name ?? '';
  return (
    <FormDialog
      open={link !== null}
      focusAfter={focusAfter}
      onOpenChange={onClose}
      title={t('staff.link.revokeTitle', { name })}
      description={
        link?.state === 'joined' ? t('staff.link.revokeNow', { name }) : t('staff.link.revokeText', { name })
      }
      verb={t('staff.link.revoke')}
      danger
      act={revoke}
      onSubmit={() => {
        if (link !== null) revoke.run(link);
        return true;
      }}
    />
  );
}
