import { CircleAlert, CloudCheck, CloudOff, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LiveModel } from '../../../agreement/live/model.ts';

/** Whether what was written here is stored. `terse`: where little room is left, a sign tells that all is well. */
export function SavedState({ live, terse }: { live: LiveModel; terse: boolean }) {
  const { t } = useTranslation();
  const kind = savedKind(live);
  const Icon = {
    saved: CloudCheck,
    saving: LoaderCircle,
    opening: LoaderCircle,
    away: CloudOff,
    kept: CircleAlert,
  }[kind];
  // «Saving…» and «saved» by turns would talk over whoever writes.
  const calm = kind === 'saved' || kind === 'saving' || kind === 'opening';
  const long = kind === 'away' || kind === 'kept';
  return (
    <p
      role={calm ? undefined : 'status'}
      data-saved={kind}
      className={`flex items-center gap-1.5 text-sm ${kind === 'kept' ? 'font-medium text-ink' : 'text-ink-2'} ${long ? 'order-last basis-full pe-2 pb-1' : ''}`}
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      <span className={terse && calm ? 'max-sm:sr-only' : undefined}>{t(`agreement.saved.${kind}`)}</span>
    </p>
  );
}

function savedKind({ line, unsaved }: LiveModel): 'saved' | 'saving' | 'opening' | 'away' | 'kept' {
  switch (line.kind) {
    case 'opening':
      return 'opening';
    case 'away':
    case 'denied':
      return unsaved ? 'kept' : 'away';
    case 'open':
      return unsaved ? 'saving' : 'saved';
  }
}
