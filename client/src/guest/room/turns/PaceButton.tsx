import type { Epoch, ParticipantId } from '@parley/shared/ids';
import { clsx } from 'clsx';
import { Check, Gauge } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TurnsActions } from '../../../session/turns-actions.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';

/** As the server's: asked again sooner it would be refused. */
const AGAIN_MS = 10_000;

interface PaceButtonProps {
  participant: ParticipantId;
  epoch: Epoch;
  turns: Pick<TurnsActions, 'askSlower'>;
  className?: string;
}

/** An interpreter who cannot follow asks for a slower pace; for a while it says that this was done. */
export function PaceButton({ participant, epoch, turns, className }: PaceButtonProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const [ask, asking] = useBusy(async () => {
    if (await turns.askSlower(epoch, participant)) setAsked(true);
  });
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  return (
    <Button
      size="sm"
      busy={asking}
      icon={
        asked ? (
          <Check size={18} aria-hidden className="shrink-0" />
        ) : (
          <Gauge size={18} aria-hidden className="shrink-0" />
        )
      }
      onClick={asked ? undefined : ask}
      className={clsx('min-h-11 sm:min-h-9', className)}
    >
      {asked ? t('turns.pace.asked') : t('turns.pace.ask')}
    </Button>
  );
}
