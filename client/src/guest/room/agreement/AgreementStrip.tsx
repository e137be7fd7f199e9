import type { AgreementView } from '@parley/shared/agreement';
import type { ParticipantId } from '@parley/shared/ids';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { waitingForMe } from './waiting.ts';

interface AgreementStripProps {
  view: AgreementView;
  me: ParticipantId;
  onOpen: () => void;
}

/** Where the bar has no room for it: that there is an agreement, and whether something in it waits for me. */
export function AgreementStrip({ view, me, onOpen }: AgreementStripProps) {
  const { t } = useTranslation();
  const waiting = waitingForMe(view, me);
  return (
    <div className="flex items-center gap-3 border-t border-line bg-sunken px-3 py-1.5">
      <FileText size={18} aria-hidden className="shrink-0" />
      <p role="status" className="min-w-0 flex-1 text-sm">
        {waiting > 0 ? t('room.agreement.waiting', { count: waiting }) : t('room.agreement.drafting')}
      </p>
      <Button size="sm" variant={waiting > 0 ? 'primary' : 'secondary'} onClick={onOpen}>
        {t('room.agreement.open')}
      </Button>
    </div>
  );
}
