import type { SessionView } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hearing } from '../hearing.ts';
import { AllHearers } from './AllHearers.tsx';
import { HearsMe } from './HearsMe.tsx';
import { useFitting } from './use-fitting.ts';

/**
 * Who can hear me, in the few lines there are: all of it is read out; whoever has no room on the screen is counted, and
 * named below by one press. No name is shown in part.
 */
export function Hearers({ heard, view }: { heard: Hearing; view: SessionView }) {
  const { t } = useTranslation();
  const [box, cut] = useFitting();
  const stay = view.place.kind === 'room' ? view.place.epoch : null;
  const [unfoldedIn, setUnfoldedIn] = useState<number | null>(null);
  // In the next room it is other people.
  const unfolded = stay !== null && unfoldedIn === stay;
  const all = useId();
  useEffect(() => {
    if (!unfolded) return undefined;
    const controller = new AbortController();
    const fold = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setUnfoldedIn(null);
    };
    document.addEventListener('keydown', fold, { signal: controller.signal });
    return () => controller.abort();
  }, [unfolded]);
  return (
    <div className="relative h-full min-w-0 flex-1">
      <div className="flex h-full items-center overflow-hidden">
        <p
          ref={box}
          role="status"
          className="max-h-full w-full overflow-hidden text-sm leading-5.25 [&_[data-cut]]:opacity-0"
        >
          <HearsMe heard={heard} view={view} />
        </p>
      </div>
      {(cut !== null || unfolded) && (
        <button
          type="button"
          data-more=""
          aria-expanded={unfolded}
          aria-controls={unfolded ? all : undefined}
          onClick={() => setUnfoldedIn(unfolded ? null : stay)}
          className={clsx(
            'absolute end-0 -bottom-1 flex h-6 w-26 items-center justify-center gap-1 rounded-sm',
            'bg-white text-xs font-semibold whitespace-nowrap text-black tabular-nums',
            // A thumb needs more than there is to see.
            'pointer-coarse:after:absolute pointer-coarse:after:-inset-x-2 pointer-coarse:after:-top-3 pointer-coarse:after:-bottom-2',
          )}
        >
          <span className="sr-only">{`${t('room.hears.label')} `}</span>
          {unfolded
            ? t('room.hears.fold')
            : cut === 0
              ? t('room.hears.rest')
              : t('room.hears.more', { count: cut ?? 0 })}
          {unfolded ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
        </button>
      )}
      {unfolded && <AllHearers id={all} heard={heard} view={view} />}
    </div>
  );
}
