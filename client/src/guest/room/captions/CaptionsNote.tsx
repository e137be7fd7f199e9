import type { SessionView } from '@parley/shared/policy';
import { Captions } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Nobody's words are written along, or kept, unseen: everyone in the room reads it, whether or not they read captions. */
export function CaptionsNote({ view: { captions } }: { view: SessionView }) {
  const { t } = useTranslation();
  if (captions === null) return null;
  const { automatic, kept, captioners } = captions;
  const isKept = kept && (automatic || captioners.length > 0);
  // It stands there before anything is in it: what comes into it is read out.
  return (
    <div role="status">
      {(automatic || isKept) && (
        <p className="flex items-start gap-2 px-1 text-sm text-ink-2">
          <Captions size={18} aria-hidden className="mt-px shrink-0" />
          <span>
            {automatic && t('captions.automatic.here')} {isKept && t('captions.keptHere')}
          </span>
        </p>
      )}
    </div>
  );
}
