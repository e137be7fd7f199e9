import type { CaptionsView, SessionView } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { Captions, CaptionsOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Unwritten } from './Unwritten.tsx';

interface CaptionsNoteProps {
  view: SessionView;
  /** Where whoever conducts asks somebody to type. */
  onCaptioners: () => void;
}

/**
 * Nobody's words are written along, or kept, unseen: everyone in the room reads it, whether or not they read captions;
 * and that nothing comes of it any more, with what can be done until it does.
 */
export function CaptionsNote({ view, onCaptioners }: CaptionsNoteProps) {
  const { t } = useTranslation();
  const { captions } = view;
  if (captions === null) return null;
  const { automatic, stalled, kept, captioners } = captions;
  const isKept = kept && (automatic || captioners.length > 0);
  const Icon = stalled ? CaptionsOff : Captions;
  return (
    <div
      className={clsx(
        'flex items-start gap-2 text-sm',
        stalled
          ? 'rounded-md border border-ink bg-sunken py-1.5 ps-3 pe-1.5 text-ink sm:items-center'
          : 'px-1 text-ink-2',
      )}
    >
      {(automatic || isKept) && (
        <Icon size={18} aria-hidden className={clsx('mt-px shrink-0', stalled && 'sm:mt-0')} />
      )}
      {/* It stands there before anything is in it: what comes into it is read out. */}
      <p role="status" className="min-w-0 flex-1 leading-snug text-pretty">
        {stalled && <span className="font-semibold">{t('captions.stalled.here')}</span>}{' '}
        {stalled && t(`captions.stalled.${untilThen(captions)}`)}
        {automatic && !stalled && t('captions.automatic.here')}{' '}
        {automatic && !stalled && <Unwritten view={view} />} {isKept && t('captions.keptHere')}
      </p>
      {stalled && captions.mayAutomate && (
        <Button size="sm" onClick={onCaptioners} className="shrink-0 self-center">
          {t('captions.stalled.ask')}
        </Button>
      )}
    </div>
  );
}

/** What I can do myself while nothing is written along. */
function untilThen({ mayWrite, mayAutomate }: CaptionsView): 'type' | 'name' | 'tell' {
  if (mayWrite) return 'type';
  return mayAutomate ? 'name' : 'tell';
}
