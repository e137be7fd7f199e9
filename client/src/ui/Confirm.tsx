import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { useBusy } from './use-busy.ts';

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen to whom, and whether it can be undone. */
  consequence: ReactNode;
  /** The verb of the button; never «OK». */
  verb: string;
  /** What the other button is called; «Cancel» by default. */
  refrain?: string;
  danger?: boolean;
  /** Something that it needs is missing. */
  disabled?: boolean;
  /** Answers whether it was done; then it closes by itself. Refused, it stays as it is. */
  onConfirm: () => Promise<boolean> | void;
  children?: ReactNode;
}

/** Asked before anything rare or dangerous. */
export function Confirm(props: ConfirmProps) {
  const {
    open,
    onOpenChange,
    title,
    consequence,
    verb,
    refrain,
    danger = false,
    disabled = false,
    onConfirm,
    children,
  } = props;
  const { t } = useTranslation();
  const [confirm, busy] = useBusy(async () => {
    if ((await onConfirm()) !== false) onOpenChange(false);
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={consequence}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>{refrain ?? t('common.cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled} onClick={confirm}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
