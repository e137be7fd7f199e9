import type { Term } from '@parley/shared/glossary';
import { useTranslation } from 'react-i18next';
import { TermTexts } from '../../../glossary/TermTexts.tsx';
import { FormDialog } from '../../FormDialog.tsx';
import { useAct } from '../../use-act.ts';

interface RemoveTermDialogProps {
  term: Term;
  onClose: () => void;
  onRemove: () => Promise<void>;
}

export function RemoveTermDialog({ term, onClose, onRemove }: RemoveTermDialogProps) {
  const { t } = useTranslation();
  const remove = useAct(async () => {
    await onRemove();
    onClose();
  });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('glossary.office.removeTitle')}
      description={t('glossary.office.removeText')}
      verb={t('glossary.office.remove')}
      danger
      act={remove}
      onSubmit={() => {
        remove.run();
        return true;
      }}
    >
      <div className="rounded-md border border-line px-4 py-3">
        <TermTexts {...term} />
      </div>
    </FormDialog>
  );
}
