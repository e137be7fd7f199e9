import type { TemplateSummary } from '@parley/shared/protocol';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../FormDialog.tsx';
import { useAct } from '../use-act.ts';

interface OfferDialogProps {
  template: TemplateSummary;
  onClose: () => void;
  onOffer: (template: TemplateSummary, offered: boolean) => Promise<void>;
}

/** Offers a template to sessions, or does so no more. */
export function OfferDialog({ template, onClose, onOffer }: OfferDialogProps) {
  const { t } = useTranslation();
  const { title, organisation, offered } = template;
  const turn = useAct(async () => {
    await onOffer(template, !offered);
    onClose();
  });
  const what = offered ? 'retire' : 'offer';
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t(`templates.${what}.title`, { title })}
      description={t(`templates.${what}.text`, { organisation })}
      verb={t(`templates.${what}.verb`)}
      act={turn}
      onSubmit={() => {
        turn.run();
        return true;
      }}
    />
  );
}
