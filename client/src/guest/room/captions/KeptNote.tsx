import type { SessionView } from '@parley/shared/policy';
import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Nobody's words are kept unseen: everyone in the room reads it, whether or not they read captions. */
export function KeptNote({ view: { captions } }: { view: SessionView }) {
  const { t } = useTranslation();
  if (captions === null || !captions.kept || captions.captioners.length === 0) return null;
  return (
    <p role="status" className="flex items-center gap-2 px-1 text-sm text-ink-2">
      <ScrollText size={16} aria-hidden className="shrink-0" />
      {t('captions.keptHere')}
    </p>
  );
}
