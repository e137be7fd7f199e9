import type { SessionView } from '@parley/shared/policy';
import { isSignal, type Petition } from '@parley/shared/session';
import { DoorClosed, UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { useServerNow } from '../../use-now.ts';

interface WishingProps {
  view: SessionView;
  clockOffset: number;
  /** What may be asked for here. */
  kinds: readonly Petition[];
  actions: Pick<SessionActions, 'rooms'>;
  onAsk: (kind: Petition) => void;
}

const icons = { mediator: UserRoundPlus, caucus: DoorClosed } as const;

/** Asking the mediators for something; or what was asked, since when, and a way to take it back. */
export function Wishing({ view, clockOffset, kinds, actions, onAsk }: WishingProps) {
  const { t } = useTranslation();
  const { wish } = view.me;
  if (wish !== null && !isSignal(wish.kind)) {
    return <Asked kind={wish.kind} at={wish.at} clockOffset={clockOffset} actions={actions} />;
  }
  return kinds.map((kind) => {
    const Icon = icons[kind];
    return (
      <Button
        key={kind}
        size="sm"
        icon={<Icon size={18} aria-hidden className="shrink-0" />}
        onClick={() => onAsk(kind)}
        className="min-h-11 flex-1 sm:min-h-10 sm:flex-none"
      >
        {t(`caucus.wish.${kind}.ask`)}
      </Button>
    );
  });
}

function Asked({
  kind,
  at,
  clockOffset,
  actions,
}: Pick<WishingProps, 'clockOffset' | 'actions'> & { kind: Petition; at: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useServerNow(clockOffset);
  const minutes = format.minutes(now - at);
  const [withdraw, withdrawing] = useBusy(() => actions.rooms.withdrawWish());
  const Icon = icons[kind];
  return (
    <div className="flex min-w-0 flex-1 basis-full items-center gap-x-3 rounded-md border border-room bg-raised ps-3 text-sm text-ink sm:flex-none sm:basis-auto">
      <p role="status" className="flex min-w-0 flex-1 items-center gap-2 py-1.5">
        <Icon size={18} aria-hidden className="shrink-0" />
        <span className="min-w-0">
          {t(`caucus.wish.${kind}.asked`)}
          <span className="block text-xs text-ink-2 tabular-nums">
            {minutes === null ? t('caucus.wish.justNow') : t('caucus.wish.ago', { minutes })}
          </span>
        </span>
      </p>
      <Button
        size="sm"
        variant="quiet"
        busy={withdrawing}
        onClick={withdraw}
        className="min-h-11 sm:min-h-10"
      >
        {t('caucus.wish.withdraw')}
      </Button>
    </div>
  );
}
