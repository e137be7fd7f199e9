import { BookmarkPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/Button.tsx';

/** To what of the agreement may serve in other cases. */
export function KeepButton({ onKeep }: { onKeep: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="sm" variant="quiet" icon={<BookmarkPlus size={16} aria-hidden />} onClick={onKeep}>
      <span className="max-sm:sr-only">{t('templates.keep.open')}</span>
    </Button>
  );
}
